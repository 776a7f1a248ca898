package dev.tandem.books.refusals;

import dev.tandem.Browser;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientField;
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
  private final RealCauses causes;

  RefusalScene(ApplicationContext house, TestClock clock) {
    this.books = BooksRoom.open(house);
    this.owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    this.clock = clock;
    this.causes = new RealCauses(books, clock);
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

  /** Whether a rule of Xero's is behind it that is broken for it. */
  boolean caused(String entry) {
    return causes.knows(entry);
  }

  /** By the rule of Xero's behind it where Tandem can break that, else in Xero's words. */
  RecordRef provoke(Refusal entry) {
    RecordRef record = causes.of(entry.name()).orElseGet(() -> said(entry));
    books.settle();
    return record;
  }

  /** Xero says it of a new record of the kind that the entry is about, once. */
  private RecordRef said(Refusal entry) {
    String words =
        RefusalWords.of(entry.name()).orElse("Xero: " + String.join(" … ", entry.fragments()));
    Kind kind = kind(entry);
    if (entry.step() == Step.COMPARE) {
      InvoiceId there = books.invoice();
      books.settle();
      says(words, "POST", "Invoices");
      return causes.rewritten(there);
    }
    if (kind == Kind.PAYMENT) {
      InvoiceId paid = books.invoice();
      books.settle();
      says(words, "PUT", "Payments");
      return new RecordRef("payment", books.pay(paid, "10.00").value());
    }
    says(words, "PUT", kind == Kind.CLIENT ? "Contacts" : "Invoices");
    return kind == Kind.CLIENT
        ? causes.client(ClientField.NOTES, "")
        : entry.step() == Step.PART
            ? causes.invoice("200", "OUTPUT", "CONS", List.of(causes.region()))
            : new RecordRef("invoice", books.invoice().value());
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

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
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
      case IN_XERO, LOOK, MAPPING, CLIENT, MONEY -> {
        causes.putRight(entry.name());
        owner.submit(page + "/retry", Map.of());
      }
      case UNARCHIVE, SAME, GONE -> throw new AssertionError(entry + " has a journey of its own");
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
