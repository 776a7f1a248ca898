package dev.tandem.bench.lives;

import dev.tandem.bench.push.Practice;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteStatus;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Tandem says of invoices and what stands in Xero's books, record by record, to the cent. */
public final class BothSides {

  private static final String LIVING = "AUTHORISED";

  private final Practice practice;
  private final Billing billing;
  private final Credits credits;
  private final Advances advances;
  private final Outbox outbox;
  private final Map<String, JsonNode> invoices = new HashMap<>();
  private final Map<String, JsonNode> notes = new HashMap<>();

  /** By the ids by which they are known here. */
  private final Map<String, JsonNode> advancesThere = new HashMap<>();

  /** By the document that they are on. */
  private final Map<String, List<JsonNode>> payments = new HashMap<>();

  private final Set<String> met = new HashSet<>();
  private final List<Difference> differences = new ArrayList<>();
  private String about = "";
  private InvoiceId of = new InvoiceId(new UUID(0, 0));

  /**
   * One thing that is not the same on both sides.
   *
   * @param invoice the one that it was found with
   * @param what in Xero's words where it has one
   */
  public record Difference(
      InvoiceId invoice, String about, String what, Object ours, Object theirs) {

    @Override
    public String toString() {
      return "%s, %s: here %s, in Xero %s".formatted(about, what, ours, theirs);
    }
  }

  /**
   * @param books in Xero's shape
   */
  public BothSides(Practice practice, JsonNode books) {
    this.practice = practice;
    this.billing = practice.world().bean(Billing.class);
    this.credits = practice.world().bean(Credits.class);
    this.advances = practice.world().bean(Advances.class);
    this.outbox = practice.world().bean(Outbox.class);
    books.path("Invoices").forEach(it -> invoices.put(text(it, "InvoiceID"), it));
    books.path("CreditNotes").forEach(it -> notes.put(text(it, "CreditNoteID"), it));
    for (String sort : List.of("Overpayment", "Prepayment")) {
      books
          .path(sort + "s")
          .forEach(
              it ->
                  advancesThere.put(
                      sort.toLowerCase(Locale.ROOT) + "/" + text(it, sort + "ID"), it));
    }
    for (JsonNode it : books.path("Payments")) {
      if (text(it, "Status").equals(LIVING)) {
        payments
            .computeIfAbsent(text(it.path("Invoice"), "InvoiceID"), _ -> new ArrayList<>())
            .add(it);
      }
    }
  }

  /** None if both sides are equal. */
  public List<Difference> differences(Collection<InvoiceId> compared) {
    differences.clear();
    practice.run(
        () -> {
          compared.forEach(this::invoice);
          compared.stream()
              .map(it -> billing.find(it).billTo())
              .distinct()
              .flatMap(it -> advances.ofClient(it).stream())
              .forEach(this::advance);
        });
    return List.copyOf(differences);
  }

  private void invoice(InvoiceId id) {
    InvoiceView ours = billing.find(id);
    of = id;
    about = ours.number() == null ? "A draft" : ours.number();
    String there = outbox.standing(new RecordRef("invoice", id.value())).ledgerId();
    if (there == null) {
      same("in Xero", ours.number() == null || ours.status() == InvoiceStatus.VOIDED, true);
      same("of that number", 0L, count(ours.number()));
      credits.of(id).forEach(this::note);
      return;
    }
    met.add(there);
    JsonNode theirs = invoices.get(there);
    if (theirs == null) {
      same("in Xero", true, false);
      return;
    }
    same("of that number", 1L, count(ours.number()));
    same("Status", status(ours.status()), text(theirs, "Status").replace("DELETED", "VOIDED"));
    if (ours.status() != InvoiceStatus.VOIDED) {
      said(ours, theirs);
    }
    payments(ours, theirs);
    List<CreditNoteView> written = credits.of(id);
    same("what credits settle", settled(ours, written), settledThere(theirs));
    same("what deposits settle", drawn(ours), drawnThere(theirs));
    written.stream().filter(it -> it.invoice().equals(id)).forEach(this::note);
    credits.others(id).forEach(it -> met.add(it.ledgerId()));
  }

  private void said(InvoiceView ours, JsonNode theirs) {
    same("Reference", ours.reference(), text(theirs, "Reference"));
    same("DueDate", ours.dueDate().toString(), text(theirs, "DueDateString").substring(0, 10));
    same("lines", ours.lines().size(), theirs.path("LineItems").size());
    for (int i = 0; i < Math.min(ours.lines().size(), theirs.path("LineItems").size()); i++) {
      JsonNode line = theirs.path("LineItems").path(i);
      var it = ours.lines().get(i);
      same("line " + (i + 1), it.details().description(), text(line, "Description"));
      money("LineAmount", it.amount(), line);
      money("TaxAmount", it.tax(), line);
    }
    money("Total", ours.total(), theirs);
    money("SubTotal", ours.subtotal(), theirs);
    money("TotalTax", ours.tax(), theirs);
    money("AmountPaid", ours.paid(), theirs);
    money("AmountCredited", ours.credited(), theirs);
    money("AmountDue", ours.due(), theirs);
  }

  private void payments(InvoiceView ours, JsonNode theirs) {
    same(
        "payments",
        ours.standingPayments().stream()
            .collect(Collectors.toMap(it -> known(it.ledgerId()), BothSides::plain, (a, _) -> a)),
        living(text(theirs, "InvoiceID")));
  }

  private static String plain(PaymentView it) {
    return plain(it.amount());
  }

  private Map<String, String> living(String document) {
    Map<String, String> all = new TreeMap<>();
    for (JsonNode it : payments.getOrDefault(document, List.of())) {
      met.add(text(it, "PaymentID"));
      all.put(text(it, "PaymentID"), plain(amount(it, "Amount")));
    }
    return all;
  }

  /** By the ledger's ids of the credit notes. */
  private Map<String, String> settled(InvoiceView invoice, List<CreditNoteView> written) {
    Map<String, BigDecimal> all = new TreeMap<>();
    for (CreditNoteView note : written) {
      note.allocations().stream()
          .filter(it -> !it.removed() && invoice.id().equals(it.invoice()))
          .forEach(it -> all.merge(known(note.ledgerId()), it.amount(), BigDecimal::add));
    }
    credits.others(invoice.id()).stream()
        .filter(it -> !advancesThere.containsKey(it.ledgerId()))
        .forEach(it -> all.merge(it.ledgerId(), it.amount(), BigDecimal::add));
    return plain(all);
  }

  private static Map<String, String> settledThere(JsonNode theirs) {
    Map<String, BigDecimal> all = new TreeMap<>();
    theirs
        .path("CreditNotes")
        .forEach(
            it ->
                all.merge(text(it, "CreditNoteID"), amount(it, "AppliedAmount"), BigDecimal::add));
    return plain(all);
  }

  /** By the ledger's ids of the deposits. */
  private Map<String, String> drawn(InvoiceView invoice) {
    Map<String, BigDecimal> all = new TreeMap<>();
    for (AdvanceView advance : advances.settling(invoice.id())) {
      advance.allocations().stream()
          .filter(it -> !it.removed() && invoice.id().equals(it.invoice()))
          .map(AllocationView::amount)
          .forEach(it -> all.merge(known(advance.ledgerId()), it, BigDecimal::add));
    }
    credits.others(invoice.id()).stream()
        .filter(it -> advancesThere.containsKey(it.ledgerId()))
        .forEach(it -> all.merge(it.ledgerId(), it.amount(), BigDecimal::add));
    return plain(all);
  }

  private static Map<String, String> drawnThere(JsonNode theirs) {
    Map<String, BigDecimal> all = new TreeMap<>();
    for (String sort : List.of("Overpayment", "Prepayment")) {
      for (JsonNode it : theirs.path(sort + "s")) {
        all.merge(
            sort.toLowerCase(Locale.ROOT) + "/" + text(it, sort + "ID"),
            amount(it, "AppliedAmount"),
            BigDecimal::add);
      }
    }
    return plain(all);
  }

  private static Map<String, String> plain(Map<String, BigDecimal> amounts) {
    Map<String, String> plain = new TreeMap<>();
    amounts.forEach((key, amount) -> plain.put(key, plain(amount)));
    return plain;
  }

  private void note(CreditNoteView ours) {
    about = ours.number();
    JsonNode theirs = ours.ledgerId() == null ? null : notes.get(ours.ledgerId());
    if (theirs == null) {
      same("in Xero", ours.status() == CreditNoteStatus.VOIDED, true);
      return;
    }
    met.add(text(theirs, "CreditNoteID"));
    same("number", ours.number(), text(theirs, "CreditNoteNumber"));
    same("Status", status(ours.status()), text(theirs, "Status"));
    money("Total", ours.total(), theirs);
    money("TotalTax", ours.tax(), theirs);
    money("RemainingCredit", ours.remaining(), theirs);
    same(
        "refunds",
        ours.refunds().stream()
            .filter(it -> !it.removed())
            .collect(Collectors.toMap(it -> known(it.ledgerId()), BothSides::plain, (a, _) -> a)),
        living(text(theirs, "CreditNoteID")));
  }

  private void advance(AdvanceView ours) {
    about = "The %s of %s".formatted(ours.word(), plain(ours.amount()));
    String id = ours.ledgerId();
    JsonNode theirs = id == null ? null : advancesThere.get(id);
    if (id == null || theirs == null) {
      same("in Xero", ours.removed(), true);
      return;
    }
    same("once here", true, met.add(id));
    same("removed", ours.removed(), text(theirs, "Status").equals("VOIDED"));
    money("Total", ours.amount(), theirs);
    money("RemainingCredit", ours.remaining(), theirs);
    same(
        "refunds",
        ours.refunds().stream()
            .filter(it -> !it.removed())
            .collect(Collectors.toMap(it -> known(it.ledgerId()), BothSides::plain, (a, _) -> a)),
        living(id.substring(id.indexOf('/') + 1)));
  }

  private static String plain(RefundView it) {
    return plain(it.amount());
  }

  /** Records of nobody over there, and records here that are not in step. */
  List<String> others() {
    var found = new ArrayList<>(nobodys());
    practice.run(
        () ->
            outbox
                .list(null, 1, 1_000)
                .forEach(
                    it ->
                        found.add("%s is %s: %s".formatted(it.record(), it.state(), it.reason()))));
    return found;
  }

  /** Records over there of which nothing that was compared knows. */
  public List<String> nobodys() {
    var found = new ArrayList<String>();
    invoices.keySet().stream()
        .filter(it -> !met.contains(it))
        .forEach(it -> found.add("Nobody's invoice in Xero: " + invoices.get(it)));
    notes.keySet().stream()
        .filter(it -> !met.contains(it))
        .forEach(it -> found.add("Nobody's credit note in Xero: " + notes.get(it)));
    advancesThere.keySet().stream()
        .filter(it -> !met.contains(it))
        .forEach(it -> found.add("Nobody's deposit in Xero: " + advancesThere.get(it)));
    payments.values().stream()
        .flatMap(List::stream)
        .filter(it -> !met.contains(text(it, "PaymentID")))
        .forEach(it -> found.add("Nobody's payment in Xero: " + it));
    return found;
  }

  private long count(@Nullable String number) {
    return number == null
        ? 0
        : invoices.values().stream().filter(it -> text(it, "InvoiceNumber").equals(number)).count();
  }

  private static String status(InvoiceStatus it) {
    return it == InvoiceStatus.APPROVED ? LIVING : it.name();
  }

  private static String status(CreditNoteStatus it) {
    return it == CreditNoteStatus.APPROVED ? LIVING : it.name();
  }

  private static String known(@Nullable String ledgerId) {
    return ledgerId == null ? "not known there" : ledgerId;
  }

  private void same(String what, Object ours, Object theirs) {
    if (!Objects.equals(ours, theirs)) {
      differences.add(new Difference(of, about, what, ours, theirs));
    }
  }

  private void money(String field, BigDecimal ours, JsonNode theirs) {
    same(field, plain(ours), plain(amount(theirs, field)));
  }

  private static String plain(BigDecimal amount) {
    return amount.setScale(2).toPlainString();
  }

  private static BigDecimal amount(JsonNode record, String field) {
    return record.path(field).decimalValue(BigDecimal.ZERO);
  }

  private static String text(JsonNode record, String field) {
    return record.path(field).asString("");
  }
}
