package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.settings.OrganisationSeed;
import dev.tandem.simulator.accounting.settings.Region;

/** The organisations every simulator begins with, one per region, under ids that never change. */
public enum DemoOrganisation {
  AU("8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a01", Region.AU),
  NZ("3c9d1e74-6b28-4f90-8e15-7a4c2f8b9d02", Region.NZ),
  UK("b51e7a90-2f6d-4c84-a3b9-5e8d0c6f4103", Region.UK),
  US("d07a4c63-91be-4e2f-8b5d-6f3c1a9e7204", Region.US);

  private final String tenantId;
  private final Region region;

  DemoOrganisation(String tenantId, Region region) {
    this.tenantId = tenantId;
    this.region = region;
  }

  public String tenantId() {
    return tenantId;
  }

  /** What an organisation of this country begins with. */
  public OrganisationSeed seed() {
    return OrganisationSeed.of(region);
  }

  public void fill(Ledger ledger) {
    seed().fill(ledger);
  }
}
