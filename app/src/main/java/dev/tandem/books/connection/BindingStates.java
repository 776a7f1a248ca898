package dev.tandem.books.connection;

import dev.tandem.books.connection.Binding.Status;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves bindings of the current practice between their states. Whoever must know hears of it in the
 * same transaction.
 */
@Repository
@Transactional
class BindingStates {

  private final JdbcClient jdbc;
  private final LostConnections lost;
  private final ApplicationEventPublisher events;
  private final AuditTrail trail;
  private final Changes changes;
  private final Clock clock;

  BindingStates(
      JdbcClient jdbc,
      LostConnections lost,
      ApplicationEventPublisher events,
      AuditTrail trail,
      Changes changes,
      Clock clock) {
    this.jdbc = jdbc;
    this.lost = lost;
    this.events = events;
    this.trail = trail;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Between active and needing attention; says whether anything changed. What a person suspended or
   * ended stays as it is, and another reason is no new loss: its beginning stays.
   */
  boolean move(BindingId id, Status status, @Nullable LostReason reason) {
    boolean moved =
        jdbc.sql(
                    """
                    update practice.binding set status = :status, reason = :reason,
                      since = case when status = :status then since else :now end
                    where id = :id and status in ('active', 'needs_attention')
                      and (status <> :status or reason is distinct from :reason)
                    """)
                .param("status", word(status))
                .param("reason", reason == null ? null : word(reason))
                .param("now", now())
                .param("id", id.value())
                .update()
            == 1;
    if (moved && status == Status.NEEDS_ATTENTION) {
      lost.watch(id, Practices.current());
      tell(id, new ConnectionFailed(id), "lost", "lost access to the organisation");
    } else if (moved) {
      lost.recovered(id);
      tell(id, new ConnectionRecovered(id), "recovered", "reached the organisation again");
    }
    return moved;
  }

  /** Every binding of the current practice on a grant that the ledger no longer takes. */
  void grantLost(GrantId grant, LostReason reason) {
    // Locked, so that none is lost that a person puts on another grant at this moment.
    jdbc.sql("select id from practice.binding where grant_id = ? for update")
        .param(grant.value())
        .query(UUID.class)
        .list()
        .forEach(id -> move(new BindingId(id), Status.NEEDS_ATTENTION, reason));
  }

  /** Holds everything, both ways; says whether it was active. */
  boolean suspend(BindingId id, String because) {
    boolean suspended =
        jdbc.sql(
                    """
                    update practice.binding set status = 'suspended', suspended_because = ?, since = ?
                    where id = ? and status = 'active'
                    """)
                .params(because, now(), id.value())
                .update()
            == 1;
    if (suspended) {
      String why = because.isEmpty() ? "" : ": " + because;
      tell(id, new ConnectionSuspended(id), "suspended", "suspended the connection" + why);
    }
    return suspended;
  }

  /** Goes on where a person suspended it; says whether it was suspended. */
  boolean resume(BindingId id) {
    boolean resumed =
        jdbc.sql(
                    """
                    update practice.binding set status = 'active', suspended_because = null, since = ?
                    where id = ? and status = 'suspended'
                    """)
                .params(now(), id.value())
                .update()
            == 1;
    if (resumed) {
      tell(id, new ConnectionResumed(id), "resumed", "resumed the connection");
    }
    return resumed;
  }

  /** Why a person suspended it; empty if they did not say. */
  String suspendedBecause(BindingId id) {
    return jdbc.sql("select coalesce(suspended_because, '') from practice.binding where id = ?")
        .param(id.value())
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** The binding goes on with another consent to the same organisation. */
  void repoint(Binding binding, GrantId grant, @Nullable UUID connectionAtLedger) {
    jdbc.sql("update practice.binding set grant_id = ?, connection_id = ? where id = ?")
        .param(grant.value())
        .param(connectionAtLedger == null ? null : connectionAtLedger.toString())
        .param(binding.id().value())
        .update();
    jdbc.sql("update house.organisation_route set grant_id = ? where binding_id = ?")
        .params(grant.value(), binding.id().value())
        .update();
    trail.note(ref(binding.id()), null, "repointed", "went on with a later consent");
  }

  /** Under which connection Xero lists the organisation now; null leaves it as it is. */
  void keep(BindingId id, @Nullable UUID connectionAtLedger) {
    if (connectionAtLedger != null) {
      jdbc.sql(
              "update practice.binding set connection_id = :it where id = :id and connection_id is"
                  + " distinct from :it")
          .param("it", connectionAtLedger.toString())
          .param("id", id.value())
          .update();
    }
  }

  private void tell(BindingId id, Object event, String action, String said) {
    trail.note(ref(id), null, action, said);
    events.publishEvent(event);
    changes.announce(ref(id));
  }

  private static RecordRef ref(BindingId id) {
    return new RecordRef("ledger", id.value());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
