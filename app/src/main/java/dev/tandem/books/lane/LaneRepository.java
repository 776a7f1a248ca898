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
            "select * from house.lane where tenant = :tenant and not retired and split_part(app, '/',"
                + " 1) = :provider")
        .param("tenant", tenant)
        .param("provider", provider)
        .query(this::row)
        .optional();
  }

  /** A new turn: whoever had the lane before stops at the next claim. */
  Optional<LaneRow> begin(LaneId id) {
    return jdbc.sql("update house.lane set epoch = epoch + 1" + WHERE + " returning *")
        .param("app", id.app())
        .param("tenant", id.tenant())
        .query(this::row)
        .optional();
  }

  /**
   * Locks the row against other claims. Not its key: a signal refers to that until its own
   * transaction ends, and must neither wait for claims nor make them wait.
   */
  Optional<LaneRow> lock(LaneId id) {
    return jdbc.sql("select * from house.lane" + WHERE + " for no key update")
        .param("app", id.app())
        .param("tenant", id.tenant())
        .query(this::row)
        .optional();
  }

  Optional<LaneRow> find(LaneId id) {
    return jdbc.sql("select * from house.lane" + WHERE)
        .param("app", id.app())
        .param("tenant", id.tenant())
        .query(this::row)
        .optional();
  }

  List<LaneRow> ofPractice(PracticeId practice) {
    return jdbc.sql("select * from house.lane where practice = :practice and not retired")
        .param("practice", practice.value())
        .query(this::row)
        .list();
  }

  void save(LaneRow lane, long seq) {
    jdbc.sql(
            """
            update house.lane
               set seq = :seq, blocked_until = :blockedUntil, blocked_reason = :reason,
                   minute_left = :minuteLeft, minute_ends = :minuteEnds,
                   day_left = :dayLeft, day_most = :dayMost, circuit = :circuit::jsonb"""
                + WHERE)
        .param("seq", seq)
        .param("blockedUntil", timestamp(lane.blockedUntil()))
        .param("reason", lane.blockedReason())
        .param("minuteLeft", lane.budget().minuteLeft())
        .param("minuteEnds", timestamp(lane.budget().minuteEnds()))
        .param("dayLeft", lane.budget().dayLeft())
        .param("dayMost", lane.budget().dayMost())
        .param("circuit", json.writeValueAsString(lane.circuits()))
        .param("app", lane.id().app())
        .param("tenant", lane.id().tenant())
        .update();
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

  void takeSignals(LaneId id) {
    jdbc.sql("delete from house.wake" + WHERE)
        .param("app", id.app())
        .param("tenant", id.tenant())
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
               and not l.paused and not l.retired and (l.blocked_until is null or l.blocked_until <= :now)""")
        .param("now", timestamp(now))
        .query(LaneRepository::id)
        .list();
  }

  /** Takes calls of the app-wide minute; gives how many were to be had. */
  int takeOfApp(String app, Instant minute, int wanted, int most) {
    jdbc.sql(
            """
            insert into house.app_minute (app, minute, taken) values (:app, :minute, 0)
            on conflict do nothing""")
        .param("app", app)
        .param("minute", timestamp(minute))
        .update();
    return jdbc.sql(
                """
            update house.app_minute set taken = taken + :wanted
             where app = :app and minute = :minute and taken + :wanted <= :most""")
            .param("wanted", wanted)
            .param("app", app)
            .param("minute", timestamp(minute))
            .param("most", most)
            .update()
        * wanted;
  }

  void giveBackToApp(String app, Instant minute, int unused) {
    jdbc.sql(
            """
            update house.app_minute set taken = greatest(0, taken - :unused)
             where app = :app and minute = :minute""")
        .param("unused", unused)
        .param("app", app)
        .param("minute", timestamp(minute))
        .update();
  }

  void forgetAppMinutesBefore(Instant moment) {
    jdbc.sql("delete from house.app_minute where minute < :moment")
        .param("moment", timestamp(moment))
        .update();
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
        row.getLong("epoch"),
        row.getLong("seq"),
        instant(row, "blocked_until"),
        row.getString("blocked_reason"),
        new Budget(
            row.getInt("minute_left"),
            instant(row, "minute_ends"),
            row.getObject("day_left", Integer.class),
            row.getObject("day_most", Integer.class)),
        json.readValue(row.getString("circuit"), CIRCUITS),
        row.getBoolean("paused"),
        row.getBoolean("retired"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
