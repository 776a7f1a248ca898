package dev.tandem.books.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far each kind has come in reading once more what was {@linkplain Untold not told}: one row
 * for each organisation and kind, however much is missing.
 */
@Repository
@Transactional
class BackFills {

  /** Where much is lost, one reading is for all that was missed meanwhile. */
  static final Duration APART = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final Shows shows;
  private final Clock clock;

  BackFills(JdbcClient jdbc, Shows shows, Clock clock) {
    this.jdbc = jdbc;
    this.shows = shows;
    this.clock = clock;
  }

  /**
   * What is to be read once more of one kind, for all that was not told together.
   *
   * @param first the first row of what was not told
   * @param last the last one
   * @param began where the first span begins
   * @param from where an earlier reading of it has come to, else the same
   * @param tries how often it failed in a row
   */
  record Fill(
      String kind,
      long first,
      long last,
      Instant began,
      Instant from,
      Instant to,
      Instant dueAt,
      int tries) {}

  /**
   * These kinds will be read; whoever plans holds all of them.
   *
   * @param due what waits already is not put off by it
   * @param apart so long after the reading before
   */
  void want(UUID tenant, Collection<String> kinds, Instant due, Duration apart) {
    jdbc.sql(
            """
            insert into practice.back_fill (tenant, kind, through, due_at)
            select :tenant, k, coalesce((select max(id) from practice.untold where tenant = :tenant), 0), :due
              from unnest(:kinds) as k order by k
            on conflict (practice_id, tenant, kind) do update
               set due_at = case
                     when back_fill.through < (select max(id) from practice.untold where tenant = :tenant)
                       then back_fill.due_at
                     else greatest(excluded.due_at, back_fill.done_at + make_interval(secs => :apart)) end""")
        .param("tenant", tenant)
        .param("due", Timestamp.from(due))
        .param("apart", apart.toSeconds())
        .param("kinds", kinds.toArray(String[]::new))
        .update();
  }

  /** These kinds alone read this row of what was not told; who has more to read reads it, too. */
  void only(UUID tenant, Collection<String> kinds, long last) {
    jdbc.sql(
            """
            update practice.back_fill set through = :last
             where tenant = :tenant and not kind = any(:kinds)
               and through >= (select coalesce(max(id), 0) from practice.untold
                                where tenant = :tenant and id < :last)""")
        .param("last", last)
        .param("tenant", tenant)
        .param("kinds", kinds.toArray(String[]::new))
        .update();
  }

  /** Those that are not done, the one that is due first before the others. */
  List<Fill> open(UUID tenant) {
    return open(tenant, false);
  }

  private List<Fill> open(UUID tenant, boolean begun) {
    return jdbc.sql(
            """
            select f.kind, f.due_at, f.tries, min(u.id) as first, max(u.id) as last,
                   min(lower(u.spans)) as began_at,
                   least(min(lower(u.spans)) filter (where f.place is null or u.id > f.place_of),
                         case when min(u.id) <= f.place_of then f.place end) as from_at,
                   max(upper(u.spans)) as to_at
              from practice.back_fill f
              join practice.untold u on u.tenant = f.tenant and u.id > f.through
             where f.tenant = :tenant and (u.begun or not :begun)
             group by f.practice_id, f.tenant, f.kind order by f.due_at, f.kind""")
        .param("tenant", tenant)
        .param("begun", begun)
        .query(
            (row, _) ->
                new Fill(
                    row.getString("kind"),
                    row.getLong("first"),
                    row.getLong("last"),
                    row.getTimestamp("began_at").toInstant(),
                    row.getTimestamp("from_at").toInstant(),
                    row.getTimestamp("to_at").toInstant(),
                    row.getTimestamp("due_at").toInstant(),
                    row.getInt("tries")))
        .list();
  }

  /** What is found from now on is no part of this reading. */
  Optional<Fill> begin(UUID tenant, String kind) {
    jdbc.sql("update practice.untold set begun = true where tenant = :tenant and not begun")
        .param("tenant", tenant)
        .update();
    return open(tenant, true).stream().filter(it -> it.kind().equals(kind)).findFirst();
  }

  /**
   * A reading has come so far.
   *
   * @param place everything before it was read
   * @param news how many records it showed since last time that had changed and were not known to
   *     have
   */
  void keep(UUID tenant, Fill it, Instant place, int news) {
    jdbc.sql(
            """
            update practice.back_fill set place = :place, place_of = :last, tries = 0
             where tenant = :tenant and kind = :kind""")
        .param("place", Timestamp.from(place))
        .param("last", it.last())
        .param("tenant", tenant)
        .param("kind", it.kind())
        .update();
    add(tenant, it, news);
  }

  /** Later: it could not be read. */
  void putOff(UUID tenant, Fill it, int tries, Instant until) {
    jdbc.sql(
            """
            update practice.back_fill set due_at = :until, tries = :tries
             where tenant = :tenant and kind = :kind""")
        .param("until", Timestamp.from(until))
        .param("tries", tries)
        .param("tenant", tenant)
        .param("kind", it.kind())
        .update();
  }

  /** It was read to its end. What was found meanwhile is read next time. */
  void done(UUID tenant, Fill it, int news) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            update practice.back_fill
               set through = :last, done_at = :now, due_at = :next, tries = 0, place = null, place_of = null
             where tenant = :tenant and kind = :kind""")
        .param("last", it.last())
        .param("now", Timestamp.from(now))
        .param("next", Timestamp.from(now.plus(APART)))
        .param("tenant", tenant)
        .param("kind", it.kind())
        .update();
    add(tenant, it, news);
  }

  /** What was not told of this kind so far is not read. */
  void leave(UUID tenant, Fill it) {
    jdbc.sql(
            """
            update practice.back_fill set through = greatest(through, :last), tries = 0, place = null, place_of = null
             where tenant = :tenant and kind = :kind""")
        .param("last", it.last())
        .param("tenant", tenant)
        .param("kind", it.kind())
        .update();
  }

  /** Of several the first has what is new. */
  private void add(UUID tenant, Fill it, int news) {
    jdbc.sql(
            """
            update practice.untold set news = news + :news
             where tenant = :tenant and id = :first and :news > 0""")
        .param("news", news)
        .param("tenant", tenant)
        .param("first", it.first())
        .update();
  }

  /**
   * Kinds that end at the same moment end one after the other: else none of them would see that the
   * others have, and {@link #close} would be left to nobody.
   */
  void hold(UUID tenant) {
    jdbc.sql(
            "select kind from practice.back_fill where tenant = :tenant order by kind for no key update")
        .param("tenant", tenant)
        .query(String.class)
        .list();
  }

  /**
   * What all kinds have read; whoever asks {@linkplain #hold holds} them.
   *
   * @return whether there was anything
   */
  boolean close(UUID tenant) {
    boolean closed =
        jdbc.sql(
                    """
                update practice.untold set read_at = :now
                 where tenant = :tenant and read_at is null
                   and id <= (select coalesce(min(through), 9223372036854775807)
                                from practice.back_fill where tenant = :tenant)""")
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant)
                .update()
            > 0;
    if (closed) {
      shows.inbox(tenant);
    }
    return closed;
  }

  Instant now() {
    return clock.instant();
  }
}
