package dev.tandem.simulator.identity;

import java.util.List;

/** What the sign-in side needs to know of the organisations. */
public interface TenantDirectory {
  /** An organisation by its tenant id and display name. */
  record Tenant(String id, String name, String country) {}

  List<Tenant> tenants();

  default boolean knows(String tenantId) {
    return tenants().stream().anyMatch(tenant -> tenant.id().equals(tenantId));
  }
}
