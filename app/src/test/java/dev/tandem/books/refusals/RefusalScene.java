package dev.tandem.books.refusals;

import dev.tandem.Browser;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** A practice whose records Xero refuses, one after the other, and its owner who mends them. */
final class RefusalScene {

  private final BooksRoom books;
  private final Browser owner;
  private final TestClock clock;
  private int count;

  RefusalScene(ApplicationContext house, TestClock clock) {
    this.books = BooksRoom.open(house);
    this.owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    this.clock = clock;
    books.control("/_simulator/switches?name=unknown-tracking-is-dropped&on=false", "");
    books.control(
        books.organisation() + "/write?method=PUT&path=Items",
        "{\"Code\":\"CONS\",\"Name\":\"Consult\"}");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  void close() {
    books.control("/_simulator/switches/reset", "");
  }

  Browser owner() {
    return owner;
  }

  Outbox.Standing standing(RecordRef it) {
    return books.standing(it.kind(), it.id());
  }

  /** By the rule of Xero's behind it where Tandem can break that, else in Xero's words. */
  RecordRef provoke(Refusal entry) {
    RecordRef record =
        switch (entry.name()) {
          case "contact-email" -> client(ClientField.EMAIL, "zoë@example.com");
          case "contact-country" -> client(ClientField.COUNTRY, "Land 7");
          case "contact-name-characters" -> client(ClientField.FAMILY_NAME, "<Quill>");
          case "account-not-valid" -> invoice("999", "OUTPUT", "", List.of());
          case "tax-does-not-fit" -> invoice("200", "INPUT", "", List.of());
          case "tax-unknown" -> invoice("200", "NOPE", "", List.of());
          case "item-unknown" -> invoice("200", "OUTPUT", "NOPE", List.of());
          case "tracking-option" -> invoice("200", "OUTPUT", "", List.of(nowhere()));
          case "not-modifiable" -> changedTooLate(entry);
          case "has-payments-void" -> paidBeforeItIsVoided();
          default -> said(entry);
        };
    books.settle();
    return record;
  }

  private static Tracking nowhere() {
    return new Tracking("", "Region", "", "Nowhere");
  }

  private RecordRef client(ClientField field, String value) {
    ClientId id = books.add("Zoe" + ++count, "Ray");
    books.change(id, field, value);
    return new RecordRef("client", id.value());
  }

  private RecordRef invoice(String account, String tax, String item, List<Tracking> tracking) {
    LocalDate today = today();
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
                                    tracking)))));
    return ref(id);
  }

  private static RecordRef ref(InvoiceId id) {
    return new RecordRef("invoice", id.value());
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  /** Xero has moved on, and no reading has told it yet. */
  private RecordRef changedTooLate(Refusal entry) {
    InvoiceId id = books.invoice();
    books.settle();
    says(RefusalWords.of(entry.name()).orElseThrow(), "POST", "Invoices");
    rewrite(id);
    return ref(id);
  }

  private RecordRef paidBeforeItIsVoided() {
    InvoiceId id = books.invoice();
    books.settle();
    inXero(id, "/pay?amount=10");
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(id));
    return ref(id);
  }

  private void inXero(InvoiceId id, String act) {
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", id.value()) + act, "");
  }

  private void rewrite(InvoiceId id) {
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
  }

  /** Xero says it of a new record of the kind that the entry is about, once. */
  private RecordRef said(Refusal entry) {
    String words =
        RefusalWords.of(entry.name()).orElse("Xero: " + String.join(" … ", entry.fragments()));
    Kind kind = kind(entry);
    if (kind == Kind.PAYMENT) {
      InvoiceId paid = books.invoice();
      books.settle();
      says(words, "PUT", "Payments");
      return new RecordRef("payment", books.pay(paid, "10.00").value());
    }
    says(words, "PUT", kind == Kind.CLIENT ? "Contacts" : "Invoices");
    return kind == Kind.CLIENT
        ? client(ClientField.NOTES, "")
        : entry.step() == Step.PART
            ? invoice("200", "OUTPUT", goods(), List.of(region()))
            : ref(books.invoice());
  }

  private static Kind kind(Refusal entry) {
    if (!entry.kinds().isEmpty()) {
      return entry.kinds().iterator().next();
    }
    return entry.name().startsWith("contact-") && entry.step() != Step.CLIENT
        ? Kind.CLIENT
        : entry.name().startsWith("payment-") ? Kind.PAYMENT : Kind.INVOICE;
  }

  private void says(String words, String method, String collection) {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"400\",\"detail\":\"%s\",\"method\":\"%s\",\"path\":\"/api.xro/2.0/%s*\",\"count\":1}"
            .formatted(words.replace("\"", "\\\""), method, collection));
  }

  private String goods() {
    return books.in(
        () ->
            books.bean(Reference.class).items(BooksRoom.TENANT).stream()
                .filter(it -> it.active())
                .findFirst()
                .orElseThrow()
                .code());
  }

  private Tracking region() {
    return books.in(
        () ->
            books.bean(Reference.class).tracking(BooksRoom.TENANT).stream()
                .filter(it -> it.active())
                .map(it -> new Tracking(it.categoryId(), it.category(), it.id(), it.name()))
                .findFirst()
                .orElseThrow());
  }

  /** As a person does it, by the button that the refusal shows. */
  void mend(Refusal entry, RecordRef record) {
    String page = "/ledger/refusals/" + record.kind() + "/" + record.id();
    owner.get(page);
    switch (entry.step()) {
      case FIELD -> owner.submit(page + "/fields", Map.of(wrong(entry), right(entry)));
      case ACCOUNT, TAX -> {
        owner.get(page + "?account=260&tax=OUTPUT");
        owner.submit(page + "/lines", Map.of());
      }
      case PART -> owner.submit(page + "/part", Map.of("to", ""));
      case LINES -> correct(record);
      case NUMBER -> {
        owner.get("/invoices/" + record.id() + "/number");
        owner.submit("/invoices/" + record.id() + "/number", Map.of());
      }
      case DATE -> {
        owner.get(
            "/ledger/periods?record=%s:%s&act=move&day=%s"
                .formatted(record.kind(), record.id(), today().plusDays(1)));
        owner.submit("/ledger/periods/move", Map.of());
      }
      case COMPARE -> owner.submit(page + "/theirs", Map.of());
      case WHO -> whoItIs(record);
      case IN_XERO, LOOK, MAPPING, CLIENT, MONEY -> owner.submit(page + "/retry", Map.of());
      case UNARCHIVE, SAME -> throw new AssertionError(entry + " has a journey of its own");
    }
    books.settle();
  }

  private static String wrong(Refusal entry) {
    return entry.name().equals("contact-name-characters")
        ? "familyName"
        : entry.fields().getFirst();
  }

  private static String right(Refusal entry) {
    return switch (wrong(entry)) {
      case "email" -> "zoe@example.com";
      case "phone" -> "0491 570 156";
      case "country" -> "Australia";
      case "familyName" -> "Quill";
      default -> "Mended";
    };
  }

  private void whoItIs(RecordRef client) {
    String body = owner.get("/ledger/plan/clients/" + client.id()).body();
    Matcher form = Pattern.compile("action=\"(/ledger/plan/[^\"]*/clients/[^\"]*)\"").matcher(body);
    if (!form.find()) {
      throw new AssertionError("Nothing to say who it is with");
    }
    // A search form has the same address.
    owner.htmx(form.group(1), Map.of("choice", "create"));
  }

  /** In the invoice's own form, with all that stands in it. */
  private void correct(RecordRef invoice) {
    String body = owner.get("/invoices/" + invoice.id() + "/change").body();
    String action = "/invoices/" + invoice.id();
    var fields = new LinkedHashMap<String, String>();
    Matcher input =
        Pattern.compile(
                "<input[^>]*name=\"([^\"]+)\"[^>]*?value=\"([^\"]*)\"|<select[^>]*name=\"([^\"]+)\".*?</select>",
                Pattern.DOTALL)
            .matcher(body.substring(body.indexOf("action=\"" + action + "\"")));
    while (input.find()) {
      if (input.group(1) != null) {
        fields.putIfAbsent(input.group(1), HtmlUtils.htmlUnescape(input.group(2)));
      } else {
        Matcher chosen =
            Pattern.compile("<option[^>]*value=\"([^\"]*)\"[^>]*\\sselected")
                .matcher(input.group());
        fields.putIfAbsent(input.group(3), chosen.find() ? chosen.group(1) : "");
      }
    }
    fields.put("reference", "mended");
    fields.remove("more");
    Browser.Page saved = owner.submit(action, fields);
    if (saved.status() >= 400) {
      throw new AssertionError(
          Pattern.compile("(?:t-field-error|t-note-bad)[^>]*>([^<]*)")
                  .matcher(saved.body())
                  .results()
                  .map(it -> it.group(1))
                  .toList()
                  .toString()
              + fields);
    }
  }

  /** The counterpart, as the simulator has it. */
  boolean inXero(RecordRef record) {
    String id = standing(record).ledgerId();
    if (id == null) {
      return false;
    }
    return switch (Kind.of(record.kind())) {
      case CLIENT -> has("contacts", "ContactID", id);
      case INVOICE -> has("invoices", "InvoiceID", id) && sameTotal(new InvoiceId(record.id()), id);
      default -> has("payments", "PaymentID", id);
    };
  }

  private boolean sameTotal(InvoiceId ours, String id) {
    InvoiceView here = books.find(ours);
    BigDecimal there =
        new BigDecimal(
            books
                .records("invoices", it -> it.path("InvoiceID").asString("").equals(id))
                .getFirst()
                .path("Total")
                .asString());
    return here.status().name().equals("VOIDED") || here.total().compareTo(there) == 0;
  }

  private boolean has(String collection, String field, String id) {
    return !books.records(collection, it -> it.path(field).asString("").equals(id)).isEmpty();
  }
}
