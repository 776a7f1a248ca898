package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notices;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which invoices may have been paid over there unseen. */
@Repository
class UnreadMoney {

  private final JdbcClient jdbc;
  private final Notices notices;
  private final InboxSettings settings;
  private final Clock clock;

  UnreadMoney(JdbcClient jdbc, Notices notices, InboxSettings settings, Clock clock) {
    this.clock = clock;
    this.settings = settings;
    this.jdbc = jdbc;
    this.notices = notices;
  }

  /**
   * Whether one of these was not read since then, or a change was told of since it was; the echo of
   * a write of ours is none, but what was told to have been before that write may be. Those that
   * the ledger does not have are not paid there.
   *
   * @param swept when changes of all were last read; null if never
   */
  @Transactional(readOnly = true)
  public boolean on(UUID tenant, Collection<UUID> invoices, Instant old, @Nullable Instant swept) {
    return jdbc.sql(
            """
            select exists (
              select from practice.link l
               cross join lateral (
                 select coalesce(greatest(case when l.read_at <= :latest then l.read_at end,
                                          :swept::timestamptz), '-infinity') as at) known
               where l.practice_id = house.here() and l.kind = 'invoice' and l.tenant = :tenant
                 and l.record = any(:invoices)
                 and (known.at < :old
                      or exists (
                        select from house.delivery d
                         where d.tenant = l.tenant and d.resource = l.ledger_id
                           and d.category = :category and d.done_at is null and d.dead_at is null
                           and d.received_at > known.at
                           and (l.seen_at is null
                                or d.event_at > l.seen_at + :echo * interval '1 ms')
                           and (l.wrote_at is null
                                or d.event_at not between l.wrote_at - :echo * interval '1 ms'
                                                      and l.wrote_at + :echo * interval '1 ms'))))""")
        .param("latest", Timestamp.from(Knowledge.latest(clock.instant())))
        .param("echo", settings.echo().toMillis())
        .param("swept", swept == null ? null : Timestamp.from(swept), Types.TIMESTAMP)
        .param("tenant", tenant)
        .param("invoices", invoices.toArray(UUID[]::new))
        .param("old", Timestamp.from(old))
        .param("category", notices.category(Kind.INVOICE))
        .query(Boolean.class)
        .single();
  }
}
