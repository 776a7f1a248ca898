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
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes, archives and deletes accounts by Xero's rules. */
final class AccountWriter {
  /** What a request about details may say; {@code Status} wants a request of its own. */
  private static final List<String> DETAILS =
      List.of(
          "Code",
          "Name",
          "Type",
          "Description",
          "TaxType",
          "EnablePaymentsToAccount",
          "ShowInExpenseClaims",
          "BankAccountNumber",
          "BankAccountType",
          "CurrencyCode",
          "AddToWatchlist");

  private final Ledger ledger;
  private final AccountDetails details;

  AccountWriter(Ledger ledger) {
    this.ledger = ledger;
    this.details = new AccountDetails(ledger);
  }

  ObjectNode create(ObjectNode sent, Problems problems) {
    ObjectNode next =
        Json.object()
            .put("AccountID", UUID.randomUUID().toString())
            .put("Code", "")
            .put("Name", "")
            .put("Status", "ACTIVE")
            .put("Type", "")
            .put("TaxType", "");
    return store(sent, next, true, problems);
  }

  ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<String> id = Fields.said(sent, "AccountID");
    return id.isEmpty() ? create(sent, problems) : update(known(id.get()), sent, problems);
  }

  private ObjectNode known(String id) {
    return ledger
        .get(Kind.ACCOUNT, Indexes.key(id))
        .orElseThrow(() -> new Invalid("Account is not found"));
  }

  private ObjectNode update(ObjectNode known, ObjectNode sent, Problems problems) {
    boolean detailed = DETAILS.stream().anyMatch(name -> Fields.present(sent, name));
    Optional<String> status = Fields.said(sent, "Status");
    if (status.isPresent() && detailed) {
      throw new Invalid("Cannot update account details and STATUS on the same request");
    }
    if (status.isPresent()) {
      return move(known, status.get());
    }
    if (!known.path("Status").asString().equals("ACTIVE")) {
      throw new Invalid("Can only update STATUS on Archived accounts");
    }
    return store(sent, known.deepCopy(), false, problems);
  }

  private ObjectNode move(ObjectNode known, String status) {
    if (!List.of("ACTIVE", "ARCHIVED").contains(status)) {
      throw ApiErrors.postData("The Status " + status + " is not valid");
    }
    if (status.equals("ARCHIVED") && known.has("SystemAccount")) {
      throw new Invalid("Cannot archive System accounts");
    }
    ObjectNode next = known.deepCopy().put("Status", status);
    if (!next.equals(known)) {
      ledger.put(Kind.ACCOUNT, next);
    }
    return next;
  }

  private ObjectNode store(ObjectNode sent, ObjectNode next, boolean fresh, Problems problems) {
    details.copy(sent, next, fresh, problems);
    refuseTaken(next, "Code", problems);
    refuseTaken(next, "Name", problems);
    problems.refuse();
    ledger.put(Kind.ACCOUNT, next);
    return next;
  }

  /** Archived accounts keep what they are called. */
  private void refuseTaken(ObjectNode next, String field, Problems problems) {
    String id = next.path("AccountID").asString();
    String value = Indexes.key(next.path(field).asString(""));
    boolean taken =
        !value.isEmpty()
            && ledger
                .all(Kind.ACCOUNT)
                .filter(other -> !other.path("AccountID").asString().equals(id))
                .anyMatch(other -> Indexes.key(other.path(field).asString("")).equals(value));
    problems.errorIf(taken, "Please enter a unique " + field + ".");
  }

  /** Only what is neither Xero's own nor used may go. */
  ObjectNode delete(ObjectNode sent, Problems problems) {
    ObjectNode known = known(sent.path("AccountID").asString());
    problems.errorIf(known.has("SystemAccount"), "Cannot delete System accounts");
    problems.errorIf(
        new Usage(ledger).account(known),
        "This account cannot be deleted because it is used on a transaction. It can be archived.");
    problems.refuse();
    ledger.remove(Kind.ACCOUNT, known.path("AccountID").asString());
    return known
        .deepCopy()
        .put("Status", "DELETED")
        .put("UpdatedDateUTC", Ledger.moment(ledger.now()));
  }
}
