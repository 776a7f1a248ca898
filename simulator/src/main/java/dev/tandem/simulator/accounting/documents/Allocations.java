package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Applies credit notes, overpayments and prepayments to invoices, and takes that back. */
public final class Allocations {
  private final Ledger ledger;
  private final Settlement settlement;
  private final Kind kind;

  /** For credits of one kind. */
  public Allocations(Ledger ledger, Switches switches, Kind kind) {
    this.ledger = ledger;
    this.settlement = new Settlement(ledger, switches);
    this.kind = kind;
  }

  /** Applies a part of the credit. Xero calls the amount AppliedAmount in XML, Amount in JSON. */
  public ObjectNode apply(String creditId, ObjectNode sent, Problems problems) {
    ObjectNode credit = ledger.get(kind, creditId).orElseThrow();
    ObjectNode invoice = invoice(sent);
    BigDecimal amount =
        Fields.cents(
            Fields.number(sent, "Amount")
                .or(() -> Fields.number(sent, "AppliedAmount"))
                .orElse(BigDecimal.ZERO));
    LocalDate date = Fields.day(sent, "Date").orElseGet(() -> later(credit, invoice));
    refuse(credit, invoice, amount, problems);
    LockDates.check(ledger.organisation(), date, problems);
    problems.refuse();
    ObjectNode allocation =
        Json.object()
            .put("AllocationID", UUID.randomUUID().toString())
            .put("Amount", amount)
            .put("Date", date.toString())
            .put("_of", kind.name())
            .put("_credit", creditId)
            .put("IsDeleted", false);
    allocation.putObject("Invoice").put("InvoiceID", invoice.path("InvoiceID").asString());
    store(allocation);
    return allocation;
  }

  private ObjectNode invoice(ObjectNode sent) {
    ObjectNode named = sent.path("Invoice") instanceof ObjectNode object ? object : Json.object();
    Optional<ObjectNode> byId =
        Fields.said(named, "InvoiceID").flatMap(id -> ledger.get(Kind.INVOICE, Indexes.key(id)));
    return byId.or(() -> Fields.said(named, "InvoiceNumber").flatMap(this::byNumber))
        .orElseThrow(
            () ->
                new Invalid("The document with the supplied id was not found for this endpoint."));
  }

  private Optional<ObjectNode> byNumber(String number) {
    return ledger.find(Kind.INVOICE, "number", Indexes.key(number)).findFirst();
  }

  /** Xero: the later of the two documents' dates. */
  private static LocalDate later(ObjectNode credit, ObjectNode invoice) {
    LocalDate one = LocalDate.parse(credit.path("Date").asString());
    LocalDate other = LocalDate.parse(invoice.path("Date").asString());
    return one.isAfter(other) ? one : other;
  }

  private void refuse(ObjectNode credit, ObjectNode invoice, BigDecimal amount, Problems problems) {
    refuseStatus(credit, invoice, problems);
    refusePair(credit, invoice, problems);
    problems.errorIf(amount.signum() <= 0, "The allocation amount must be greater than zero");
    problems.errorIf(
        amount.compareTo(Fields.amount(invoice, "AmountDue")) > 0,
        noun() + " cannot be allocated as amount is greater than amount outstanding");
    problems.errorIf(
        amount.compareTo(Fields.amount(credit, "RemainingCredit")) > 0,
        noun()
            + " cannot be allocated as the allocation amount is greater than the amount remaining"
            + " on the "
            + noun());
  }

  private void refuseStatus(ObjectNode credit, ObjectNode invoice, Problems problems) {
    String of = invoice.path("Status").asString();
    String status = credit.path("Status").asString();
    problems.errorIf(
        of.equals("PAID"), "The invoice you are trying to allocate to has already been paid off");
    problems.errorIf(
        !of.equals("PAID") && !of.equals("AUTHORISED"),
        "Only AUTHORISED invoices can have allocations applied to them");
    problems.errorIf(
        !status.equals("PAID") && !status.equals("AUTHORISED"),
        "Only an AUTHORISED " + noun() + " can be allocated");
  }

  private void refusePair(ObjectNode credit, ObjectNode invoice, Problems problems) {
    boolean sameSide =
        DocumentType.sales(credit.path("Type").asString())
            == DocumentType.sales(invoice.path("Type").asString());
    problems.errorIf(!sameSide, noun() + " cannot be allocated to an incorrect invoice type");
    problems.errorIf(
        !credit.at("/Contact/ContactID").equals(invoice.at("/Contact/ContactID")),
        noun() + " cannot be allocated to an invoice of another contact");
    problems.errorIf(
        !credit.path("CurrencyCode").equals(invoice.path("CurrencyCode")),
        noun() + " cannot be allocated to an invoice in another currency");
  }

  private String noun() {
    return switch (kind) {
      case CREDIT_NOTE -> "Credit Note";
      case OVERPAYMENT -> "Overpayment";
      default -> "Prepayment";
    };
  }

  /** Takes an allocation back; empty when the credit has none with this id. */
  public Optional<ObjectNode> remove(String creditId, String allocationId, Problems problems) {
    Optional<ObjectNode> found =
        ledger
            .get(Kind.ALLOCATION, Indexes.key(allocationId))
            .filter(each -> each.path("_credit").asString().equals(creditId))
            .filter(each -> !each.path("IsDeleted").asBoolean(false));
    found.ifPresent(
        allocation -> {
          LocalDate date = LocalDate.parse(allocation.path("Date").asString());
          LockDates.check(ledger.organisation(), date, problems);
          problems.refuse();
          store(allocation.deepCopy().put("IsDeleted", true));
        });
    return found.flatMap(each -> ledger.get(Kind.ALLOCATION, Indexes.key(allocationId)));
  }

  private void store(ObjectNode allocation) {
    ledger.putUntold(Kind.ALLOCATION, allocation);
    settlement.afterAllocation(kind, allocation.path("_credit").asString());
    settlement.afterAllocation(Kind.INVOICE, allocation.at("/Invoice/InvoiceID").asString());
  }
}
