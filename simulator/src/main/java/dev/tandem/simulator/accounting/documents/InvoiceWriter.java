package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Creates and changes invoices by Xero's rules. */
public final class InvoiceWriter {
  private final Ledger ledger;
  private final Switches switches;
  private final InvoiceNumbers numbers;
  private final DocumentContact contacts;
  private final LineRules lineRules;
  private final LineItems lines;
  private final String clientId;

  public InvoiceWriter(Ledger ledger, Switches switches, int unitDecimals, String clientId) {
    this.ledger = ledger;
    this.switches = switches;
    this.clientId = clientId;
    this.numbers = new InvoiceNumbers(ledger, switches);
    this.contacts = new DocumentContact(ledger);
    this.lineRules = new LineRules(ledger);
    this.lines = new LineItems(new LineMath(ledger, switches.halves(), unitDecimals), lineRules);
  }

  /** PUT: makes a new invoice, never touches an existing one. */
  public ObjectNode create(ObjectNode sent, Problems problems) {
    ObjectNode next =
        Json.object()
            .put("Type", type(sent))
            .put("InvoiceID", UUID.randomUUID().toString())
            .put("InvoiceNumber", "")
            .put("Reference", "")
            .put("_app", clientId);
    next.putArray("Payments");
    next.putArray("CreditNotes");
    next.putArray("Prepayments");
    next.putArray("Overpayments");
    next.put("AmountDue", new BigDecimal("0.00"))
        .put("AmountPaid", new BigDecimal("0.00"))
        .put("AmountCredited", new BigDecimal("0.00"))
        .put("SentToContact", false)
        .put("CurrencyRate", BigDecimal.ONE)
        .put("HasAttachments", false);
    return write(sent, Json.object(), next, problems);
  }

  /** POST: changes the invoice it names by id or sales number, else makes one. */
  public ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<ObjectNode> found = find(sent);
    return found.isPresent()
        ? write(sent, found.get(), found.get().deepCopy(), problems)
        : create(sent, problems);
  }

  private Optional<ObjectNode> find(ObjectNode sent) {
    Optional<String> id = Fields.said(sent, "InvoiceID");
    if (id.isPresent()) {
      Optional<ObjectNode> found = ledger.get(Kind.INVOICE, Indexes.key(id.get()));
      if (found.isEmpty()) {
        throw new Invalid("The document with the supplied id was not found for this endpoint.");
      }
      return found;
    }
    return sent.path("Type").asString("ACCREC").equals("ACCREC")
        ? Fields.said(sent, "InvoiceNumber").flatMap(numbers::holder)
        : Optional.empty();
  }

  private static String type(ObjectNode sent) {
    String type = sent.path("Type").asString("");
    if (!Set.of("ACCREC", "ACCPAY").contains(type)) {
      throw new Invalid("Invoice Type must be specified: ACCREC or ACCPAY");
    }
    return type;
  }

  private ObjectNode write(ObjectNode sent, ObjectNode before, ObjectNode next, Problems problems) {
    boolean fresh = before.isEmpty();
    String status =
        InvoiceStatus.next(
            before.path("Status").asString(""), sent.path("Status").asString("").strip());
    if (status.equals("DELETED") || status.equals("VOIDED")) {
      return end(before, next, status, problems);
    }
    copyHead(sent, next, problems);
    ObjectNode contact = copyContact(sent, next, fresh, problems);
    copyLines(sent, next, fresh, problems);
    next.put("Status", status);
    check(next, problems);
    if (!fresh) {
      InvoiceEdits.refuseForbidden(before, next, ledger.organisation(), problems);
    }
    problems.refuse();
    settleIfNothingIsDue(next);
    store(before, next);
    contacts.mark(contact, next.path("Type").asString());
    return next;
  }

  private ObjectNode end(ObjectNode before, ObjectNode next, String status, Problems problems) {
    if (InvoiceEdits.settled(before)) {
      throw new Invalid(InvoiceEdits.HAS_PAYMENTS);
    }
    if (status.equals("VOIDED")) {
      LockDates.check(
          ledger.organisation(), LocalDate.parse(before.path("Date").asString()), problems);
      problems.refuse();
    }
    ledger.put(Kind.INVOICE, next.put("Status", status));
    return next;
  }

  private void copyHead(ObjectNode sent, ObjectNode next, Problems problems) {
    numbers.copy(sent, next, problems);
    if (next.path("Type").asString().equals("ACCREC")) {
      Fields.copyText(sent, next, "Reference", 255, problems);
    }
    Fields.copyText(sent, next, "Url", 2048, problems);
    Fields.copyText(sent, next, "BrandingThemeID", 36, problems);
    LocalDate date =
        Fields.day(sent, "Date")
            .or(() -> Fields.said(next, "Date").map(LocalDate::parse))
            .orElseGet(ledger::today);
    next.put("Date", date.toString());
    for (String name : new String[] {"DueDate", "ExpectedPaymentDate", "PlannedPaymentDate"}) {
      Fields.day(sent, name).ifPresent(day -> next.put(name, day.toString()));
    }
    copyModes(sent, next);
    copyCurrency(sent, next, problems);
    copySentFlag(sent, next, problems);
  }

  private static void copyModes(ObjectNode sent, ObjectNode next) {
    String mode = Fields.said(sent, "LineAmountTypes").orElse("");
    if (!mode.isEmpty() && !Set.of("Exclusive", "Inclusive", "NoTax").contains(mode)) {
      throw ApiErrors.postData("The LineAmountTypes " + mode + " is not valid");
    }
    if (!mode.isEmpty() || !next.has("LineAmountTypes")) {
      next.put("LineAmountTypes", mode.isEmpty() ? "Exclusive" : mode);
    }
  }

  private void copyCurrency(ObjectNode sent, ObjectNode next, Problems problems) {
    String base = ledger.organisation().path("BaseCurrency").asString();
    String currency =
        Fields.said(sent, "CurrencyCode").orElse(next.path("CurrencyCode").asString(base));
    boolean known = currency.equals(base) || ledger.currencies().contains(currency);
    problems.errorIf(!known, "Organisation is not subscribed to currency " + currency);
    next.put("CurrencyCode", currency);
  }

  private static void copySentFlag(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.flag(sent, "SentToContact")
        .ifPresent(
            flag -> {
              String status =
                  Fields.said(sent, "Status").orElse(next.path("Status").asString("DRAFT"));
              if (flag && !InvoiceStatus.approved(status)) {
                problems.warn("Only AUTHORISED invoices may have SentToContact updated.");
              } else {
                next.put("SentToContact", flag);
              }
            });
  }

  private ObjectNode copyContact(
      ObjectNode sent, ObjectNode next, boolean fresh, Problems problems) {
    if (!fresh && !Fields.present(sent, "Contact")) {
      return (ObjectNode) next.path("Contact");
    }
    ObjectNode contact = contacts.resolve(sent, problems);
    next.putObject("Contact").put("ContactID", contact.path("ContactID").asString());
    return contact;
  }

  private void copyLines(ObjectNode sent, ObjectNode next, boolean fresh, Problems problems) {
    if (sent.path("LineItems").isArray()) {
      next.set(
          "LineItems", lines.merge(sent.path("LineItems"), next.path("LineItems"), next, problems));
    } else if (fresh) {
      next.putArray("LineItems");
    } else if (Fields.present(sent, "LineAmountTypes")) {
      next.set("LineItems", lines.again(next.path("LineItems"), next, problems));
    }
    Totals.add(next);
    if (sent.path("LineItems").isArray()) {
      Totals.compare(sent, next, problems);
    }
  }

  private void check(ObjectNode next, Problems problems) {
    lineRules.suit(next, problems);
    String status = next.path("Status").asString();
    if (!status.equals("DRAFT")) {
      lineRules.complete(next, problems);
      checkDueDate(next, problems);
      problems.errorIf(
          Fields.amount(next, "Total").signum() < 0,
          "The total for this document must be positive");
    }
    if (status.equals("AUTHORISED")) {
      LockDates.check(
          ledger.organisation(), LocalDate.parse(next.path("Date").asString()), problems);
    }
  }

  private void checkDueDate(ObjectNode next, Problems problems) {
    if (next.has("DueDate")) {
      return;
    }
    if (switches.is(Switch.DUE_DATE_REQUIRED)) {
      problems.error("Due Date cannot be empty");
    } else {
      next.put("DueDate", next.path("Date").asString());
    }
  }

  private void settleIfNothingIsDue(ObjectNode next) {
    boolean free =
        Fields.amount(next, "Total").signum() == 0 && switches.is(Switch.ZERO_TOTAL_IS_PAID);
    if (free && next.path("Status").asString().equals("AUTHORISED")) {
      next.put("Status", "PAID").put("FullyPaidOnDate", next.path("Date").asString());
    }
  }

  private void store(ObjectNode before, ObjectNode next) {
    if (InvoiceEdits.movesNoDate(before, next)) {
      ledger.putQuietly(Kind.INVOICE, next);
    } else {
      ledger.put(Kind.INVOICE, next);
    }
  }
}
