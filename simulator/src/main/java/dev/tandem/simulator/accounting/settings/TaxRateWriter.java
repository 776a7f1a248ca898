package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Creates and changes tax rates. Those that Xero brings along are not to be changed (TaxRates). */
final class TaxRateWriter {
  private static final List<String> STATUSES = List.of("ACTIVE", "DELETED", "ARCHIVED", "PENDING");

  /** Editions whose tax returns need to know where a rate belongs. */
  private static final Set<String> REPORTING = Set.of("AU", "NZ", "UK");

  private final Ledger ledger;

  TaxRateWriter(Ledger ledger) {
    this.ledger = ledger;
  }

  ObjectNode create(ObjectNode sent, Problems problems) {
    problems.errorIf(
        Fields.said(sent, "TaxType").isPresent(),
        "TaxType cannot be specified when a tax rate is created");
    ObjectNode next =
        Json.object().put("Name", "").put("TaxType", nextType()).put("ReportTaxType", "NONE");
    copyReportType(sent, next, problems);
    TaxComponents.copy(sent, next, problems);
    problems.errorIf(
        next.path("TaxComponents").isEmpty(), "At least one tax component must be specified");
    return store(sent, next.put("Status", "ACTIVE"), problems);
  }

  /** By TaxType, else by Name; what is not known yet is created. */
  ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<String> type = Fields.said(sent, "TaxType");
    Optional<ObjectNode> known =
        type.isPresent()
            ? ledger.find(Kind.TAX_RATE, "type", Indexes.key(type.get())).findFirst()
            : Fields.said(sent, "Name").flatMap(this::byName);
    if (type.isPresent() && known.isEmpty()) {
      throw new Invalid("The TaxType code '" + type.get() + "' does not exist.");
    }
    return known.isPresent() ? update(known.get(), sent, problems) : create(sent, problems);
  }

  private ObjectNode update(ObjectNode known, ObjectNode sent, Problems problems) {
    if (known.path("_system").asBoolean(false)) {
      throw new Invalid("System defined tax rates cannot be updated");
    }
    ObjectNode next = known.deepCopy();
    copyReportType(sent, next, problems);
    if (sent.path("TaxComponents").isArray() && !sent.path("TaxComponents").isEmpty()) {
      TaxComponents.change(sent, next, problems);
    }
    return store(sent, next, problems);
  }

  private ObjectNode store(ObjectNode sent, ObjectNode next, Problems problems) {
    copyStatus(sent, next, problems);
    Fields.copyText(sent, next, "Name", 50, problems);
    String name = next.path("Name").asString("");
    problems.errorIf(name.isEmpty(), "Please enter a Name.");
    problems.errorIf(taken(next), "Please enter a unique Name.");
    TaxRateMath.add(next);
    problems.refuse();
    ledger.put(Kind.TAX_RATE, next);
    return next;
  }

  private void copyStatus(ObjectNode sent, ObjectNode next, Problems problems) {
    Optional<String> status = Fields.said(sent, "Status");
    if (status.isEmpty()) {
      return;
    }
    if (!STATUSES.contains(status.get())) {
      throw ApiErrors.postData("The Status " + status.get() + " is not valid");
    }
    problems.errorIf(
        status.get().equals("DELETED")
            && new Usage(ledger).taxType(next.path("TaxType").asString()),
        "This tax rate cannot be deleted because it is in use");
    next.put("Status", status.get());
  }

  private void copyReportType(ObjectNode sent, ObjectNode next, Problems problems) {
    Optional<String> type = Fields.said(sent, "ReportTaxType");
    boolean needed = REPORTING.contains(ledger.organisation().path("Version").asString(""));
    problems.errorIf(
        needed && type.isEmpty() && next.path("Name").asString("").isEmpty(),
        "ReportTaxType must be specified");
    if (type.isPresent() && !ReportTaxTypes.known(type.get())) {
      throw ApiErrors.postData("The ReportTaxType " + type.get() + " is not valid");
    }
    type.ifPresent(each -> next.put("ReportTaxType", each));
    ReportTaxTypes.addUse(next);
  }

  private Optional<ObjectNode> byName(String name) {
    return ledger
        .all(Kind.TAX_RATE)
        .filter(each -> !each.path("Status").asString("").equals("DELETED"))
        .filter(each -> Indexes.key(each.path("Name").asString("")).equals(Indexes.key(name)))
        .findFirst();
  }

  /** A deleted rate's name is free again. */
  private boolean taken(ObjectNode next) {
    String type = next.path("TaxType").asString();
    return !next.path("Status").asString("").equals("DELETED")
        && byName(next.path("Name").asString(""))
            .filter(other -> !other.path("TaxType").asString().equals(type))
            .isPresent();
  }

  private String nextType() {
    int number = 1;
    while (ledger.get(Kind.TAX_RATE, type(number)).isPresent()) {
      number++;
    }
    return type(number);
  }

  private static String type(int number) {
    return "TAX%03d".formatted(number);
  }
}
