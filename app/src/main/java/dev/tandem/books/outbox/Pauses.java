package dev.tandem.books.outbox;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.shared.Ids;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.SignedIn;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person's brake on one organisation: no call is made, neither way, until somebody lets go. Calls
 * under way are finished; whatever waits keeps its place, and webhooks are kept.
 */
@Component
@Transactional
public class Pauses {

  /** Of one that nobody wrote down: made at the database, or by a command. */
  public static final Pause UNKNOWN = new Pause(null, "the administrator", "");

  private static final int LONGEST = 200;

  private final Lanes lanes;
  private final Connections connections;
  private final AuditTrail trail;
  private final Changes changes;
  private final JdbcClient jdbc;
  private final Clock clock;

  Pauses(
      Lanes lanes,
      Connections connections,
      AuditTrail trail,
      Changes changes,
      JdbcClient jdbc,
      Clock clock) {
    this.lanes = lanes;
    this.connections = connections;
    this.trail = trail;
    this.changes = changes;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param at null if nobody wrote it down
   * @param by the name of whoever paused it
   * @param because in their words; may be empty
   */
  public record Pause(@Nullable Instant at, String by, String because) {

    /** Who and why, as the end of a sentence: {@code paused by Robin Lee: month end}. */
    public String inWords() {
      return "paused by " + by + (because.isEmpty() ? "" : ": " + because);
    }
  }

  /**
   * Makes no more calls for this organisation; one that is paused already stays as it is.
   *
   * @param because why, up to 200 characters; may be empty
   * @throws NoSuchRecord if it is none of the practice's
   */
  public void pause(UUID tenant, String because) {
    String why = because.strip();
    if (why.length() > LONGEST) {
      throw new InvalidInput("because", "Say it in up to 200 characters.");
    }
    lanes.pause(lane(tenant));
    int begun =
        jdbc.sql(
                """
            insert into practice.pause (id, tenant, at, by_name, because)
            values (:id, :tenant, :at, :by, :because) on conflict do nothing""")
            .param("id", Ids.next(clock))
            .param("tenant", tenant)
            .param("at", Timestamp.from(clock.instant()))
            .param("by", who())
            .param("because", why)
            .update();
    if (begun > 0) {
      note(tenant, "paused", "paused all calls to ", why.isEmpty() ? "" : ": " + why);
    }
    changes.announce(Outbox.LEDGER);
  }

  /** Goes on where it stopped. */
  public void resume(UUID tenant) {
    lanes.resume(lane(tenant));
    int ended =
        jdbc.sql(
                """
            update practice.pause set ended_at = :at, ended_by = :by
             where tenant = :tenant and ended_at is null""")
            .param("tenant", tenant)
            .param("at", Timestamp.from(clock.instant()))
            .param("by", who())
            .update();
    if (ended > 0) {
      note(tenant, "resumed", "let calls go on to ", "");
    }
    changes.announce(Outbox.LEDGER);
  }

  private void note(UUID tenant, String action, String before, String after) {
    connections.bindings().stream()
        .filter(it -> it.tenantId().equals(tenant.toString()))
        .forEach(
            it ->
                trail.note(
                    new RecordRef("ledger", it.id().value()),
                    null,
                    action,
                    before + it.organisationName() + after));
  }

  /** The pauses that hold now, by organisation. */
  public Map<UUID, Pause> now() {
    var pauses = new HashMap<UUID, Pause>();
    jdbc.sql("select tenant, at, by_name, because from practice.pause where ended_at is null")
        .query(
            row -> {
              pauses.put(
                  row.getObject("tenant", UUID.class),
                  new Pause(
                      row.getTimestamp("at").toInstant(),
                      row.getString("by_name"),
                      row.getString("because")));
            });
    return pauses;
  }

  private LaneId lane(UUID tenant) {
    return lanes.states().stream()
        .map(LaneState::lane)
        .filter(it -> it.tenant().equals(tenant))
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("organisation", tenant));
  }

  private static String who() {
    return SignedIn.current().map(SignedIn::name).orElse("the administrator");
  }
}
