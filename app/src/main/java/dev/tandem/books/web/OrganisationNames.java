package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The practice's organisations by their ids over there. */
@Component
class OrganisationNames {

  private final Connections connections;

  OrganisationNames(Connections connections) {
    this.connections = connections;
  }

  /** Read once for many records. */
  Known known() {
    var all = new HashMap<UUID, Binding>();
    connections.bindings().forEach(it -> all.put(UUID.fromString(it.tenantId()), it));
    return new Known(all);
  }

  record Known(Map<UUID, Binding> bindings) {

    @Nullable Binding of(@Nullable UUID tenant) {
      return tenant == null ? null : bindings.get(tenant);
    }

    /** Null as well where there is only one: then its name says nothing. */
    @Nullable String name(@Nullable UUID tenant) {
      Binding it = of(tenant);
      return it == null || bindings.size() < 2 ? null : it.organisationName();
    }
  }
}
