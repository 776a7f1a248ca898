package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Dates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a new organisation begins with: the chart of accounts, tax rates and so on of its region.
 *
 * @param currency the base currency, ISO code
 * @param plan Xero's organisation class, {@code DEMO} or {@code COMPREHENSIVE} for instance
 * @param shortCode Xero's own mark of the organisation, used in links into it
 * @param created when it was made
 */
public record OrganisationSeed(
    Region region,
    String name,
    String legalName,
    String currency,
    String plan,
    boolean demo,
    String shortCode,
    Instant created) {

  /** The day on which the organisations that are always there were made. */
  private static final Instant BEGINNING = Instant.parse("2026-01-05T00:00:00Z");

  /** The demo company of a region. */
  public static OrganisationSeed of(Region region) {
    ObjectNode organisation = (ObjectNode) region.content().path("organisation");
    return new OrganisationSeed(
        region,
        organisation.path("Name").asString(),
        organisation.path("LegalName").asString(),
        region.currency(),
        "DEMO",
        true,
        organisation.path("ShortCode").asString(),
        BEGINNING);
  }

  /** The same, but for what is not empty. */
  public OrganisationSeed but(
      String otherName,
      String otherCurrency,
      String otherPlan,
      boolean otherDemo,
      String otherShortCode) {
    return new OrganisationSeed(
        region,
        otherName.isEmpty() ? name : otherName,
        otherName.isEmpty() ? legalName : otherName,
        otherCurrency.isEmpty() ? currency : otherCurrency,
        otherPlan.isEmpty() ? plan : otherPlan,
        otherDemo,
        otherShortCode,
        created);
  }

  /** Puts the settings into empty books. */
  public void fill(Ledger ledger) {
    String tenantId = ledger.tenantId();
    ledger.restore(Kind.ORGANISATION, organisation(tenantId));
    String moment = Ledger.moment(created);
    AccountSeeds accounts = new AccountSeeds(tenantId, currency, moment);
    region
        .content()
        .path("accounts")
        .forEach(row -> ledger.restore(Kind.ACCOUNT, accounts.of(row)));
    region
        .content()
        .path("taxRates")
        .forEach(row -> ledger.restore(Kind.TAX_RATE, TaxRateSeeds.of(row, moment)));
    ledger.restore(Kind.CURRENCY, Currencies.of(currency).put("UpdatedDateUTC", moment));
    OtherSeeds others = new OtherSeeds(tenantId, moment);
    ledger.restore(Kind.TRACKING, others.tracking());
    others.brandingThemes().forEach(each -> ledger.restore(Kind.BRANDING_THEME, each));
    others.users().forEach(each -> ledger.restore(Kind.USER, each));
  }

  private ObjectNode organisation(String tenantId) {
    ObjectNode organisation = ((ObjectNode) region.content().path("organisation")).deepCopy();
    organisation
        .put("OrganisationID", tenantId)
        .put("APIKey", id(tenantId, "key").replace("-", "").substring(2).toUpperCase())
        .put("Name", name)
        .put("LegalName", legalName)
        .put("BaseCurrency", currency)
        .put("Class", plan)
        .put("IsDemoCompany", demo)
        .put("ShortCode", shortCode)
        .put("CreatedDateUTC", Dates.wire(created))
        .put("UpdatedDateUTC", Ledger.moment(created));
    return organisation;
  }

  /** The same id for the same thing of the same organisation, on every start. */
  static String id(String tenantId, String what) {
    return UUID.nameUUIDFromBytes((tenantId + what).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
