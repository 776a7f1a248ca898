package dev.tandem.simulator.control;

import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/organisations/{tenant}/…}: acting as the Xero user. */
public final class UserControls {
  private static final String ORGANISATION = "organisations/{tenant}";
  private static final String USER = "Acting as Xero's user";
  private static final Schema XERO_ORGANISATION = Schema.xero("Organisation");
  private static final Schema CONTACT = Schema.xero("Contact");
  private static final Schema INVOICE = Schema.xero("Invoice");
  private static final Schema PAYMENT = Schema.xero("Payment");

  private final Ledgers ledgers;
  private final Function<Ledger, UserDesk> desks;

  /** By id. */
  private final Map<String, ObjectNode> vanished = new ConcurrentHashMap<>();

  public UserControls(Ledgers ledgers, Function<Ledger, UserDesk> desks) {
    this.ledgers = ledgers;
    this.desks = desks;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    addSettings(operations);
    addContacts(operations);
    addInvoices(operations);
    operations
        .post(
            ORGANISATION + "/write",
            Operation.of(USER, "Any other write of the accounting API, without an app")
                .detail(
                    "Everything that Xero's user does and the API knows, under the API's rules:"
                        + " method=PUT, path=CreditNotes for instance.")
                .needs("method", Schema.oneOf("PUT", "POST", "DELETE"), "as an app would send it")
                .needs("path", Schema.text(), "after /api.xro/2.0/, CreditNotes for instance")
                .optionalBody(Schema.object("XeroRecord"), "one record in Xero's shape")
                .answers(Schema.object("XeroRecord"), "the record"),
            acting(UserControls::write))
        .post(
            ORGANISATION + "/vanish",
            Operation.of(USER, "Take a record out without a trace, or bring it back")
                .detail(
                    "Neither Xero's user nor an app can do that: it stands for what Xero's own"
                        + " people do. No event tells of it, and nothing that names it changes.")
                .needs("collection", Schema.text(), "Invoices for instance")
                .needs("id", Schema.text(), "the record's id")
                .takes("back", Schema.flag(), "bring it back as it was")
                .answers(Schema.object("XeroRecord"), "the record as it is stored"),
            acting(this::vanish));
  }

  private ObjectNode vanish(UserDesk desk, Request request) {
    String id = request.query().get("id", "");
    Kind kind =
        Stream.of(Kind.values())
            .filter(it -> it.collection().equals(request.query().get("collection", "")))
            .findFirst()
            .orElseThrow(() -> new UserDesk.Refused("There is no such collection"));
    if (request.query().flag("back")) {
      ObjectNode record = vanished.remove(id);
      if (record == null) {
        throw new UserDesk.Refused("It has not vanished");
      }
      return desk.bringBack(kind, record);
    }
    ObjectNode record = desk.takeOut(kind, id);
    vanished.put(id, record);
    return record;
  }

  private static ObjectNode write(UserDesk desk, Request request) {
    String path = request.query().get("path", "").replaceFirst("^/+(api.xro/2.0/)?", "");
    ObjectNode record = request.body().length == 0 ? Json.object() : body(request);
    return desk.write(request.query().get("method", "").toUpperCase(Locale.ROOT), path, record);
  }

  private void addSettings(Operations operations) {
    operations
        .post(
            ORGANISATION + "/lock",
            Operation.of(USER, "Lock the books up to a day, or unlock them")
                .takes("date", Schema.day(), "the last locked day; without it nothing is locked")
                .answers(XERO_ORGANISATION, "the organisation"),
            acting(
                (desk, request) ->
                    desk.settings().lockPeriod(request.query().get("date").orElse(null))))
        .post(
            ORGANISATION + "/lock-year",
            Operation.of(USER, "Lock the year up to a day, or unlock it")
                .takes("date", Schema.day(), "the last locked day; without it nothing is locked")
                .answers(XERO_ORGANISATION, "the organisation"),
            acting(
                (desk, request) ->
                    desk.settings().lockYear(request.query().get("date").orElse(null))))
        .post(
            ORGANISATION + "/currencies",
            Operation.of(USER, "Subscribe the organisation to another currency")
                .needs("code", Schema.text(), "three letters, USD for instance")
                .answers(XERO_ORGANISATION, "the organisation"),
            acting((desk, request) -> desk.settings().addCurrency(request.query().get("code", ""))))
        .delete(
            ORGANISATION + "/currencies",
            Operation.of(USER, "Remove a currency in which nothing is written")
                .needs("code", Schema.text(), "three letters, USD for instance")
                .answers(XERO_ORGANISATION, "the organisation"),
            acting(
                (desk, request) -> desk.settings().removeCurrency(request.query().get("code", ""))))
        .post(
            ORGANISATION + "/approval-limit",
            Operation.of(USER, "Put the organisation on a plan that limits what can be approved")
                .detail("As Xero's cheapest plans do, a calendar month. Left out: no limit.")
                .takes("invoices", Schema.integer(0, 1_000_000), "sales invoices a month")
                .takes("bills", Schema.integer(0, 1_000_000), "bills a month")
                .answers(XERO_ORGANISATION, "the organisation"),
            acting(
                (desk, request) ->
                    desk.settings()
                        .limitApprovals(limit(request, "invoices"), limit(request, "bills"))))
        .post(
            ORGANISATION + "/demo",
            Operation.of(USER, "Say whether Xero calls it a demo company")
                .needs("is", Schema.flag(), "whether it is one")
                .answers(XERO_ORGANISATION, "the organisation"),
            acting((desk, request) -> desk.settings().demoCompany(request.query().flag("is"))));
  }

  private void addContacts(Operations operations) {
    operations
        .post(
            ORGANISATION + "/contacts",
            Operation.of(USER, "Add a contact")
                .body(CONTACT, "its fields in Xero's shape")
                .answers(CONTACT, "the contact"),
            acting((desk, request) -> desk.newContact(body(request))))
        .post(
            ORGANISATION + "/contacts/{id}",
            Operation.of(USER, "Edit a contact")
                .body(CONTACT, "the fields to change")
                .answers(CONTACT, "the contact"),
            acting((desk, request) -> desk.editContact(request.variable("id"), body(request))))
        .post(
            ORGANISATION + "/contacts/{id}/archive",
            Operation.of(USER, "Archive a contact").answers(CONTACT, "the contact"),
            acting((desk, request) -> desk.archiveContact(request.variable("id"))))
        .post(
            ORGANISATION + "/contacts/{id}/restore",
            Operation.of(USER, "Bring an archived contact back").answers(CONTACT, "the contact"),
            acting((desk, request) -> desk.restoreContact(request.variable("id"))))
        .post(
            ORGANISATION + "/contacts/{id}/merge",
            Operation.of(USER, "Merge a contact into another one")
                .detail(
                    "Its documents move; it is archived and says in MergedToContactID where to."
                        + " Apps cannot do this.")
                .needs("into", Schema.text(), "the contact that stays: its id or number")
                .answers(CONTACT, "the contact that was merged away"),
            acting(
                (desk, request) ->
                    desk.mergeContact(request.variable("id"), request.query().get("into", ""))));
  }

  private void addInvoices(Operations operations) {
    operations
        .post(
            ORGANISATION + "/invoices",
            Operation.of(USER, "Add an invoice or a bill")
                .body(INVOICE, "its fields in Xero's shape")
                .answers(INVOICE, "the invoice"),
            acting((desk, request) -> desk.newInvoice(body(request))))
        .post(
            ORGANISATION + "/invoices/{id}",
            Operation.of(USER, "Edit an invoice or a bill")
                .body(INVOICE, "the fields to change")
                .answers(INVOICE, "the invoice"),
            acting((desk, request) -> desk.editInvoice(request.variable("id"), body(request))))
        .post(
            ORGANISATION + "/invoices/{id}/pay",
            Operation.of(USER, "Pay an invoice")
                .takes("amount", Schema.number(), "a part; without it everything that is due")
                .takes("reference", Schema.text(), "what the payment says")
                .answers(PAYMENT, "the payment"),
            acting(UserControls::pay))
        .post(
            ORGANISATION + "/invoices/{id}/void",
            Operation.of(USER, "Void an approved invoice, delete another")
                .answers(INVOICE, "the invoice"),
            acting((desk, request) -> desk.voidInvoice(request.variable("id"))))
        .post(
            ORGANISATION + "/payments/{id}/delete",
            Operation.of(USER, "Remove a payment; its invoice is open again")
                .answers(PAYMENT, "the payment"),
            acting((desk, request) -> desk.removePayment(request.variable("id"))))
        .post(
            ORGANISATION + "/batch-payments/{id}/delete",
            Operation.of(USER, "Remove a batch payment; all of its invoices are open again")
                .answers(Schema.xero("BatchPayment"), "the batch payment"),
            acting((desk, request) -> desk.removeBatch(request.variable("id"))));
    addCredits(operations);
  }

  private void addCredits(Operations operations) {
    for (Kind kind : List.of(Kind.OVERPAYMENT, Kind.PREPAYMENT)) {
      operations.post(
          ORGANISATION + "/" + kind.collection().toLowerCase(Locale.ROOT) + "/{id}",
          Operation.of(USER, "Edit one of the " + kind.collection().toLowerCase(Locale.ROOT))
              .detail("No app can do that, only Xero's user: Contact, Date, Reference, Amount.")
              .takes("quietly", Schema.flag(), "moves no time and is told by no event")
              .body(Schema.xero(kind.singular()), "the fields to change")
              .answers(Schema.xero(kind.singular()), "the record"),
          acting(
              (desk, request) ->
                  desk.editCredit(
                      kind,
                      request.variable("id"),
                      body(request),
                      request.query().flag("quietly"))));
    }
  }

  private interface Act {
    ObjectNode act(UserDesk desk, Request request);
  }

  private Handler acting(Act act) {
    return request -> {
      try {
        return Response.json(200, act.act(desk(request), request));
      } catch (UserDesk.Refused refused) {
        return Response.json(400, Json.object().put("error", refused.getMessage()));
      }
    };
  }

  private static @Nullable Integer limit(Request request, String name) {
    return request.query().get(name).map(Integer::valueOf).orElse(null);
  }

  private static ObjectNode pay(UserDesk desk, Request request) {
    BigDecimal amount = request.query().get("amount").map(BigDecimal::new).orElse(null);
    return desk.pay(request.variable("id"), amount, request.query().get("reference").orElse(null));
  }

  private UserDesk desk(Request request) {
    return desks.apply(
        ledgers
            .get(request.variable("tenant"))
            .orElseThrow(() -> refused(404, "There is no such organisation")));
  }

  private static ObjectNode body(Request request) {
    try {
      if (Json.parse(request.body()) instanceof ObjectNode object) {
        return object;
      }
      throw refused(400, "A JSON object is needed");
    } catch (JacksonException unreadable) {
      throw refused(400, "The body is not JSON");
    }
  }

  private static Refusal refused(int status, String why) {
    return new Refusal(Response.json(status, Json.object().put("error", why)));
  }
}
