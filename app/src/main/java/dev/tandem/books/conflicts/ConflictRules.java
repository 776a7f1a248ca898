package dev.tandem.books.conflicts;

import dev.tandem.staff.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose word counts for a field that both sides change, so that nobody is asked each time. What a
 * rule would have done is looked up in what was decided before.
 */
@Component
@Transactional
public class ConflictRules {

  private final JdbcClient jdbc;
  private final Clock clock;

  ConflictRules(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A rule and who made it.
   *
   * @param field what is decided at once: a field, or the one that stands for several
   */
  public record Rule(String kind, String field, boolean ours, String madeBy, Instant madeAt) {}

  /**
   * A conflict of the past.
   *
   * @param decision null where both sides came to mean the same by themselves
   */
  public record Past(
      UUID tenant,
      UUID record,
      String field,
      String ours,
      String theirs,
      @Nullable Decision decision,
      @Nullable String decidedBy,
      Instant closedAt) {}

  /**
   * A rule held against what was decided without it.
   *
   * @param alike how many people decided as the rule would
   * @param otherwise those that people decided the other way, newest first
   * @param byThemselves how many ended without a decision
   * @param open how many wait now and would be decided by it
   */
  public record Tried(int alike, List<Past> otherwise, int byThemselves, int open) {}

  /** By what is decided at once: whether ours stays. */
  public Map<String, Boolean> of(String kind) {
    var rules = new HashMap<String, Boolean>();
    jdbc.sql("select field, side from practice.conflict_rule where kind = :kind")
        .param("kind", kind)
        .query(
            (RowCallbackHandler)
                row -> rules.put(row.getString("field"), row.getString("side").equals("ours")));
    return rules;
  }

  /** Whether ours stays; null where somebody is asked. */
  public @Nullable Boolean of(String kind, String field) {
    return of(kind).get(field);
  }

  public List<Rule> all() {
    return jdbc.sql("select * from practice.conflict_rule order by kind, field")
        .query(
            (row, _) ->
                new Rule(
                    row.getString("kind"),
                    row.getString("field"),
                    row.getString("side").equals("ours"),
                    row.getString("made_by"),
                    row.getTimestamp("made_at").toInstant()))
        .list();
  }

  /** Replaces a rule for the same field. */
  public void make(String kind, String field, boolean ours) {
    jdbc.sql(
            """
            insert into practice.conflict_rule (kind, field, side, made_by, made_at)
            values (:kind, :field, :side, :by, :now)
            on conflict (practice_id, kind, field) do update
               set side = excluded.side, made_by = excluded.made_by, made_at = excluded.made_at""")
        .param("kind", kind)
        .param("field", field)
        .param("side", ours ? "ours" : "theirs")
        .param("by", Actor.current().name())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Somebody is asked again. */
  public void drop(String kind, String field) {
    jdbc.sql("delete from practice.conflict_rule where kind = :kind and field = :field")
        .param("kind", kind)
        .param("field", field)
        .update();
  }

  /**
   * What the rule would have done with the conflicts that were closed since then, and would do now.
   *
   * @param fields those that it is about
   * @param most of those decided otherwise
   */
  public Tried tryOut(
      String kind, Collection<String> fields, boolean ours, Instant since, int most) {
    var counts = new EnumMap<Decision, Integer>(Decision.class);
    var alone = new int[1];
    jdbc.sql(
            """
            select decision, count(distinct (record, closed_at)) from practice.conflict
             where kind = :kind and field = any(:fields) and closed_at >= :since and sort = 'both'
             group by decision""")
        .param("kind", kind)
        .param("fields", fields.toArray(String[]::new))
        .param("since", Timestamp.from(since))
        .query(
            (RowCallbackHandler)
                row -> {
                  String decision = row.getString(1);
                  if (decision == null) {
                    alone[0] = row.getInt(2);
                  } else {
                    counts.put(Decision.of(decision), row.getInt(2));
                  }
                });
    Decision same = ours ? Decision.OURS : Decision.THEIRS;
    Decision other = ours ? Decision.THEIRS : Decision.OURS;
    List<Past> otherwise =
        jdbc.sql(
                """
                select * from practice.conflict
                 where kind = :kind and field = any(:fields) and closed_at >= :since
                   and decision = :other and sort = 'both'
                 order by closed_at desc limit :most""")
            .param("kind", kind)
            .param("fields", fields.toArray(String[]::new))
            .param("since", Timestamp.from(since))
            .param("other", other.text())
            .param("most", most)
            .query(
                (row, _) ->
                    new Past(
                        row.getObject("tenant", UUID.class),
                        row.getObject("record", UUID.class),
                        row.getString("field"),
                        row.getString("ours"),
                        row.getString("theirs"),
                        other,
                        row.getString("decided_by"),
                        row.getTimestamp("closed_at").toInstant()))
            .list();
    int open =
        jdbc.sql(
                """
                select count(distinct record) from practice.conflict
                 where kind = :kind and field = any(:fields) and closed_at is null and sort = 'both'""")
            .param("kind", kind)
            .param("fields", fields.toArray(String[]::new))
            .query(Integer.class)
            .single();
    return new Tried(counts.getOrDefault(same, 0), otherwise, alone[0], open);
  }
}
