package dev.tandem.books.connection;

import dev.tandem.practice.setup.LocationId;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Locations whose invoices belong into the books of a certain organisation. */
@Repository
@Transactional
class LocationOrganisations {

  private final JdbcClient jdbc;

  LocationOrganisations(JdbcClient jdbc) {
    this.jdbc = jdbc;
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

  /** Says whether that is news. */
  boolean assign(LocationId location, BindingId binding) {
    return jdbc.sql(
                """
                insert into practice.location_organisation as it (location_id, binding_id) values (?, ?)
                on conflict (practice_id, location_id) do update set binding_id = excluded.binding_id
                 where it.binding_id <> excluded.binding_id""")
            .params(location.value(), binding.value())
            .update()
        == 1;
  }

  /** Back to the main organisation; says whether that is news. */
  boolean free(LocationId location) {
    return jdbc.sql("delete from practice.location_organisation where location_id = ?")
            .param(location.value())
            .update()
        == 1;
  }

  /** What one organisation was for, another is for from now on. */
  void handOver(BindingId from, BindingId to) {
    jdbc.sql("update practice.location_organisation set binding_id = ? where binding_id = ?")
        .params(to.value(), from.value())
        .update();
  }
}
