package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What happened to each record on its way between both sides. */
@Repository
@Transactional
public class Story {

  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Story(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * One thing that happened.
   *
   * @param tenant the organisation in which it happened; null of what is older than the second one
   * @param changes the fields that travelled with their values
   * @param batch the write call it belongs to, if it was one
   */
  public record Entry(
      Instant at,
      @Nullable UUID tenant,
      String text,
      Map<String, String> changes,
      @Nullable UUID batch) {}

  /** Oldest first. */
  public List<Entry> of(Kind kind, UUID record) {
    return jdbc.sql(
            """
            select at, tenant, text, changes, batch from practice.sync_story
             where kind = :kind and record = :record order by at, id limit 500""")
        .param("kind", kind.text())
        .param("record", record)
        .query(
            (row, _) ->
                new Entry(
                    row.getTimestamp("at").toInstant(),
                    row.getObject("tenant", UUID.class),
                    row.getString("text"),
                    json.readValue(row.getString("changes"), VALUES),
                    row.getObject("batch", UUID.class)))
        .list();
  }

  void forgetBefore(Instant moment) {
    jdbc.sql("delete from practice.sync_story where at < :moment")
        .param("moment", Timestamp.from(moment))
        .update();
  }

  /** One record's part in what happened. */
  public record Event(UUID record, String text, Map<String, String> changes) {}

  /**
   * Adds to the records' stories, as part of the current transaction.
   *
   * @param batch the write call it belongs to, if it was one
   */
  public void note(Kind kind, UUID tenant, @Nullable UUID batch, List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.sync_story (id, at, kind, tenant, record, text, changes, batch)
            select e.id, :at, :kind, :tenant, e.record, e.text, e.changes::jsonb, :batch
              from unnest(:ids, :records, :texts, :changes) as e (id, record, text, changes)""")
        .param("ids", events.stream().map(_ -> Ids.next(clock)).toArray(UUID[]::new))
        .param("at", Timestamp.from(clock.instant()))
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("records", events.stream().map(Event::record).toArray(UUID[]::new))
        .param("texts", events.stream().map(Event::text).toArray(String[]::new))
        .param(
            "changes",
            events.stream().map(it -> json.writeValueAsString(it.changes())).toArray(String[]::new))
        .param("batch", batch, java.sql.Types.OTHER)
        .update();
  }
}
