package dev.tandem.books.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the webhooks did not tell of a practice's organisations: a silence, or the numbers that were
 * missing by the time that a reading of them began.
 */
@Repository
@Transactional
class Untold {

  private final JdbcClient jdbc;
  private final BackFills fills;
  private final Shows shows;
  private final Clock clock;

  Untold(JdbcClient jdbc, BackFills fills, Shows shows, Clock clock) {
    this.jdbc = jdbc;
    this.shows = shows;
    this.fills = fills;
    this.clock = clock;
  }

  /**
   * Notes a gap and what is read because of it; nothing if it is noted already.
   *
   * @param kinds of which nothing else is read; empty to read nothing
   * @param from what is read begins there
   * @return whether there is news for people: not where it only adds to what they know
   */
  boolean note(UUID tenant, Gaps.Gap gap, Collection<String> kinds, Instant from, Instant due) {
    Known known = known(tenant, gap.id()).orElse(null);
    if (known != null) {
      if (!gap.silence() || gap.to() == null || gap.to().equals(known.to())) {
        return false;
      }
      if (known.without()) {
        shows.inbox(tenant);
        end(tenant, known, gap.to());
        return true;
      }
    }
    shows.inbox(tenant);
    fills.want(tenant, kinds, due, gap.silence() ? Duration.ZERO : BackFills.APART);
    int news = known == null ? 0 : forget(tenant, known);
    if (!gap.silence() && !kinds.isEmpty() && add(tenant, gap, from)) {
      return false;
    }
    fills.only(tenant, kinds, insert(tenant, gap, from, news));
    fills.close(tenant);
    return true;
  }

  private record Known(long id, @Nullable Instant to, boolean without) {}

  private Optional<Known> known(UUID tenant, long gap) {
    return jdbc.sql(
            """
            select id, to_at, without_at is not null as without from practice.untold
             where tenant = :tenant and gaps @> :gap::bigint""")
        .param("tenant", tenant)
        .param("gap", gap)
        .query(
            (row, _) ->
                new Known(row.getLong("id"), instant(row, "to_at"), row.getBoolean("without")))
        .optional();
  }

  private void end(UUID tenant, Known it, Instant to) {
    jdbc.sql("update practice.untold set to_at = :to where tenant = :tenant and id = :id")
        .param("to", Timestamp.from(to))
        .param("tenant", tenant)
        .param("id", it.id())
        .update();
  }

  private int forget(UUID tenant, Known it) {
    return jdbc.sql(
            "delete from practice.untold where tenant = :tenant and id = :id returning news")
        .param("tenant", tenant)
        .param("id", it.id())
        .query(Integer.class)
        .single();
  }

  /** To numbers that are missing and that no reading has begun with. */
  private boolean add(UUID tenant, Gaps.Gap gap, Instant from) {
    return jdbc.sql(
                """
                update practice.untold
                   set gaps = gaps + int8multirange(int8range(:gap, :gap, '[]')), events = events + :events,
                       spans = spans + tstzmultirange(tstzrange(:readFrom, :to)),
                       from_at = least(from_at, :from), to_at = greatest(to_at, :to)
                 where tenant = :tenant and not silence and not begun and read_at is null""")
            .param("gap", gap.id())
            .param("events", gap.events())
            .param("readFrom", Timestamp.from(from))
            .param("from", Timestamp.from(gap.from()))
            .param("to", timestamp(gap.to()))
            .param("tenant", tenant)
            .update()
        > 0;
  }

  private long insert(UUID tenant, Gaps.Gap gap, Instant from, int news) {
    return jdbc.sql(
            """
            insert into practice.untold
              (tenant, silence, gaps, events, spans, from_at, to_at, found_at, news)
            values (:tenant, :silence, int8multirange(int8range(:gap, :gap, '[]')), :events,
                    tstzmultirange(tstzrange(:readFrom, :readTo)), :from, :to::timestamptz, :now, :news)
            returning id""")
        .param("tenant", tenant)
        .param("silence", gap.silence())
        .param("gap", gap.id())
        .param("events", gap.events())
        .param("readFrom", Timestamp.from(from))
        .param("readTo", timestamp(gap.to() == null ? clock.instant() : gap.to()))
        .param("from", Timestamp.from(gap.from()))
        .param("to", gap.to() == null ? null : gap.to().toString())
        .param("now", Timestamp.from(clock.instant()))
        .param("news", news)
        .query(Long.class)
        .single();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  /**
   * Somebody does without the webhook that is silent: it is no trouble any more, until it calls.
   *
   * @return the organisations that it was silent for
   */
  List<UUID> without(Collection<UUID> tenants, long gap) {
    List<UUID> silent =
        jdbc.sql(
                """
            update practice.untold set without_at = :now
             where tenant = any(:tenants) and gaps @> :gap::bigint and silence and to_at is null
               and without_at is null
            returning tenant""")
            .param("now", Timestamp.from(clock.instant()))
            .param("tenants", tenants.toArray(UUID[]::new))
            .param("gap", gap)
            .query(UUID.class)
            .list();
    silent.forEach(shows::inbox);
    return silent;
  }

  /** Those of these organisations, the latest first; what concerns several of them once. */
  List<WebhookGap> latest(Collection<UUID> tenants, int most) {
    return jdbc.sql(
            """
            select min(lower(gaps)) as gap, events, from_at, to_at, min(found_at) as found_at,
                   case when bool_and(read_at is not null) then max(read_at) end as read_at,
                   sum(news) as news, max(without_at) as without_at
              from practice.untold where tenant = any(:tenants)
             group by gaps, silence, events, from_at, to_at, without_at is null
             order by min(found_at) desc, max(id) desc limit :most""")
        .param("tenants", tenants.toArray(UUID[]::new))
        .param("most", most)
        .query(
            (row, _) ->
                new WebhookGap(
                    row.getLong("gap"),
                    row.getLong("events"),
                    row.getTimestamp("from_at").toInstant(),
                    instant(row, "to_at"),
                    row.getTimestamp("found_at").toInstant(),
                    instant(row, "read_at"),
                    row.getInt("news"),
                    instant(row, "without_at")))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant).orElse(null);
  }

  /** Lets go what was found before then, but for what lasts. */
  void forgetBefore(Instant moment) {
    jdbc.sql(
            """
            delete from practice.untold
             where found_at < :moment and (to_at is not null or without_at < :moment)""")
        .param("moment", Timestamp.from(moment))
        .update();
  }
}
