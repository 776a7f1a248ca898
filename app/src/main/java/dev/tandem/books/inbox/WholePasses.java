package dev.tandem.books.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far the readings of everything have come, and what they found. */
@Repository
@Transactional
class WholePasses {

  /** How what is told of an odd list ends. */
  static final String ODD = "nothing was concluded from that.";

  /** No kind is read more seldom; with it an hour stays the same one of the day. */
  private static final Duration LONG = Duration.ofDays(8);

  private final JdbcClient jdbc;
  private final InboxSettings settings;
  private final Shows shows;
  private final Clock clock;

  WholePasses(JdbcClient jdbc, InboxSettings settings, Shows shows, Clock clock) {
    this.shows = shows;
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param doneAt when the last one began that came to its end
   * @param begunAt when the one under way began; null if none is
   * @param part in which of its lists it is, from 0
   * @param page how many pages of that were read
   * @param pagedAt when the last of them was
   * @param records how many the last, or the present one, listed
   * @param differing how many of them differed from what was known
   * @param gone how many of ours were missing
   * @param listed whether all pages were read, and what none of them showed is asked for
   * @param triedAt when a page or question was begun that has not come to its end; null if none is
   * @param tries how often it was begun
   * @param trouble why the last one was given up; null if it came to its end
   * @param hour of the practice's clock from which the next one comes
   * @param askMissing whether a person wants all asked for that the list lacks, at once
   */
  record Pass(
      Instant doneAt,
      @Nullable Instant begunAt,
      int part,
      int page,
      @Nullable Instant pagedAt,
      long records,
      long differing,
      long gone,
      boolean listed,
      @Nullable Instant triedAt,
      int tries,
      @Nullable String trouble,
      int hour,
      boolean askMissing) {}

  /**
   * Empty while the kind was never read to its end: its first reading shows everything. What a
   * clock that was ahead has left in the future counts as long past, else nothing was read until
   * then, and one that began there begins anew: all it listed since would seem to be missing.
   */
  Optional<Pass> find(UUID tenant, String kind) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            select done_at, begun_at, part, page, paged_at, records, differing, gone, listed, tried_at,
                   tries, trouble, ask_missing,
                   coalesce((select whole_hour from practice.reading_choice c
                              where c.tenant = whole_pass.tenant), :usual) as hour
              from practice.whole_pass where tenant = :tenant and kind = :kind""")
        .param("usual", settings.wholeHour())
        .param("tenant", tenant)
        .param("kind", kind)
        .query(
            (row, _) ->
                new Pass(
                    Objects.requireNonNull(past(instant(row, "done_at"), now)),
                    begun(instant(row, "begun_at"), now),
                    row.getInt("part"),
                    row.getInt("page"),
                    past(instant(row, "paged_at"), now),
                    row.getLong("records"),
                    row.getLong("differing"),
                    row.getLong("gone"),
                    row.getBoolean("listed"),
                    past(instant(row, "tried_at"), now),
                    row.getInt("tries"),
                    row.getString("trouble"),
                    row.getInt("hour"),
                    row.getBoolean("ask_missing")))
        .optional();
  }

  private static @Nullable Instant past(@Nullable Instant at, Instant now) {
    return at != null && at.isAfter(Knowledge.latest(now)) ? now.minus(LONG) : at;
  }

  private static @Nullable Instant begun(@Nullable Instant at, Instant now) {
    return at != null && at.isAfter(Knowledge.latest(now)) ? null : at;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /** A reading of all that ever changed has come to its end: that was one, too. */
  void first(UUID tenant, String kind, Instant began) {
    jdbc.sql(
            """
            insert into practice.whole_pass (tenant, kind, done_at) values (:tenant, :kind, :began)
            on conflict do nothing""")
        .param("tenant", tenant)
        .param("kind", kind)
        .param("began", Timestamp.from(began))
        .update();
  }

  void begin(UUID tenant, String kind, Instant now) {
    jdbc.sql(
            """
            update practice.whole_pass
               set begun_at = :now, part = 0, page = 0, paged_at = null, records = 0, differing = 0, gone = 0,
                   listed = false, tried_at = null, tries = 0, stumbles = 0
             where tenant = :tenant and kind = :kind""")
        .param("now", Timestamp.from(now))
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
    shows.reading(tenant);
  }

  /** Before the call: what ends in the middle, however, counts as tried. */
  void tried(UUID tenant, String kind) {
    update("tried_at = :now, tries = tries + 1", tenant, kind);
  }

  /** No call could be made: that was no try. */
  void untried(UUID tenant, String kind) {
    update("tries = greatest(tries - 1, 0)", tenant, kind);
  }

  /**
   * @param last whether no page follows
   */
  void paged(UUID tenant, String kind, int page, long records, long differing, boolean last) {
    jdbc.sql(
            """
            update practice.whole_pass
               set page = :page, paged_at = :now, records = records + :records,
                   differing = differing + :differing, listed = :last, tried_at = null, tries = 0
             where tenant = :tenant and kind = :kind""")
        .param("page", page)
        .param("now", Timestamp.from(clock.instant()))
        .param("records", records)
        .param("differing", differing)
        .param("last", last)
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
    shows.reading(tenant);
  }

  /** All pages of one of its lists were read: the next one begins. */
  void nextPart(UUID tenant, String kind) {
    jdbc.sql(
            """
            update practice.whole_pass set part = part + 1, page = 0
             where tenant = :tenant and kind = :kind""")
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
  }

  /** A portion of what differed was read. */
  void fetched(UUID tenant, String kind) {
    update("paged_at = :now, tried_at = null, tries = 0, stumbles = 0", tenant, kind);
  }

  /**
   * A portion of what differed could not be read: that has tries of its own.
   *
   * @return how many were not, one after the other
   */
  int stumbled(UUID tenant, String kind) {
    return jdbc.sql(
            """
            update practice.whole_pass set tries = 1, stumbles = stumbles + 1
             where tenant = :tenant and kind = :kind returning stumbles""")
        .param("tenant", tenant)
        .param("kind", kind)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /**
   * A person wants each record asked for that the list lacked.
   *
   * @return whether it did
   */
  boolean askMissing(UUID tenant, String kind) {
    return jdbc.sql(
                """
            update practice.whole_pass set ask_missing = true
             where tenant = :tenant and kind = :kind and begun_at is null
               and trouble like '%' || :odd""")
            .param("tenant", tenant)
            .param("kind", kind)
            .param("odd", ODD)
            .update()
        > 0;
  }

  /** One question for what no page showed is answered: so many of ours are gone. */
  void asked(UUID tenant, String kind, long gone) {
    jdbc.sql(
            """
            update practice.whole_pass
               set gone = gone + :gone, paged_at = :now, tried_at = null, tries = 0
             where tenant = :tenant and kind = :kind""")
        .param("gone", gone)
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
    shows.reading(tenant);
  }

  void done(UUID tenant, String kind) {
    end(tenant, kind, null);
  }

  /**
   * It is not gone on with: the next one comes in its own time.
   *
   * @param trouble why, for people
   */
  void givenUp(UUID tenant, String kind, String trouble) {
    end(tenant, kind, trouble);
  }

  private void end(UUID tenant, String kind, @Nullable String trouble) {
    jdbc.sql(
            """
            update practice.whole_pass
               set done_at = begun_at, begun_at = null, part = 0, page = 0, listed = false, tried_at = null,
                   tries = 0, trouble = :trouble, ask_missing = false
             where tenant = :tenant and kind = :kind and begun_at is not null""")
        .param("trouble", trouble)
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
    shows.reading(tenant);
  }

  private void update(String change, UUID tenant, String kind) {
    jdbc.sql(
            "update practice.whole_pass set " + change + " where tenant = :tenant and kind = :kind")
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
  }

  Instant now() {
    return clock.instant();
  }
}
