package dev.tandem.books.connection;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Locations whose invoices belong into the books of a certain organisation. */
@Repository
@Transactional
class LocationOrganisations {

  private final JdbcClient jdbc;
  private final Setup setup;
  private final Bindings bindings;
  private final ApplicationEventPublisher events;
  private final AuditTrail trail;
  private final Changes changes;

  LocationOrganisations(
      JdbcClient jdbc,
      Setup setup,
      Bindings bindings,
      ApplicationEventPublisher events,
      AuditTrail trail,
      Changes changes) {
    this.jdbc = jdbc;
    this.setup = setup;
    this.bindings = bindings;
    this.events = events;
    this.trail = trail;
    this.changes = changes;
  }

  Map<LocationId, BindingId> all() {
    return jdbc
        .sql("select location_id, binding_id from practice.location_organisation")
        .query(
            (row, _) ->
                Map.entry(
                    new LocationId(row.getObject(1, UUID.class)),
                    new BindingId(row.getObject(2, UUID.class))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * @param binding null: the location follows the main organisation
   * @throws Refused if that organisation is disconnected
   */
  void assign(LocationId location, @Nullable BindingId binding) {
    String name = setup.location(location).name();
    BindingId named = all().get(location);
    UUID former =
        bindings.all().stream()
            .filter(it -> named == null ? it.main() : it.id().equals(named))
            .findFirst()
            .map(it -> UUID.fromString(it.tenantId()))
            .orElse(null);
    if (binding == null ? free(location) : name(location, bindings.living(binding))) {
      String books = binding == null ? "the main organisation" : organisation(binding);
      var record = new RecordRef("location", location.value());
      trail.note(record, null, "books", "gave the invoices of " + name + " to " + books);
      events.publishEvent(new LocationAssigned(location, former));
      changes.announce(record);
    }
  }

  private String organisation(BindingId binding) {
    return bindings.find(binding).organisationName();
  }

  private boolean name(LocationId location, Binding binding) {
    return jdbc.sql(
                """
                insert into practice.location_organisation as it (location_id, binding_id) values (?, ?)
                on conflict (practice_id, location_id) do update set binding_id = excluded.binding_id
                 where it.binding_id <> excluded.binding_id""")
            .params(location.value(), binding.id().value())
            .update()
        == 1;
  }

  private boolean free(LocationId location) {
    return jdbc.sql("delete from practice.location_organisation where location_id = ?")
            .param(location.value())
            .update()
        == 1;
  }

  /** What one organisation was for, another is for from now on. */
  void handOver(Binding from, BindingId to) {
    jdbc.sql("update practice.location_organisation set binding_id = ? where binding_id = ?")
        .params(to.value(), from.id().value())
        .update();
    if (from.main()) {
      bindings.makeMain(to);
    }
  }
}
