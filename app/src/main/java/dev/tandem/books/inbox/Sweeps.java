package dev.tandem.books.inbox;

import dev.tandem.shared.Practices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far the changed-since readings of each kind have come. */
@Repository
@Transactional
class Sweeps {

  private static final Duration LONGEST = Duration.ofDays(3);

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * The latest reading that this process has seen, whichever node made it, by practice,
   * organisation and kind.
   */
  private final Map<String, Instant> newest = new ConcurrentHashMap<>();

  Sweeps(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param watermark everything up to it was read; null before the first reading
   * @param dueAt something suggests to read again by then; null if nothing does
   * @param askedAt since when somebody wants records of ours to be looked for; null if nobody does
   * @param silent whether the webhook that tells of it tells nothing any more
   * @param every how often the practice wants its kinds read; null where it left that to us
   * @param reference how often it wants accounts and taxes read; null where it left that to us
   * @param notBefore before when it is not asked for again, because it was refused; null if it was
   *     not
   * @param trouble why the last reading was refused, in a sentence; null if it was not
   * @param putBack whether this process has seen a later reading: then the database was put back
   *     beneath it
   */
  record Mark(
      @Nullable Instant watermark,
      Instant readAt,
      @Nullable Instant dueAt,
      @Nullable Instant askedAt,
      boolean silent,
      @Nullable Duration every,
      @Nullable Duration reference,
      @Nullable Instant notBefore,
      @Nullable String trouble,
      boolean putBack) {

    /** At that time, or once what was refused is asked for again. */
    Instant from(Instant at) {
      return notBefore != null && notBefore.isAfter(at) ? notBefore : at;
    }
  }

  Optional<Mark> find(UUID tenant, String kind) {
    String key = Practices.current() + " " + tenant + " " + kind;
    // Known before the row is looked at: else another thread's reading, committed between the two,
    // would be taken for the later one.
    Instant latest = Knowledge.latest(clock.instant());
    Instant known = newest.getOrDefault(key, Instant.EPOCH);
    Optional<Mark> found =
        find(tenant, kind, known.isAfter(latest) ? Instant.EPOCH : known, latest);
    found.ifPresent(it -> newest.merge(key, it.readAt(), laterUpTo(latest)));
    return found;
  }

  private static BinaryOperator<Instant> laterUpTo(Instant latest) {
    return (a, b) -> a.isAfter(b) && !a.isAfter(latest) ? a : b;
  }

  /**
   * When the kind was read. If that was by a clock that was ahead and is put right, it is in the
   * future, and nothing would be read before: then what the ledger's own clock said of it is left.
   */
  private static Instant readAt(ResultSet row, Instant latest) throws SQLException {
    Instant at = row.getTimestamp("read_at").toInstant();
    if (!at.isAfter(latest)) {
      return at;
    }
    Instant theirs = instant(row, "watermark");
    return theirs == null || theirs.isAfter(latest) ? Instant.EPOCH : theirs;
  }

  /** No list waits for longer than that because it was refused. */
  private static @Nullable Instant notBefore(ResultSet row, Instant latest) throws SQLException {
    Instant at = instant(row, "not_before");
    return at == null || at.isAfter(latest.plus(LONGEST)) ? null : at;
  }

  private Optional<Mark> find(UUID tenant, String kind, Instant known, Instant latest) {
    return jdbc.sql(
            """
            select s.watermark, s.read_at, s.due_at, s.asked_at, s.not_before, s.trouble,
                   c.every_minutes, c.reference_minutes,
                   exists (select from practice.untold u
                            where u.tenant = s.tenant and u.silence and u.to_at is null
                              and u.without_at is null) as silent
              from practice.sweep s
              left join practice.reading_choice c
                     on c.practice_id = s.practice_id and c.tenant = s.tenant
             where s.tenant = :tenant and s.kind = :kind""")
        .param("tenant", tenant)
        .param("kind", kind)
        .query(
            (row, _) ->
                new Mark(
                    instant(row, "watermark"),
                    readAt(row, latest),
                    instant(row, "due_at"),
                    instant(row, "asked_at"),
                    row.getBoolean("silent"),
                    minutes(row, "every_minutes"),
                    minutes(row, "reference_minutes"),
                    notBefore(row, latest),
                    row.getString("trouble"),
                    readAt(row, latest).isBefore(known)))
        .optional();
  }

  private static @Nullable Duration minutes(ResultSet row, String column) throws SQLException {
    int minutes = row.getInt(column);
    return row.wasNull() ? null : Duration.ofMinutes(minutes);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /**
   * What a clock that was ahead has left in the future gives way.
   *
   * @param watermark null to leave it where it is
   * @param readAt when the reading began
   */
  void save(UUID tenant, String kind, @Nullable Instant watermark, Instant readAt) {
    jdbc.sql(
            """
            insert into practice.sweep (tenant, kind, watermark, read_at)
            values (:tenant, :kind, :watermark, :readAt)
            on conflict (practice_id, tenant, kind) do update
               set watermark = coalesce(excluded.watermark, sweep.watermark),
                   read_at = case when sweep.read_at > :latest then excluded.read_at
                                  else greatest(sweep.read_at, excluded.read_at) end,
                   due_at = case when sweep.due_at > excluded.read_at then sweep.due_at end,
                   asked_at = case when sweep.asked_at > excluded.read_at and sweep.asked_at <= :latest
                                   then sweep.asked_at end""")
        .param("tenant", tenant)
        .param("kind", kind)
        .param("watermark", watermark == null ? null : Timestamp.from(watermark))
        .param("readAt", Timestamp.from(readAt))
        .param("latest", Timestamp.from(Knowledge.latest(clock.instant())))
        .update();
  }

  /**
   * The list was refused, and most likely is again: it is asked for ever more rarely.
   *
   * @param trouble why, in a sentence
   * @param first after the first time
   * @param most the longest wait
   * @param always whether the kind is read where nothing of it was ever read, too
   */
  void refused(
      UUID tenant, String kind, String trouble, Duration first, Duration most, boolean always) {
    jdbc.sql(
            """
            insert into practice.sweep (tenant, kind, read_at, tries, not_before, trouble)
            select :tenant, :kind, :never, 1,
                   :now::timestamptz + make_interval(secs => least(:first, :most)), :trouble
             where :always or exists (select from practice.sweep
                                       where tenant = :tenant and kind = :kind)
            on conflict (practice_id, tenant, kind) do update
               set tries = sweep.tries + 1, trouble = excluded.trouble,
                   not_before = :now::timestamptz
                     + make_interval(secs => least(:most, :first * power(2, least(sweep.tries, 20))))""")
        .param("tenant", tenant)
        .param("kind", kind)
        .param("never", Timestamp.from(Instant.EPOCH))
        .param("now", Timestamp.from(clock.instant()))
        .param("first", (double) first.toSeconds())
        .param("most", (double) most.toSeconds())
        .param("trouble", trouble)
        .param("always", always)
        .update();
  }

  /** The list was read to its end: what was refused before is no longer. */
  void answered(UUID tenant, String kind) {
    jdbc.sql(
            """
            update practice.sweep set tries = 0, not_before = null, trouble = null
             where tenant = :tenant and kind = :kind and trouble is not null""")
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
  }

  /** Reads the kind by then at the latest. */
  void hasten(UUID tenant, String kind, Instant dueAt) {
    jdbc.sql(
            """
            update practice.sweep set due_at = least(due_at, :dueAt)
             where tenant = :tenant and kind = :kind""")
        .param("dueAt", Timestamp.from(dueAt))
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
  }

  /** Wants the kinds to be read at once, and records of ours to be looked for in them. */
  void ask(UUID tenant, Collection<String> kinds) {
    ask(tenant, kinds, clock.instant());
  }

  /**
   * Wants records of ours to be looked for in these kinds.
   *
   * @param dueAt when they are to be read
   */
  void ask(UUID tenant, Collection<String> kinds, Instant dueAt) {
    jdbc.sql(
            """
            insert into practice.sweep (tenant, kind, read_at, due_at, asked_at)
            select :tenant, k, :never, :dueAt, :now from unnest(:kinds) as k order by k
            on conflict (practice_id, tenant, kind) do update
               set due_at = excluded.due_at, asked_at = excluded.asked_at, tries = 0,
                   not_before = null""")
        .param("tenant", tenant)
        .param("never", Timestamp.from(Instant.EPOCH))
        .param("dueAt", Timestamp.from(dueAt))
        .param("now", Timestamp.from(clock.instant()))
        .param("kinds", kinds.toArray(String[]::new))
        .update();
  }

  /**
   * Another practice had the organisation meanwhile: what it made there was never lost here, so no
   * earlier reading counts as one after which records of ours may be missing.
   */
  void forgetReading(UUID tenant, Collection<String> kinds) {
    jdbc.sql(
            """
            update practice.sweep set read_at = :never, due_at = :now, asked_at = :now
             where tenant = :tenant and kind = any(:kinds)""")
        .param("never", Timestamp.from(Instant.EPOCH))
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant)
        .param("kinds", kinds.toArray(String[]::new))
        .update();
  }

  /**
   * A reading has looked for records of ours.
   *
   * @param rows at how many
   */
  void looked(UUID tenant, String kind, long rows) {
    jdbc.sql(
            """
            update practice.sweep set looked_at = :now, looked = :rows
             where tenant = :tenant and kind = :kind""")
        .param("now", Timestamp.from(clock.instant()))
        .param("rows", rows)
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
  }

  Inbox.Searched searched(UUID tenant, String kind) {
    return jdbc.sql(
            """
            select looked_at, looked, asked_at from practice.sweep
             where tenant = :tenant and kind = :kind""")
        .param("tenant", tenant)
        .param("kind", kind)
        .query(
            (row, _) ->
                new Inbox.Searched(
                    instant(row, "looked_at"),
                    row.getLong("looked"),
                    instant(row, "asked_at") != null))
        .optional()
        .orElse(new Inbox.Searched(null, 0, false));
  }

  Instant now() {
    return clock.instant();
  }
}
