package dev.tandem.books.mapping;

import dev.tandem.books.connection.Connections;
import dev.tandem.practice.billing.DraftLines;
import dev.tandem.practice.billing.DraftLines.Named;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.setup.LocationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What drafts name that will go to an organisation: their lines were mapped when they were written.
 */
@Component
class Drafts {

  private final DraftLines lines;
  private final Connections connections;

  Drafts(DraftLines lines, Connections connections) {
    this.lines = lines;
    this.connections = connections;
  }

  List<Named> in(UUID tenant) {
    return byTenant().getOrDefault(tenant, List.of());
  }

  /** Those of locations whose organisation is disconnected go nowhere. */
  Map<UUID, List<Named>> byTenant() {
    return lines.named().stream()
        .filter(it -> tenant(it.location()) != null)
        .collect(Collectors.groupingBy(it -> tenant(it.location())));
  }

  private @Nullable UUID tenant(@Nullable LocationId location) {
    return connections.organisationOf(location).map(Mappings::tenant).orElse(null);
  }

  List<InvoiceId> naming(UUID tenant, Part part, String value) {
    DraftLines.Part wanted = DraftLines.Part.valueOf(part.name());
    List<@Nullable LocationId> locations =
        in(tenant).stream()
            .filter(it -> it.part() == wanted && it.value().equals(value))
            .map(Named::location)
            .collect(Collectors.toList());
    return locations.isEmpty() ? List.of() : lines.naming(wanted, value, locations);
  }
}
