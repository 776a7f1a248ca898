package dev.tandem.simulator.accounting.settings;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What an organisation's class and edition allow (Xero: Organisation, Actions). */
public record Plan(String organisationClass, boolean partner) {
  private static final Set<String> ONE_CURRENCY =
      Set.of(
          "STARTER",
          "STANDARD",
          "SIMPLE",
          "LITE",
          "BASICLITE",
          "IGNITE",
          "GROW",
          "LEDGER",
          "GST_CASHBOOK",
          "NON_GST_CASHBOOK");
  private static final Set<String> NO_INVOICING =
      Set.of("LEDGER", "GST_CASHBOOK", "NON_GST_CASHBOOK");

  public static Plan of(ObjectNode organisation) {
    return new Plan(
        organisation.path("Class").asString("DEMO"),
        organisation.path("Edition").asString("").equals("PARTNER"));
  }

  public boolean severalCurrencies() {
    return !ONE_CURRENCY.contains(organisationClass);
  }

  /** Ledger and cashbook plans, and partner editions, have no invoices. */
  public boolean invoicing() {
    return !partner && !NO_INVOICING.contains(organisationClass);
  }
}
