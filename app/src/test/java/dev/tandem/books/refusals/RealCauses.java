package dev.tandem.books.refusals;

import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What people type here, and what a bookkeeper does over there, that a rule of Xero's refuses. */
final class RealCauses {

  private final BooksRoom books;
  private final Clock clock;
  private final Map<String, Supplier<RecordRef>> causes = new HashMap<>();
  private int count;

  RealCauses(BooksRoom books, Clock clock) {
    this.books = books;
    this.clock = clock;
    causes.put("contact-email", () -> client(ClientField.EMAIL, "zoë@example.com"));
    causes.put("contact-country", () -> client(ClientField.COUNTRY, "Land 7"));
    causes.put("contact-name-characters", () -> client(ClientField.FAMILY_NAME, "<Quill>"));
    causes.put("account-not-valid", () -> invoice("999", "OUTPUT", "", List.of()));
    causes.put("tax-does-not-fit", () -> invoice("200", "INPUT", "", List.of()));
    causes.put("tax-unknown", this::taxDeleted);
    causes.put("item-unknown", this::itemDeleted);
    causes.put("item-short", this::itemNotOnHand);
    causes.put("tracking-option", this::optionArchived);
    causes.put("currency", this::currencyRemoved);
    causes.put("number-in-use", this::numberTyped);
    causes.put("has-payments-void", this::paidBeforeItIsVoided);
    causes.put("not-modifiable", this::voidedBeforeItIsChanged);
  }

  /** Empty where no rule that Tandem can break is behind it. */
  Optional<RecordRef> of(String entry) {
    return Optional.ofNullable(causes.get(entry)).map(Supplier::get);
  }

  boolean knows(String entry) {
    return causes.containsKey(entry);
  }

  /** What the help says that somebody does in Xero. */
  void putRight(String entry) {
    if (entry.equals("currency")) {
      subscribe("EUR", "POST");
    }
  }

  RecordRef client(ClientField field, String value) {
    ClientId id = books.add("Zoe" + ++count, "Ray");
    books.change(id, field, value);
    return new RecordRef("client", id.value());
  }

  RecordRef invoice(String account, String tax, String item, List<Tracking> tracking) {
    return invoice(account, tax, item, tracking, null);
  }

  private RecordRef invoice(
      String account, String tax, String item, List<Tracking> tracking, @Nullable String currency) {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    InvoiceId id =
        books.in(
            () ->
                books
                    .bean(Billing.class)
                    .issue(
                        new InvoiceDetails(
                                books.room().client(),
                                null,
                                null,
                                today,
                                today.plusDays(14),
                                "",
                                LineAmounts.INCLUSIVE,
                                List.of(
                                    new LineDetails(
                                        "Consultation",
                                        BigDecimal.ONE,
                                        new BigDecimal("110.00"),
                                        account,
                                        tax,
                                        BigDecimal.TEN,
                                        null,
                                        item,
                                        null,
                                        tracking)))
                            .in(currency, null)));
    return ref(id);
  }

  private static RecordRef ref(InvoiceId id) {
    return new RecordRef("invoice", id.value());
  }

  private RecordRef taxDeleted() {
    String type =
        inXero(
                "PUT",
                "TaxRates",
                """
                {"Name":"Levy","ReportTaxType":"OUTPUT",
                 "TaxComponents":[{"Name":"Levy","Rate":10}]}""")
            .path("TaxType")
            .asString();
    read();
    inXero(
        "POST",
        "TaxRates",
        "{\"Name\":\"Levy\",\"TaxType\":\"%s\",\"Status\":\"DELETED\"}".formatted(type));
    return invoice("200", type, "", List.of());
  }

  private RecordRef itemDeleted() {
    String item =
        inXero("PUT", "Items", "{\"Code\":\"SPLINT\",\"Name\":\"Splint\"}")
            .path("ItemID")
            .asString();
    read();
    inXero("DELETE", "Items/" + item, "{}");
    return invoice("200", "OUTPUT", "SPLINT", List.of());
  }

  private RecordRef itemNotOnHand() {
    inXero(
        "PUT",
        "Items",
        """
        {"Code":"BRACE","Name":"Brace","InventoryAssetAccountCode":"630",
         "PurchaseDetails":{"COGSAccountCode":"310"}}""");
    read();
    return invoice("200", "OUTPUT", "BRACE", List.of());
  }

  private RecordRef optionArchived() {
    Tracking option = region();
    inXero(
        "POST",
        "TrackingCategories/%s/Options/%s".formatted(option.categoryId(), option.optionId()),
        "{\"Status\":\"ARCHIVED\"}");
    return invoice("200", "OUTPUT", "", List.of(option));
  }

  Tracking region() {
    return books.in(
        () ->
            books.bean(Reference.class).tracking(BooksRoom.TENANT).stream()
                .filter(it -> it.active())
                .map(it -> new Tracking(it.categoryId(), it.category(), it.id(), it.name()))
                .reduce((_, last) -> last)
                .orElseThrow());
  }

  private RecordRef currencyRemoved() {
    subscribe("EUR", "POST");
    read();
    subscribe("EUR", "DELETE");
    return invoice("200", "OUTPUT", "", List.of(), "EUR");
  }

  private void subscribe(String currency, String verb) {
    books.bean(TestXero.class).control(verb, books.organisation() + "/currencies?code=" + currency);
  }

  private RecordRef numberTyped() {
    InvoiceId id = books.invoice();
    books.control(
        books.organisation() + "/invoices",
        """
        {"Type":"ACCREC","InvoiceNumber":"%s","Contact":{"ContactID":"%s"},"Date":"2026-01-10",
         "DueDate":"2026-01-20","LineItems":[{"Description":"Theirs","Quantity":1,"UnitAmount":5,
         "AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(
                books.find(id).number(), books.ledgerId("client", books.room().client().value())));
    return ref(id);
  }

  /** Something that Xero is told of an invoice that it has. */
  RecordRef rewritten(InvoiceId id) {
    LineDetails it = books.find(id).lines().getFirst().details();
    books.rewrite(
        id,
        "",
        List.of(
            new LineDetails(
                it.description(),
                it.quantity(),
                new BigDecimal("220.00"),
                it.accountCode(),
                it.taxType(),
                it.taxRate(),
                it.service())));
    return ref(id);
  }

  /** No reading has told it yet. */
  private RecordRef paidBeforeItIsVoided() {
    InvoiceId id = books.justRead(books.invoice());
    there(id, "/pay?amount=10");
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(id));
    return ref(id);
  }

  /** Nor this. */
  private RecordRef voidedBeforeItIsChanged() {
    InvoiceId id = books.justRead(books.invoice());
    there(id, "/void");
    // Not its lines: those are laid over a reading, which would tell.
    books.rewrite(id, "Changed here", null);
    return ref(id);
  }

  private void there(InvoiceId id, String act) {
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", id.value()) + act, "");
  }

  /** As Xero's own user. */
  private JsonNode inXero(String method, String path, String json) {
    return books.control(books.organisation() + "/write?method=" + method + "&path=" + path, json);
  }

  private void read() {
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }
}
