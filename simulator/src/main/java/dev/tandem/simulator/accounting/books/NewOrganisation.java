package dev.tandem.simulator.accounting.books;

import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.simulator.http.Json;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An organisation to be opened: chart of accounts, tax rates and region come from the one that is
 * delivered for its country.
 *
 * @param origin the tenant id it was first opened under; resetting a demo company changes the other
 * @param name empty: as delivered
 * @param currency three letters; empty: the country's own
 * @param plan Xero's Organisation.Class, STARTER for instance; empty: as delivered
 */
public record NewOrganisation(
    String tenantId,
    String origin,
    DemoOrganisation country,
    String name,
    String currency,
    boolean demo,
    String plan) {

  /** Xero's values of Organisation.Class. */
  public static final Set<String> PLANS =
      Set.of(
          "DEMO",
          "TRIAL",
          "STARTER",
          "STANDARD",
          "PREMIUM",
          "PREMIUM_20",
          "PREMIUM_50",
          "PREMIUM_100",
          "LEDGER",
          "GST_CASHBOOK",
          "NON_GST_CASHBOOK",
          "ULTIMATE",
          "LITE",
          "ULTIMATE_10",
          "ULTIMATE_20",
          "ULTIMATE_50",
          "ULTIMATE_100",
          "IGNITE",
          "GROW",
          "COMPREHENSIVE",
          "SIMPLE");

  /**
   * A demo company as it is delivered for a country, under an id of its own.
   *
   * @param country AU, NZ, UK (or GB) or US
   */
  public static NewOrganisation in(String country) {
    return country(country)
        .map(known -> in(known, UUID.randomUUID().toString()))
        .orElseThrow(() -> new IllegalArgumentException("There is no organisation in " + country));
  }

  static NewOrganisation delivered(DemoOrganisation country) {
    return in(country, country.tenantId());
  }

  private static NewOrganisation in(DemoOrganisation country, String tenantId) {
    return new NewOrganisation(tenantId, tenantId, country, "", "", true, "");
  }

  /** By the two letters that people use, or those of the ISO. */
  public static Optional<DemoOrganisation> country(String letters) {
    String wanted = letters.strip().toUpperCase(Locale.ROOT);
    return Stream.of(DemoOrganisation.values())
        .filter(each -> each.name().equals(wanted.equals("GB") ? "UK" : wanted))
        .findFirst();
  }

  /** The same under another id, one that a test knows beforehand for instance. */
  public NewOrganisation id(String other) {
    String id = other.toLowerCase(Locale.ROOT);
    return new NewOrganisation(id, id, country, name, currency, demo, plan);
  }

  public NewOrganisation named(String other) {
    return new NewOrganisation(tenantId, origin, country, other, currency, demo, plan);
  }

  /** Its base currency. */
  public NewOrganisation currency(String other) {
    return new NewOrganisation(tenantId, origin, country, name, other, demo, plan);
  }

  /** Whether Xero says of it that it is there to try things. */
  public NewOrganisation demo(boolean other) {
    return new NewOrganisation(tenantId, origin, country, name, currency, other, plan);
  }

  /** One of {@link #PLANS}. */
  public NewOrganisation plan(String other) {
    return new NewOrganisation(tenantId, origin, country, name, currency, demo, other);
  }

  NewOrganisation renewed(String freshId) {
    return new NewOrganisation(freshId, origin, country, name, currency, demo, plan);
  }

  boolean asDelivered() {
    return tenantId.equals(country.tenantId());
  }

  /** Writes the first page of the books. */
  void open(Ledger ledger) {
    if (origin.equals(country.tenantId())) {
      country.fill(ledger);
      return;
    }
    String organisationClass = plan.isEmpty() && !demo ? "PREMIUM" : plan;
    country.seed().but(name, currency, organisationClass, demo, shortCode()).fill(ledger);
  }

  /** An exclamation mark and five characters, as Xero's links into an organisation have it. */
  private String shortCode() {
    String digits =
        new BigInteger(tenantId.replaceAll("[^0-9a-fA-F]", "0"), 16).toString(36) + "00000";
    return "!" + digits.substring(0, 5);
  }

  ObjectNode toRecord() {
    return Json.object()
        .put("tenantId", tenantId)
        .put("origin", origin)
        .put("country", country.name())
        .put("name", name)
        .put("currency", currency)
        .put("demo", demo)
        .put("plan", plan);
  }

  static NewOrganisation fromRecord(JsonNode node) {
    return new NewOrganisation(
        node.path("tenantId").asString(),
        node.path("origin").asString(),
        DemoOrganisation.valueOf(node.path("country").asString()),
        node.path("name").asString(""),
        node.path("currency").asString(""),
        node.path("demo").asBoolean(true),
        node.path("plan").asString(""));
  }
}
