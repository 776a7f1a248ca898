package dev.tandem.simulator.control;

import dev.tandem.simulator.accounting.BookFiller;
import dev.tandem.simulator.accounting.Toucher;
import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.accounting.money.BankStatement;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code /_simulator/organisations/…}: which there are, and their books. */
public final class OrganisationControls {
  private static final String ORGANISATION = "organisations/{tenant}";
  private static final String BOOKS = "Books";
  private static final Schema XERO_ORGANISATION = Schema.xero("Organisation");
  private static final Schema CONTACT = Schema.xero("Contact");
  private static final Schema INVOICE = Schema.xero("Invoice");
  private static final Schema PAYMENT = Schema.xero("Payment");
  private static final Schema LISTED =
      Schema.object("Organisation")
          .with("tenantId", Schema.id(), "as in the xero-tenant-id header")
          .with("name", Schema.text(), "as apps show it")
          .with("country", Schema.text(), "two letters")
          .with("currency", Schema.text(), "its base currency")
          .with("demo", Schema.flag(), "whether Xero calls it a demo company")
          .with("plan", Schema.text(), "Xero's Organisation.Class");
  private static final Schema LINE =
      Schema.object("BankLine")
          .with("date", Schema.text(), "its day")
          .with("account", Schema.text(), "the account's name")
          .with("kind", Schema.oneOf("batch", "payment", "transaction"), "what it is of")
          .with("id", Schema.id(), "that record's")
          .with("reference", Schema.text(), "as somebody wrote it")
          .with("amount", Schema.number(), "less than zero if it went out")
          .with("payments", Schema.integer(), "how many payments it is of");

  private final Ledgers ledgers;
  private final Function<Ledger, UserDesk> desks;

  public OrganisationControls(Ledgers ledgers, Function<Ledger, UserDesk> desks) {
    this.ledgers = ledgers;
    this.desks = desks;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations
        .get(
            "organisations",
            Operation.of(BOOKS, "The organisations").answers(Schema.list(LISTED), "all of them"),
            request -> organisations())
        .post(
            "organisations",
            Operation.of(BOOKS, "Open one more organisation, or several")
                .detail("With the chart of accounts and the tax rates of its country.")
                .takes("country", Schema.oneOf(countries()), "AU if left out")
                .takes("name", Schema.text(), "numbered if there are several")
                .takes("currency", Schema.text(), "its base currency, the country's if left out")
                .takes("demo", Schema.flag(), "whether Xero calls it a demo company, true if not")
                .takes("plan", Schema.text(), "Xero's Organisation.Class, STARTER for instance")
                .takes("tenant", Schema.id(), "its tenant id, a new one if left out")
                .takes("count", Schema.integer(1, 1_000).otherwise(1), "how many")
                .answers(Schema.list(LISTED), "those that were opened"),
            this::open)
        .post(
            ORGANISATION + "/fill",
            Operation.of(BOOKS, "Fill the books with invented contacts and invoices")
                .detail("For work on speed: about ten thousand a second. No webhook tells of them.")
                .takes("contacts", Schema.integer(0, 1_000_000), "so many more")
                .takes("invoices", Schema.integer(0, 1_000_000), "so many more, approved sales")
                .answers(
                    Schema.object("Counts")
                        .with("contacts", Schema.integer(), "in the books now")
                        .with("invoices", Schema.integer(), "in the books now"),
                    "how many there are"),
            this::fill)
        .post(
            ORGANISATION + "/touch",
            Operation.of(BOOKS, "Edit many records, each several times, in any order")
                .detail(
                    "For work on speed: of contacts the company number, of open sales invoices the"
                        + " reference. A webhook tells of each edit.")
                .takes("collection", Schema.oneOf("Contacts", "Invoices"), "Invoices if left out")
                .takes("count", Schema.integer(1, 100_000).otherwise(1), "how many records")
                .takes("times", Schema.integer(1, 1_000).otherwise(1), "how often each")
                .takes("seed", Schema.integer(), "of the order")
                .answers(
                    Schema.object("Edits").with("edits", Schema.integer(), "that were made"),
                    "how many there were"),
            this::touch)
        .get(
            ORGANISATION + "/books",
            Operation.of(BOOKS, "Everything in an organisation's books")
                .answers(
                    Schema.object("Books")
                        .with("Organisation", XERO_ORGANISATION, "the organisation")
                        .with("Contacts", Schema.list(CONTACT), "also archived ones")
                        .with("Invoices", Schema.list(INVOICE), "also voided ones")
                        .with("Payments", Schema.list(PAYMENT), "also deleted ones"),
                    "in Xero's own shape"),
            request -> Response.json(200, desk(request).books()))
        .get(
            ORGANISATION + "/bank",
            Operation.of(BOOKS, "What an organisation's bank accounts show")
                .detail("One line for each payment, and one only for all payments of a batch.")
                .answers(Schema.list(LINE), "by day, then account"),
            request -> Response.json(200, new BankStatement(ledger(request)).shown()));
  }

  private Response organisations() {
    return listed(ledgers.all());
  }

  private static Response listed(List<Ledger> organisations) {
    var list = Json.array();
    for (Ledger ledger : organisations) {
      list.addObject()
          .put("tenantId", ledger.tenantId())
          .put("name", ledger.name())
          .put("country", ledger.organisation().path("CountryCode").asString(""))
          .put("currency", ledger.organisation().path("BaseCurrency").asString(""))
          .put("demo", ledger.organisation().path("IsDemoCompany").asBoolean(false))
          .put("plan", ledger.organisation().path("Class").asString(""));
    }
    return Response.json(200, list);
  }

  private static String[] countries() {
    return new String[] {"AU", "NZ", "UK", "GB", "US"};
  }

  private Response open(Request request) {
    try {
      int count = (int) request.query().number("count", 1);
      List<Ledger> opened = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        opened.add(ledgers.found(Wanted.organisation(request.query(), count, i)));
      }
      return listed(opened);
    } catch (IllegalArgumentException wrong) {
      throw refused(400, String.valueOf(wrong.getMessage()));
    }
  }

  private Response fill(Request request) {
    Ledger ledger = ledger(request);
    try {
      new BookFiller(ledger, desks.apply(ledger))
          .fill(
              (int) request.query().number("contacts", 0),
              (int) request.query().number("invoices", 0));
    } catch (UserDesk.Refused refused) {
      throw refused(400, String.valueOf(refused.getMessage()));
    }
    return Response.json(
        200,
        Json.object()
            .put("contacts", ledger.count(Kind.CONTACT))
            .put("invoices", ledger.count(Kind.INVOICE)));
  }

  private Response touch(Request request) {
    Ledger ledger = ledger(request);
    boolean contacts = request.query().get("collection").orElse("").equals("Contacts");
    try {
      int edits =
          new Toucher(ledger, desks.apply(ledger))
              .touch(
                  contacts ? Kind.CONTACT : Kind.INVOICE,
                  (int) request.query().number("count", 1),
                  (int) request.query().number("times", 1),
                  request.query().number("seed", 42));
      return Response.json(200, Json.object().put("edits", edits));
    } catch (UserDesk.Refused refused) {
      throw refused(400, String.valueOf(refused.getMessage()));
    }
  }

  private UserDesk desk(Request request) {
    return desks.apply(ledger(request));
  }

  private Ledger ledger(Request request) {
    return ledgers
        .get(request.variable("tenant"))
        .orElseThrow(() -> refused(404, "There is no such organisation"));
  }

  private static Refusal refused(int status, String why) {
    return new Refusal(Response.json(status, Json.object().put("error", why)));
  }
}
