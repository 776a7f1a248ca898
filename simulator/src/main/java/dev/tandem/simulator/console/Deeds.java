package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Does what a form asks for, and says what came of it. */
final class Deeds {
  private final UserDesk desk;
  private final Kind kind;
  private final String id;
  private final Parameters form;

  Deeds(UserDesk desk, Kind kind, String id, Parameters form) {
    this.desk = desk;
    this.kind = kind;
    this.id = id;
    this.form = form;
  }

  /** A sentence for a person; {@link UserDesk.Refused} says why not. */
  String perform(String act) {
    return switch (act) {
      case "pay" -> pay();
      case "approve" -> status("AUTHORISED", "approved");
      case "void" -> end();
      case "credit" -> credit();
      case "allocate" -> allocate();
      case "refund" -> refund();
      case "remove" -> status("DELETED", "removed");
      case "archive" -> contact("ARCHIVED");
      case "restore" -> contact("ACTIVE");
      case "merge" -> merge();
      case "note" -> note();
      case "change" -> change();
      default -> throw new IllegalArgumentException("There is no act " + act);
    };
  }

  private String path() {
    return kind.collection() + "/" + id;
  }

  private String pay() {
    ObjectNode payment = payment("Invoice", "InvoiceID");
    if (form.get("amount").isEmpty()) {
      payment.set("Amount", desk.invoice(id).path("AmountDue"));
    }
    ObjectNode made = desk.write("PUT", "Payments", payment);
    return "Paid "
        + made.path("Amount").decimalValue().toPlainString()
        + " on invoice "
        + made.at("/Invoice/InvoiceNumber").asString("")
        + ".";
  }

  private ObjectNode payment(String of, String idField) {
    ObjectNode payment = Json.object();
    payment.putObject(of).put(idField, id);
    payment
        .putObject("Account")
        .put("AccountID", form.get("account", desk.bank().path("AccountID").asString()));
    form.get("amount").ifPresent(text -> payment.put("Amount", amount(text)));
    form.get("date").ifPresent(day -> payment.put("Date", day));
    form.get("reference").ifPresent(text -> payment.put("Reference", text));
    return payment;
  }

  static BigDecimal amount(String text) {
    try {
      return new BigDecimal(text.strip().replace(",", ""));
    } catch (NumberFormatException notAnAmount) {
      throw new IllegalArgumentException("That is not an amount: " + text, notAnAmount);
    }
  }

  private String status(String status, String word) {
    ObjectNode changed = desk.write("POST", path(), Json.object().put("Status", status));
    return "It was " + word + ": " + changed.path("Status").asString(status) + ".";
  }

  private String end() {
    if (kind == Kind.OVERPAYMENT || kind == Kind.PREPAYMENT) {
      desk.endCredit(kind, id);
      return "It is now VOIDED.";
    }
    String status = desk.record(kind, id).path("Status").asString("");
    boolean open = status.equals("DRAFT") || status.equals("SUBMITTED");
    return status(open ? "DELETED" : "VOIDED", open ? "deleted" : "voided");
  }

  private String credit() {
    BigDecimal amount = amount(form.get("amount", ""));
    ObjectNode note = desk.credit(id, amount);
    return "Credit note "
        + note.path("CreditNoteNumber").asString("")
        + " over "
        + amount.toPlainString()
        + " was allocated to it.";
  }

  private String allocate() {
    ObjectNode invoice = desk.invoice(form.get("invoice", ""));
    desk.allocate(kind, id, invoice, amount(form.get("amount", "")));
    return "Allocated to " + invoice.path("InvoiceNumber").asString("") + ".";
  }

  private String refund() {
    desk.write("PUT", "Payments", payment(kind.singular(), kind.idField()));
    return "Refunded " + form.get("amount", "") + ".";
  }

  private String contact(String status) {
    desk.editContact(id, Json.object().put("ContactStatus", status));
    return "The contact is now " + status + ".";
  }

  private String merge() {
    desk.mergeContact(id, form.get("into", ""));
    return "The contact was merged away: its documents belong to "
        + form.get("into", "the other")
        + " now.";
  }

  private String note() {
    ObjectNode body = Json.object();
    body.putArray("HistoryRecords").addObject().put("Details", form.get("note", ""));
    desk.write("PUT", path() + "/History", body);
    return "The note was added.";
  }

  private String change() {
    try {
      Optional<ObjectNode> body =
          Optional.of(Json.parse(form.get("json", "")))
              .filter(ObjectNode.class::isInstance)
              .map(ObjectNode.class::cast);
      desk.write(
          "POST",
          path(),
          body.orElseThrow(() -> new IllegalArgumentException("A JSON object is needed")));
      return "It was saved.";
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException("That is not JSON", unreadable);
    }
  }
}
