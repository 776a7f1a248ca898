package dev.tandem.books.connection;

import dev.tandem.books.connection.LostConnections.Lost;
import dev.tandem.shared.Ids;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The current practice's rows of {@code practice.binding}, and the routes that lead to them. */
@Repository
@Transactional
class Bindings {

  private final JdbcClient jdbc;
  private final LostConnections lost;
  private final ApplicationEventPublisher events;
  private final AuditTrail trail;
  private final Changes changes;
  private final Clock clock;

  Bindings(
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

  List<Binding> all() {
    return jdbc.sql("select * from practice.binding order by main desc, connected_at")
        .query((row, number) -> read(row))
        .list();
  }

  Binding find(BindingId id) {
    return jdbc.sql("select * from practice.binding where id = ?")
        .param(id.value())
        .query((row, number) -> read(row))
        .optional()
        .orElseThrow(() -> new NoSuchRecord("connection", id));
  }

  /**
   * @throws Refused if a person has ended it
   */
  Binding living(BindingId id) {
    Binding binding = find(id);
    if (binding.status() == Binding.Status.DISCONNECTED) {
      throw new Refused(
          binding.organisationName() + " is disconnected. Connect it again first, then choose it.");
    }
    return binding;
  }

  /** From now on it is the one for everything that has no place yet. */
  void makeMain(BindingId id) {
    Binding binding = living(id);
    if (!binding.main()) {
      jdbc.sql("update practice.binding set main = false where main").update();
      jdbc.sql("update practice.binding set main = true where id = ?").param(id.value()).update();
      String said = "made " + binding.organisationName() + " the main organisation";
      tell(id, new MainOrganisationChosen(id), "main", said);
    }
  }

  /**
   * Ties the practice to the organisation, under its old id if it was tied to it before, so that
   * every link is still good. It becomes the main one if there is none.
   *
   * @throws OrganisationHeldElsewhere if another practice has it
   */
  BindingId bind(Organisation organisation, GrantId grant, StaffId by) {
    var known =
        all().stream().filter(it -> it.tenantId().equals(organisation.tenantId())).findAny();
    boolean main = known.filter(Bindings::lives).map(Binding::main).orElseGet(this::noneIsMain);
    var id = known.map(Binding::id).orElseGet(() -> new BindingId(Ids.next(clock)));
    holdGrant(grant);
    claimRoute(organisation.tenantId(), id, grant);
    if (main) {
      jdbc.sql("update practice.binding set main = false where main and id <> ?")
          .param(id.value())
          .update();
    }
    jdbc.sql(
            """
            insert into practice.binding as b (id, provider, tenant_id, organisation_name, short_code, country, currency,
              grant_id, connection_id, status, since, main, connected_at, connected_by)
            values (:id, 'xero', :tenant, :name, :code, :country, :currency,
              :grant, :connection, 'active', :now, :main, :now, :by)
            on conflict (practice_id, provider, tenant_id) do update
            set organisation_name = excluded.organisation_name, short_code = coalesce(excluded.short_code, b.short_code),
              country = coalesce(excluded.country, b.country), currency = coalesce(excluded.currency, b.currency),
              grant_id = excluded.grant_id, connection_id = excluded.connection_id, reason = null,
              -- a new consent does not undo what a person holds on purpose
              status = case when b.status = 'suspended' then b.status else 'active' end,
              since = case when b.status = 'suspended' then b.since else excluded.since end,
              suspended_because = case when b.status = 'suspended' then b.suspended_because end,
              main = excluded.main, connected_at = excluded.connected_at, connected_by = excluded.connected_by,
              -- after a disconnect a person decides anew whether changes may leave
              sending = b.sending and b.status <> 'disconnected'
            """)
        .param("id", id.value())
        .param("tenant", organisation.tenantId())
        .param("name", organisation.name())
        .param("code", organisation.shortCode())
        .param("country", organisation.country())
        .param("currency", organisation.currency())
        .param("grant", grant.value())
        .param("connection", organisation.connectionId())
        .param("main", main)
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by.value())
        .update();
    lost.recovered(id);
    tell(id, new OrganisationConnected(id), "connected", "connected " + organisation.name());
    return id;
  }

  void sending(BindingId id, boolean on) {
    find(id);
    int turned =
        jdbc.sql(
                "update practice.binding set sending = :on, sending_since = :now where id = :id and"
                    + " sending <> :on and status <> 'disconnected'")
            .param("on", on)
            .param("now", Timestamp.from(clock.instant()))
            .param("id", id.value())
            .update();
    if (turned == 1) {
      if (on) {
        tell(id, new SendingTurnedOn(id), "sending", "turned sending on");
      } else {
        tell(id, new SendingTurnedOff(id), "holding", "turned sending off");
      }
    }
  }

  /** Ends the binding; the row and every link to it stay for a reconnect. */
  void unbind(BindingId id) {
    jdbc.sql("delete from house.organisation_route where binding_id = ?")
        .param(id.value())
        .update();
    int ended =
        jdbc.sql(
                "update practice.binding set status = 'disconnected', reason = null, sending = false,"
                    + " since = ? where id = ? and status <> 'disconnected'")
            .params(Timestamp.from(clock.instant()), id.value())
            .update();
    if (ended == 1) {
      tell(id, new OrganisationDisconnected(id), "disconnected", "disconnected the organisation");
    }
  }

  /**
   * Nobody has to look for it any more if it does not need attention, or is gone; says whether that
   * is so. The row is held meanwhile: a loss at this moment comes before and is seen, or after and
   * is watched anew.
   */
  boolean forgottenUnlessLost(Lost it) {
    boolean stillLost =
        jdbc.sql("select status = 'needs_attention' from practice.binding where id = ? for update")
            .param(it.binding().value())
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (!stillLost) {
      lost.forget(it);
    }
    return !stillLost;
  }

  Optional<String> connectionAtLedger(BindingId id) {
    return jdbc.sql(
            "select connection_id from practice.binding where id = ? and connection_id is not null")
        .param(id.value())
        .query(String.class)
        .optional();
  }

  private static boolean lives(Binding it) {
    return it.status() != Binding.Status.DISCONNECTED;
  }

  private boolean noneIsMain() {
    return all().stream().filter(Bindings::lives).noneMatch(Binding::main);
  }

  /** Nobody ends it until the organisation is on it. */
  private void holdGrant(GrantId grant) {
    boolean active =
        jdbc.sql("select 1 from house.oauth_grant where id = ? and status = 'active' for share")
            .param(grant.value())
            .query(Integer.class)
            .optional()
            .isPresent();
    if (!active) {
      throw new Refused(
          "This consent was ended meanwhile. Start again and allow Tandem on Xero's page.");
    }
  }

  private void claimRoute(String tenantId, BindingId id, GrantId grant) {
    boolean claimed =
        jdbc.sql(
                    """
            insert into house.organisation_route as route (provider, tenant_id, practice_id, binding_id, grant_id)
            values ('xero', :tenant, :practice, :binding, :grant)
            on conflict (provider, tenant_id) do update set grant_id = excluded.grant_id
            where route.practice_id = excluded.practice_id
            """)
                .param("tenant", tenantId)
                .param("practice", Practices.current().value())
                .param("binding", id.value())
                .param("grant", grant.value())
                .update()
            == 1;
    if (!claimed) {
      throw new OrganisationHeldElsewhere();
    }
  }

  private void tell(BindingId id, Object event, String action, String said) {
    var record = new RecordRef("ledger", id.value());
    trail.note(record, null, action, said);
    events.publishEvent(event);
    changes.announce(record);
  }

  private static Binding read(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new Binding(
        new BindingId(row.getObject("id", UUID.class)),
        row.getString("provider"),
        row.getString("tenant_id"),
        row.getString("organisation_name"),
        Binding.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        reason == null ? null : LostReason.valueOf(reason.toUpperCase(Locale.ROOT)),
        row.getTimestamp("since").toInstant(),
        row.getBoolean("sending"),
        row.getBoolean("main"),
        row.getTimestamp("connected_at").toInstant(),
        row.getString("short_code"),
        row.getString("country"),
        row.getString("currency"),
        new GrantId(row.getObject("grant_id", UUID.class)));
  }
}
