package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The organisations every simulator begins with, one per region, under ids that never change. */
public enum DemoOrganisation {
  AU("8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a01", "au.json"),
  NZ("3c9d1e74-6b28-4f90-8e15-7a4c2f8b9d02", "nz.json"),
  UK("b51e7a90-2f6d-4c84-a3b9-5e8d0c6f4103", "uk.json");

  private static final String CREATED = "2026-01-05T00:00:00.000Z";

  private final String tenantId;
  private final String file;

  DemoOrganisation(String tenantId, String file) {
    this.tenantId = tenantId;
    this.file = file;
  }

  public String tenantId() {
    return tenantId;
  }

  public void fill(Ledger ledger) {
    JsonNode seed = read();
    ObjectNode organisation = ((ObjectNode) seed.path("organisation")).deepCopy();
    organisation.put("OrganisationID", ledger.tenantId());
    ledger.restore(Kind.ORGANISATION, organisation);
    seed.path("accounts").forEach(row -> ledger.restore(Kind.ACCOUNT, account(row, ledger)));
    seed.path("taxRates").forEach(row -> ledger.restore(Kind.TAX_RATE, taxRate(row)));
    ledger.restore(Kind.TRACKING, region(ledger));
  }

  /** Adds what Xero says of every account to what the file says of this one. */
  private static ObjectNode account(JsonNode row, Ledger ledger) {
    String code = row.path("Code").asString();
    String type = row.path("Type").asString();
    ObjectNode account =
        Json.object()
            .put("AccountID", stableId(ledger, "account " + code))
            .put("Code", code)
            .put("Name", row.path("Name").asString())
            .put("Status", "ACTIVE")
            .put("Type", type)
            .put("TaxType", row.path("TaxType").asString())
            .put("Class", accountClass(type))
            .put("EnablePaymentsToAccount", row.path("EnablePaymentsToAccount").asBoolean(false))
            .put("ShowInExpenseClaims", false)
            .put("BankAccountNumber", row.path("BankAccountNumber").asString(""))
            .put("BankAccountType", type.equals("BANK") ? "BANK" : "")
            .put("CurrencyCode", row.path("CurrencyCode").asString(""));
    if (row.has("SystemAccount")) {
      account.put("SystemAccount", row.path("SystemAccount").asString());
    }
    return account
        .put("ReportingCode", "")
        .put("HasAttachments", false)
        .put("UpdatedDateUTC", CREATED)
        .put("AddToWatchlist", false);
  }

  private static String accountClass(String type) {
    return switch (type) {
      case "REVENUE", "SALES", "OTHERINCOME" -> "REVENUE";
      case "EXPENSE", "OVERHEADS", "DIRECTCOSTS", "DEPRECIATN" -> "EXPENSE";
      case "EQUITY" -> "EQUITY";
      case "CURRLIAB", "LIABILITY", "TERMLIAB" -> "LIABILITY";
      default -> "ASSET";
    };
  }

  private static ObjectNode taxRate(JsonNode row) {
    String use = row.path("Use").asString("");
    var rate = row.path("Rate").decimalValue();
    ObjectNode taxRate =
        Json.object()
            .put("Name", row.path("Name").asString())
            .put("TaxType", row.path("TaxType").asString())
            .put(
                "ReportTaxType", row.path("ReportTaxType").asString(row.path("TaxType").asString()))
            .put("CanApplyToAssets", use.contains("A"))
            .put("CanApplyToEquity", use.contains("Q"))
            .put("CanApplyToExpenses", use.contains("E"))
            .put("CanApplyToLiabilities", use.contains("L"))
            .put("CanApplyToRevenue", use.contains("R"))
            .put("DisplayTaxRate", rate)
            .put("EffectiveRate", rate)
            .put("Status", "ACTIVE");
    taxRate
        .putArray("TaxComponents")
        .addObject()
        .put("Name", row.path("Component").asString(row.path("Name").asString()))
        .put("Rate", rate)
        .put("IsCompound", false)
        .put("IsNonRecoverable", false);
    return taxRate;
  }

  /** The category that Xero's own demo company has. */
  private static ObjectNode region(Ledger ledger) {
    ObjectNode category =
        Json.object()
            .put("TrackingCategoryID", stableId(ledger, "tracking Region"))
            .put("Name", "Region")
            .put("Status", "ACTIVE");
    ArrayNode options = category.putArray("Options");
    for (String option : new String[] {"Eastside", "North", "South", "West Coast"}) {
      options
          .addObject()
          .put("TrackingOptionID", stableId(ledger, "tracking Region " + option))
          .put("Name", option)
          .put("Status", "ACTIVE");
    }
    return category;
  }

  private static String stableId(Ledger ledger, String what) {
    byte[] whose = (ledger.tenantId() + what).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(whose).toString();
  }

  private JsonNode read() {
    try (InputStream stream =
        Objects.requireNonNull(DemoOrganisation.class.getResourceAsStream(file), file)) {
      return Json.parse(stream.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
