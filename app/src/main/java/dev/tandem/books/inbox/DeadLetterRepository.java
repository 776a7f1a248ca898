package dev.tandem.books.inbox;

import dev.tandem.books.ledger.LedgerTrouble;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows that stand for records which could not be taken in. They are no practice's, but pages of
 * the current one are told of what changes.
 */
@Repository
class DeadLetterRepository {

  private final JdbcClient jdbc;
  private final Shows shows;
  private final Clock clock;

  DeadLetterRepository(JdbcClient jdbc, Shows shows, Clock clock) {
    this.jdbc = jdbc;
    this.shows = shows;
    this.clock = clock;
  }

  /**
   * Why a record could not be taken in.
   *
   * @param changedAt up to which change; {@link Instant#MAX} if unknown
   * @param words without personal details
   * @param given whether the ledger showed it; else it is asked for alone from now on
   * @param correlation the ledger's id of the call that did not give it; null if it was given, or
   *     none came
   */
  record Failure(Instant changedAt, String words, boolean given, @Nullable String correlation) {

    static Failure shown(Instant changedAt, String words) {
      return new Failure(changedAt, words, true, null);
    }

    static Failure notGiven(RuntimeException e) {
      return new Failure(
          Instant.MAX,
          Blame.ofReading(e),
          false,
          e instanceof LedgerTrouble it ? it.facts().correlation() : null);
    }
  }

  /**
   * A record could not be taken in. One event stands for it, and what it tells is tried again after
   * the delay that fits the number of tries; after the last of them it is dead.
   *
   * @return whether it died of this
   */
  boolean failed(
      UUID tenant, String category, String resource, Failure failure, List<Duration> delays) {
    // Two readings may fail over it at once, and there is no row yet that one of them could lock.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:letter, 0))")
        .param("letter", "letter " + tenant + " " + resource)
        .query((_, _) -> true)
        .list();
    Instant now = clock.instant();
    Optional<Failed> known =
        jdbc.sql(
                """
                select id, tries, dead_at is not null as dead from house.delivery
                 where tenant = :tenant and resource = :resource and done_at is null
                 order by tries desc, not_before desc nulls last limit 1 for update""")
            .param("tenant", tenant)
            .param("resource", resource)
            .query(
                (row, _) ->
                    new Failed(
                        row.getObject("id", UUID.class),
                        row.getInt("tries"),
                        row.getBoolean("dead")))
            .optional();
    int tries = known.map(Failed::tries).orElse(0) + 1;
    boolean dead = tries > delays.size();
    jdbc.sql(
            known.isPresent()
                ? """
                  update house.delivery
                     set tries = :tries, last_error = :words, not_before = :at,
                         correlation = :correlation, halved = greatest(halved, :halved),
                         event_at = greatest(event_at, :changedAt::timestamptz),
                         dead_at = case when :dead then coalesce(dead_at, :now) end
                   where id = :id"""
                : """
                  insert into house.delivery
                    (id, key, received_at, tenant, category, resource, event_at, not_before, tries,
                     last_error, dead_at, halved, correlation)
                  values
                    (:id, uuid_send(:id), :now, :tenant, :category, :resource,
                     :changedAt::timestamptz, :at, :tries, :words,
                     case when :dead then :now::timestamptz end, :halved, :correlation)""")
        .param("id", known.map(Failed::id).orElseGet(UUID::randomUUID))
        .param("now", Timestamp.from(now))
        .param("tenant", tenant)
        .param("category", category)
        .param("resource", resource)
        .param("changedAt", WaitingNotices.text(failure.changedAt()))
        .param("at", Timestamp.from(dead ? now : now.plus(delays.get(tries - 1))))
        .param("tries", tries)
        .param("words", failure.words())
        .param("halved", failure.given() ? 0 : WaitingNotices.ALONE)
        .param("correlation", failure.correlation())
        .param("dead", dead)
        .update();
    shows.inbox(tenant);
    return dead && !known.map(Failed::dead).orElse(false);
  }

  private record Failed(UUID id, int tries, boolean dead) {}

  /**
   * Records that could not be taken in were.
   *
   * @return whether one of them had been given up
   */
  boolean mended(UUID tenant, Collection<String> resources) {
    List<Boolean> dead =
        jdbc.sql(
                """
            update house.delivery set done_at = :now, verdict = 'fetched'
             where tenant = :tenant and resource = any(:resources) and tries > 0
               and done_at is null
            returning dead_at is not null""")
            .param("now", Timestamp.from(clock.instant()))
            .param("tenant", tenant)
            .param("resources", resources.toArray(String[]::new))
            .query(Boolean.class)
            .list();
    if (!dead.isEmpty()) {
      shows.inbox(tenant);
    }
    return dead.contains(true);
  }

  /**
   * Those of these records that could not be taken in so far, and up to which change; where that is
   * not known, up to when it was tried last or will be tried next.
   */
  Map<String, Instant> troubled(UUID tenant, Collection<String> resources) {
    var found = new HashMap<String, Instant>();
    jdbc.sql(
            """
            select resource,
                   max(case when isfinite(event_at) then event_at
                            else coalesce(dead_at, not_before, event_at) end) as event_at
              from house.delivery
             where tenant = :tenant and resource = any(:resources) and tries > 0
               and done_at is null
             group by resource""")
        .param("tenant", tenant)
        .param("resources", resources.toArray(String[]::new))
        .query(
            (row, _) ->
                found.put(row.getString("resource"), row.getTimestamp("event_at").toInstant()))
        .list();
    return found;
  }

  /** A record that could not be taken in. */
  record Letter(
      UUID id,
      String category,
      String resource,
      int tries,
      String why,
      Instant since,
      @Nullable Instant nextAt,
      @Nullable Instant deadAt,
      @Nullable String correlation) {}

  /** Those given up first. */
  List<Letter> of(UUID tenant) {
    return jdbc.sql(
            """
            select id, category, resource, tries, last_error, received_at, not_before, dead_at,
                   correlation
              from house.delivery
             where tenant = :tenant and tries > 0 and done_at is null
             order by dead_at nulls last, received_at, id""")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new Letter(
                    row.getObject("id", UUID.class),
                    row.getString("category"),
                    row.getString("resource"),
                    row.getInt("tries"),
                    Objects.requireNonNullElse(row.getString("last_error"), ""),
                    row.getTimestamp("received_at").toInstant(),
                    instant(row.getTimestamp("not_before")),
                    instant(row.getTimestamp("dead_at")),
                    row.getString("correlation")))
        .list();
  }

  /**
   * Tries these again at once; the next failure counts as the last one did.
   *
   * @return how many
   */
  int again(Collection<UUID> tenants, Collection<UUID> ids) {
    List<UUID> found =
        jdbc.sql(
                """
            update house.delivery set dead_at = null, not_before = null
             where tenant = any(:tenants) and id = any(:ids) and tries > 0 and done_at is null
            returning tenant""")
            .param("tenants", tenants.toArray(UUID[]::new))
            .param("ids", ids.toArray(UUID[]::new))
            .query(UUID.class)
            .list();
    found.stream().distinct().forEach(shows::inbox);
    return found.size();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
