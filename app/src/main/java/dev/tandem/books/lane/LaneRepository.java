package dev.tandem.books.lane;

import dev.tandem.shared.PracticeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows in schema house that make a lane; needs no practice. */
@Repository
class LaneRepository {

  private static final TypeReference<Map<String, Circuit>> CIRCUITS = new TypeReference<>() {};
  private static final String WHERE = " where app = :app and tenant = :tenant";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  LaneRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * One organisation has one lane at a time. Where another app reached it before, that lane retires
   * and this one goes on counting where it stopped: what was read and written is ordered by it.
   */
  void open(LaneId id, PracticeId practice) {
    jdbc.sql(
            """
            with retired as (
              update house.lane set retired = true, epoch = epoch + 1
               where tenant = :tenant and app <> :app and split_part(app, '/', 1) = :provider and not retired
              returning epoch, seq)
            insert into house.lane as l (app, tenant, practice, epoch, seq)
            select :app, :tenant, :practice, coalesce(max(epoch), 0), coalesce(max(seq), 0) from retired
            on conflict (app, tenant) do update
               set practice = excluded.practice, retired = false,
                   epoch = greatest(l.epoch, excluded.epoch), seq = greatest(l.seq, excluded.seq)""")
        .param("app", id.app())
        .param("provider", id.provider())
        .param("tenant", id.tenant())
        .param("practice", practice.value())
        .update();
  }

  /** The organisation's lane that is in use. */
  Optional<LaneRow> ofTenant(String provider, UUID tenant) {
    return jdbc.sql(
            """
            select *, xmin::text as version from house.lane
             where tenant = :tenant and not retired and split_part(app, '/', 1) = :provider""")
        .param("tenant", tenant)
        .param("provider", provider)
        .query(this::row)
        .optional();
  }

  /**
   * A new turn: whoever had the lane before stops at the next claim. Takes the signals in the same
   * statement: what is signalled from now on is seen by a later look. Calls that the former turn
   * left under way keep their seats for as long as they may last.
   */
  Optional<LaneRow> begin(LaneId id, Instant now) {
    return jdbc.sql(
            """
            with taken as (delete from house.wake where app = :app and tenant = :tenant)
            update house.lane
               set epoch = epoch + 1, in_flight = 0,
                   former = in_flight + case when former_until > :now then former else 0 end,
                   former_until = greatest(turn_until, former_until)
             where app = :app and tenant = :tenant returning *, xmin::text as version""")
        .param("now", timestamp(now))
        .param("app", id.app())
        .param("tenant", id.tenant())
        .query(this::row)
        .optional();
  }

  Optional<LaneRow> find(LaneId id) {
    return jdbc.sql("select *, xmin::text as version from house.lane" + WHERE)
        .param("app", id.app())
        .param("tenant", id.tenant())
        .query(this::row)
        .optional();
  }

  /** Whether this is still the lane's turn. */
  boolean isPresent(LaneId id, long epoch) {
    return jdbc.sql("select exists (select from house.lane" + WHERE + " and epoch = :epoch)")
        .param("app", id.app())
        .param("tenant", id.tenant())
        .param("epoch", epoch)
        .query(Boolean.class)
        .single();
  }

  List<LaneRow> ofPractice(PracticeId practice) {
    return jdbc.sql(
            "select *, xmin::text as version from house.lane where practice = :practice and not retired")
        .param("practice", practice.value())
        .query(this::row)
        .list();
  }

  /**
   * A change that was made.
   *
   * @param signalled whether a signal is there that nobody has taken
   */
  record Saved(String version, boolean signalled) {}

  /** Changes the row if it is still as seen; empty if it is not. */
  Optional<Saved> save(LaneRow seen, Pace pace) {
    Budget budget = pace.budget();
    return jdbc.sql(
            """
            update house.lane
               set seq = :seq, blocked_until = :blockedUntil, blocked_reason = :reason,
                   minute_left = :minuteLeft, minute_ends = :minuteEnds, minute_sure = :minuteSure,
                   day_left = :dayLeft, day_most = :dayMost, day_ends = :dayEnds,
                   day_told_at = :dayToldAt, circuit = :circuit::jsonb,
                   in_flight = :inFlight, turn_until = :turnUntil, guest_until = :guestUntil,
                   former = :former, former_until = :formerUntil, outage_since = :outageSince,
                   outage_tries = :outageTries, outage_until = :outageUntil, answered_at = :answeredAt
             where app = :app and tenant = :tenant and xmin::text = :version
            returning xmin::text as version,
                      exists (select from house.wake where app = :app and tenant = :tenant) as signalled""")
        .param("seq", pace.seq())
        .param("blockedUntil", timestamp(pace.blockedUntil()))
        .param("reason", pace.blockedReason())
        .param("minuteLeft", budget.minute().left())
        .param("minuteEnds", timestamp(budget.minute().ends()))
        .param("minuteSure", budget.minute().sure())
        .param("dayLeft", budget.day().left())
        .param("dayMost", budget.day().most())
        .param("dayEnds", timestamp(budget.day().ends()))
        .param("dayToldAt", timestamp(budget.day().toldAt()))
        .param("circuit", json.writeValueAsString(pace.circuits()))
        .param("inFlight", pace.seats().turn())
        .param("turnUntil", timestamp(pace.seats().turnUntil()))
        .param("guestUntil", timestamp(pace.seats().guestUntil()))
        .param("former", pace.seats().former())
        .param("formerUntil", timestamp(pace.seats().formerUntil()))
        .param("outageSince", timestamp(pace.outage().since()))
        .param("outageTries", pace.outage().tries())
        .param("outageUntil", timestamp(pace.outage().until()))
        .param("answeredAt", timestamp(pace.answeredAt()))
        .param("app", seen.id().app())
        .param("tenant", seen.id().tenant())
        .param("version", seen.version())
        .query((row, _) -> new Saved(row.getString("version"), row.getBoolean("signalled")))
        .optional();
  }

  void pause(LaneId id, boolean paused) {
    jdbc.sql("update house.lane set paused = :paused" + WHERE)
        .param("paused", paused)
        .param("app", id.app())
        .param("tenant", id.tenant())
        .update();
  }

  /** Leaves a signal for each lane of the practice. */
  List<LaneId> signal(PracticeId practice) {
    return jdbc.sql(
            """
            insert into house.wake (app, tenant)
            select app, tenant from house.lane where practice = :practice and not retired
            returning app, tenant""")
        .param("practice", practice.value())
        .query(LaneRepository::id)
        .list();
  }

  /** Of a turn that goes on; one that has a successor leaves them to that. */
  void takeSignals(LaneId id, long epoch) {
    jdbc.sql(
            """
            delete from house.wake w using house.lane l
             where w.app = :app and w.tenant = :tenant
               and l.app = w.app and l.tenant = w.tenant and l.epoch = :epoch""")
        .param("app", id.app())
        .param("tenant", id.tenant())
        .param("epoch", epoch)
        .update();
  }

  boolean signalled(LaneId id) {
    return jdbc.sql("select exists (select from house.wake" + WHERE + ")")
        .param("app", id.app())
        .param("tenant", id.tenant())
        .query(Boolean.class)
        .single();
  }

  /** Lanes that have a signal and no reason to sleep. */
  List<LaneId> signalledAndFree(Instant now) {
    return jdbc.sql(
            """
            select l.app, l.tenant from house.lane l
             where exists (select from house.wake w where w.app = l.app and w.tenant = l.tenant)
               and not l.paused and not l.retired
               and (l.blocked_until is null or l.blocked_until <= :now or l.blocked_until > :longest)""")
        .param("now", timestamp(now))
        .param("longest", timestamp(now.plus(Pace.LONGEST)))
        .query(LaneRepository::id)
        .list();
  }

  /** Every practice that has a lane. */
  List<PracticeId> practices() {
    return jdbc.sql("select distinct practice from house.lane")
        .query((row, _) -> new PracticeId(row.getObject(1, UUID.class)))
        .list();
  }

  private static LaneId id(ResultSet row, int number) throws SQLException {
    return new LaneId(row.getString("app"), row.getObject("tenant", UUID.class));
  }

  private LaneRow row(ResultSet row, int number) throws SQLException {
    return new LaneRow(
        id(row, number),
        new PracticeId(row.getObject("practice", UUID.class)),
        row.getString("version"),
        row.getLong("epoch"),
        row.getBoolean("paused"),
        row.getBoolean("retired"),
        new Pace(
            row.getLong("seq"),
            instant(row, "blocked_until"),
            row.getString("blocked_reason"),
            budget(row),
            json.readValue(row.getString("circuit"), CIRCUITS),
            seats(row),
            new Outage(
                instant(row, "outage_since"),
                row.getInt("outage_tries"),
                instant(row, "outage_until")),
            instant(row, "answered_at")));
  }

  private static Seats seats(ResultSet row) throws SQLException {
    return new Seats(
        row.getInt("in_flight"),
        instant(row, "turn_until"),
        instant(row, "guest_until"),
        row.getInt("former"),
        instant(row, "former_until"));
  }

  private static Budget budget(ResultSet row) throws SQLException {
    return new Budget(
        new Minute(
            row.getInt("minute_left"), instant(row, "minute_ends"), row.getBoolean("minute_sure")),
        new Day(
            row.getObject("day_left", Integer.class),
            row.getObject("day_most", Integer.class),
            instant(row, "day_ends"),
            instant(row, "day_told_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
