package dev.tandem.simulator.accounting.call;

/** A part of the accounting API that adds its own routes to the table of contents. */
public interface Resource {
  void addTo(ApiRoutes routes);
}
