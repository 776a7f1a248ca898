package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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

  private static final Set<String> KINDS =
      Set.of(Kind.CLIENT.text(), Kind.INVOICE.text(), Kind.CREDIT_NOTE.text());

  /** Older writes are not looked at any more: nobody remembers what they meant. */
  private static final Duration LATELY = Duration.ofDays(2);

  private static final Duration LOAN = Duration.ofSeconds(60);

  private final JdbcClient jdbc;
  private final Clock clock;

  Overlaps(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A write to be looked at.
   *
   * @param after up to when the record was known there before it, by the ledger's clock
   * @param until when it arrived there
   * @param sure whether the ledger told of a change between the two
   */
  public record Suspect(
      Kind kind, UUID record, String ledgerId, Instant after, Instant until, boolean sure) {}

  /**
   * The ledger told of changes between our last reading of these records and our write.
   *
   * @param sure whether it cannot be the write itself that it told of
   */
  public void suspect(Kind kind, UUID tenant, Collection<UUID> records, boolean sure) {
    if (records.isEmpty() || !KINDS.contains(kind.text())) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.overlap (tenant, kind, record, known_before, known_until, sure, due_at)
            select tenant, kind, record, known_before, known_until, :sure, :now from practice.link
             where kind = :kind and tenant = :tenant and record = any(:records)
               and known_before is not null and known_until is not null
               and (:sure or known_until is distinct from looked_until)
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

  /** Lends the one that waits longest. */
  public Optional<Suspect> told(UUID tenant, boolean sure) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update practice.overlap o set due_at = :until
              from practice.link l
             where (o.tenant, o.kind, o.record) in (
                     select tenant, kind, record from practice.overlap
                      where tenant = :tenant and sure = :sure and due_at <= :now
                      order by due_at, record limit 1 for update skip locked)
               and l.practice_id = o.practice_id and l.tenant = o.tenant and l.kind = o.kind
               and l.record = o.record
            returning o.kind, o.record, l.ledger_id, o.known_before, o.known_until, o.sure""")
        .param("until", Timestamp.from(now.plus(LOAN)))
        .param("tenant", tenant)
        .param("sure", sure)
        .param("now", Timestamp.from(now))
        .query(Overlaps::suspect)
        .optional();
  }

  /** The latest write that nobody told anything of and whose history was not looked at. */
  public Optional<Suspect> unlooked(UUID tenant) {
    return jdbc.sql(
            """
            select kind, record, ledger_id, known_before, known_until, false as sure
              from practice.link l
             where tenant = :tenant and known_until > :since and known_before is not null
               and known_until is distinct from looked_until and kind = any(:kinds)
               and not exists (select from practice.overlap o
                                where o.tenant = l.tenant and o.kind = l.kind and o.record = l.record)
             order by known_until desc limit 1""")
        .param("tenant", tenant)
        .param("since", Timestamp.from(clock.instant().minus(LATELY)))
        .param("kinds", KINDS.toArray(String[]::new))
        .query(Overlaps::suspect)
        .optional();
  }

  private static Suspect suspect(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Suspect(
        Kind.of(row.getString("kind")),
        row.getObject("record", UUID.class),
        row.getString("ledger_id"),
        row.getTimestamp("known_before").toInstant(),
        row.getTimestamp("known_until").toInstant(),
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

  /** The ledger cannot tell its history for now. */
  public void putOff(UUID tenant, Suspect it, Duration rest) {
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
            update practice.link set looked_until = :until
             where tenant = :tenant and kind = :kind and record = :record""")
        .param("tenant", tenant)
        .param("kind", it.kind().text())
        .param("record", it.record())
        .param("until", Timestamp.from(it.until()))
        .update();
  }
}
