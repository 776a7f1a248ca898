package dev.tandem.staff;

import dev.tandem.shared.Ids;
import dev.tandem.shared.RecordRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who did what to which record: the story shown on client and invoice pages. Entries are written in
 * the transaction of the change, so the story holds exactly what happened, and are never changed
 * (the application's role may not), but for what is taken out with an erased client.
 */
@Component
public class AuditTrail {

  private static final String COLUMNS =
      "select id, at, actor, actor_id, actor_name, client_id, kind, record_id, action, said from practice.trail ";

  private final JdbcClient db;
  private final Clock clock;

  AuditTrail(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * @param client the client whose story it belongs to as well
   * @param action one word for the machine, for instance {@code archived}
   * @param text for people, beginning with a verb: "archived this client"; no secrets
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(RecordRef record, @Nullable UUID client, String action, String text) {
    Actor by = Actor.current();
    db.sql(
            """
            insert into practice.trail
              (id, at, actor, actor_id, actor_name, client_id, kind, record_id, action, said)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(Ids.next(clock))
        .param(Timestamp.from(clock.instant()))
        .param(by.kind().name())
        .param(by.id())
        .param(by.name())
        .param(client)
        .param(record.kind())
        .param(record.id())
        .param(action)
        .param(text)
        .update();
  }

  /** The same for many clients at once, each as a record of its own, in one statement. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void noteClients(Collection<UUID> clients, String action, String text) {
    Actor by = Actor.current();
    db.sql(
            """
            insert into practice.trail
              (id, at, actor, actor_id, actor_name, client_id, kind, record_id, action, said)
            select n.id::uuid, ?::timestamptz, ?, ?::uuid, ?, n.client::uuid, 'client', n.client::uuid, ?, ?
              from unnest(?::text[], ?::text[]) as n(id, client)
            """)
        .param(Timestamp.from(clock.instant()))
        .param(by.kind().name())
        .param(by.id())
        .param(by.name())
        .param(action)
        .param(text)
        .param(clients.stream().map(_ -> Ids.next(clock).toString()).toArray(String[]::new))
        .param(clients.stream().map(UUID::toString).toArray(String[]::new))
        .update();
  }

  /**
   * A client is forgotten: what people wrote as a reason behind a colon goes from their entries,
   * and every entry that names them says so no more.
   *
   * @param named how texts would name them, as regular expressions of PostgreSQL
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void erase(UUID client, Collection<String> named) {
    var now = Timestamp.from(clock.instant());
    db.sql(
            """
            update practice.trail set said = split_part(said, ': ', 1), erased_at = ?
             where client_id = ? and position(': ' in said) > 0""")
        .params(now, client)
        .update();
    for (String pattern : named) {
      db.sql(
              """
              update practice.trail
                 set said = 'did something that named an erased client', erased_at = ?
               where said ~* ?""")
          .params(now, pattern)
          .update();
    }
  }

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<TrailEntry> ofClient(UUID client, int limit) {
    return db.sql(COLUMNS + "where client_id = ? order by at desc, id desc limit ?")
        .params(client, limit)
        .query(AuditTrail::entry)
        .list();
  }

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<TrailEntry> ofRecord(RecordRef record, int limit) {
    return db.sql(COLUMNS + "where kind = ? and record_id = ? order by at desc, id desc limit ?")
        .params(record.kind(), record.id(), limit)
        .query(AuditTrail::entry)
        .list();
  }

  /** What happened to any of them as one story, newest first. */
  @Transactional(readOnly = true)
  public List<TrailEntry> ofRecords(Collection<RecordRef> records, int limit) {
    return db.sql(
            COLUMNS
                + """
                where (kind, record_id) in (select * from unnest(?::text[], ?::uuid[]))
                order by at desc, id desc limit ?""")
        .param(records.stream().map(RecordRef::kind).toArray(String[]::new))
        .param(records.stream().map(it -> it.id().toString()).toArray(String[]::new))
        .param(limit)
        .query(AuditTrail::entry)
        .list();
  }

  private static TrailEntry entry(ResultSet row, int number) throws SQLException {
    return new TrailEntry(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor")),
            row.getObject("actor_id", UUID.class),
            row.getString("actor_name")),
        row.getObject("client_id", UUID.class),
        new RecordRef(row.getString("kind"), row.getObject("record_id", UUID.class)),
        row.getString("action"),
        row.getString("said"));
  }
}
