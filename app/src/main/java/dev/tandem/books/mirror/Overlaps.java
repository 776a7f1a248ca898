package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes of ours that may have gone over somebody's change, until the record's history was looked
 * at: Xero offers no guard against that.
 */
@Component
@Transactional
public class Overlaps {

  /** Of which there is a history. */
  public static final Set<Kind> KINDS = Set.of(Kind.CLIENT, Kind.INVOICE, Kind.CREDIT_NOTE);

  /** Older writes are not looked at any more: nobody remembers what they meant. */
  static final Duration LATELY = Duration.ofDays(2);

  private static final Duration LOAN = Duration.ofSeconds(60);

  /** More than are looked at in two days. */
  private static final int LATEST = 500;

  private final JdbcClient jdbc;
  private final Clock clock;

  Overlaps(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A write to be looked at.
   *
   * @param gaps before it and before those others of the record at which nobody has looked
   * @param until when it arrived there, by the ledger's clock
   * @param sure whether the ledger told of a change in one of the gaps
   */
  public record Suspect(
      Kind kind, UUID record, String ledgerId, List<Gap> gaps, Instant until, boolean sure) {}

  /**
   * The ledger told of changes between our last reading of these records and our write.
   *
   * @param sure whether it cannot be the write itself that it told of
   */
  public void suspect(Kind kind, UUID tenant, Collection<UUID> records, boolean sure) {
    if (records.isEmpty() || !KINDS.contains(kind)) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.overlap (tenant, kind, record, known_before, known_until, sure, due_at)
            select tenant, kind, record, lower(gaps), upper(gaps), :sure, :now from practice.link
             where kind = :kind and tenant = :tenant and record = any(:records) and gaps <> '{}'
               and not lower_inf(gaps)
             order by record
            on conflict (practice_id, tenant, kind, record) do update
               set known_before = least(overlap.known_before, excluded.known_before),
                   known_until = greatest(overlap.known_until, excluded.known_until),
                   sure = overlap.sure or excluded.sure,
                   due_at = least(overlap.due_at, excluded.due_at)""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("records", records.toArray(UUID[]::new))
        .param("sure", sure)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /**
   * Lends the one that waits longest. What may have been the write itself is let go after days.
   *
   * @param pace the next one of these is lent no sooner: events that are late come in great numbers
   */
  public Optional<Suspect> told(UUID tenant, boolean sure, Duration pace) {
    Instant now = clock.instant();
    if (!sure) {
      jdbc.sql(
              """
              delete from practice.overlap
               where tenant = :tenant and not sure and known_until <= :since""")
          .param("tenant", tenant)
          .param("since", Timestamp.from(now.minus(LATELY)))
          .update();
    }
    Optional<Suspect> first =
        jdbc.sql(
                """
            with first as materialized (
              select tenant, kind, record from practice.overlap
               where tenant = :tenant and sure = :sure and due_at <= :now
               order by due_at, record limit 1 for update skip locked)
            update practice.overlap o set due_at = :until
              from practice.link l, first f
             where o.tenant = f.tenant and o.kind = f.kind and o.record = f.record
               and l.practice_id = o.practice_id and l.tenant = o.tenant and l.kind = o.kind
               and l.record = o.record
            returning o.kind, o.record, l.ledger_id, o.sure,
                      greatest(o.known_until, upper(l.gaps)) as until,
                      array(select lower(g) from unnest(l.gaps) g order by g) as gaps_from,
                      array(select upper(g) from unnest(l.gaps) g order by g) as gaps_to""")
            .param("until", Timestamp.from(now.plus(LOAN)))
            .param("tenant", tenant)
            .param("sure", sure)
            .param("now", Timestamp.from(now))
            .query(Overlaps::suspect)
            .optional();
    if (first.isPresent() && pace.isPositive()) {
      jdbc.sql(
              """
              update practice.overlap set due_at = :next
               where tenant = :tenant and sure = :sure and due_at < :next""")
          .param("next", Timestamp.from(now.plus(pace)))
          .param("tenant", tenant)
          .param("sure", sure)
          .update();
    }
    return first;
  }

  /**
   * The latest write whose history was not looked at, of those that nobody told anything of, or
   * before which something happened that the ledger's webhook did not tell, nobody knows about
   * whom.
   *
   * @param heard by kind, when changes were last told of: what was written before would have been,
   *     too
   */
  public Optional<Suspect> unlooked(UUID tenant, Map<Kind, Instant> heard) {
    Instant since = clock.instant().minus(LATELY);
    Set<Kind> kinds = isMissing(tenant, since) ? KINDS : heard.keySet();
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    // Only the latest: of those that nobody has to look at there are ever more, and under row-level
    // security a condition on the end of a range is no condition of the index.
    return jdbc.sql(
            """
            with missing as materialized (
              select range_agg(spans) as spans from practice.untold
               where tenant = :tenant and upper(spans) > :first),
            latest as materialized (
              select kind, record, ledger_id, gaps from practice.link
               where tenant = :tenant and kind = any(:kinds) and gaps <> '{}'
               order by upper(gaps) desc limit :most)
            select l.kind, l.record, l.ledger_id, false as sure, upper(l.gaps) as until,
                   array(select lower(g) from unnest(l.gaps) g order by g) as gaps_from,
                   array(select upper(g) from unnest(l.gaps) g order by g) as gaps_to
              from latest l cross join missing m
              left join unnest(:silent, :since::timestamptz[]) as h (kind, since) on h.kind = l.kind
             where upper(l.gaps) > :first and (upper(l.gaps) > h.since or l.gaps && m.spans)
               and not exists (select from practice.overlap o
                                where o.tenant = :tenant and o.kind = l.kind and o.record = l.record)
             order by upper(l.gaps) desc limit 1""")
        .param("tenant", tenant)
        .param("first", Timestamp.from(since))
        .param("most", LATEST)
        .param(
            "since",
            heard.values().stream()
                .map(it -> (it.isBefore(since) ? since : it).toString())
                .toArray(String[]::new))
        .param("silent", texts(heard.keySet()))
        .param("kinds", texts(kinds))
        .query(Overlaps::suspect)
        .optional();
  }

  /** Whether lately something was told that never came. */
  private boolean isMissing(UUID tenant, Instant since) {
    return jdbc.sql(
            """
            select exists (select from practice.untold
                            where tenant = :tenant and upper(spans) > :since)""")
        .param("tenant", tenant)
        .param("since", Timestamp.from(since))
        .query(Boolean.class)
        .single();
  }

  private static String[] texts(Collection<Kind> kinds) {
    return kinds.stream().map(Kind::text).toArray(String[]::new);
  }

  private static Suspect suspect(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Suspect(
        Kind.of(row.getString("kind")),
        row.getObject("record", UUID.class),
        row.getString("ledger_id"),
        Links.gaps(row),
        row.getTimestamp("until").toInstant(),
        row.getBoolean("sure"));
  }

  /** When {@link #told} has something; null if nothing waits. */
  @Transactional(readOnly = true)
  public @Nullable Instant due(UUID tenant, boolean sure) {
    Timestamp due =
        jdbc.sql("select min(due_at) from practice.overlap where tenant = :tenant and sure = :sure")
            .param("tenant", tenant)
            .param("sure", sure)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }

  /** The ledger cannot tell its history for now: meanwhile it holds up no other. */
  public void putOff(UUID tenant, Suspect it, Duration rest) {
    suspect(it.kind(), tenant, List.of(it.record()), it.sure());
    jdbc.sql(
            """
            update practice.overlap set due_at = :until
             where tenant = :tenant and kind = :kind and record = :record""")
        .param("until", Timestamp.from(clock.instant().plus(rest)))
        .param("tenant", tenant)
        .param("kind", it.kind().text())
        .param("record", it.record())
        .update();
  }

  /** It is not looked at. */
  public void drop(UUID tenant, Suspect it) {
    jdbc.sql(
            """
            delete from practice.overlap
             where tenant = :tenant and kind = :kind and record = :record
               and known_until <= :until""")
        .param("tenant", tenant)
        .param("kind", it.kind().text())
        .param("record", it.record())
        .param("until", Timestamp.from(it.until()))
        .update();
    jdbc.sql(
            """
            update practice.link set gaps = gaps * tstzmultirange(tstzrange(:until, null))
             where tenant = :tenant and kind = :kind and record = :record""")
        .param("tenant", tenant)
        .param("kind", it.kind().text())
        .param("record", it.record())
        .param("until", Timestamp.from(it.until()))
        .update();
  }
}
