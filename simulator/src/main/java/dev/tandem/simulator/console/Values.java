package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields of records as people read them. */
final class Values {
  private static final Map<String, Kind> REFERENCES =
      Map.of(
          "Contact", Kind.CONTACT,
          "Account", Kind.ACCOUNT,
          "BankAccount", Kind.ACCOUNT,
          "Invoice", Kind.INVOICE,
          "CreditNote", Kind.CREDIT_NOTE,
          "Overpayment", Kind.OVERPAYMENT,
          "Prepayment", Kind.PREPAYMENT,
          "BatchPayment", Kind.BATCH_PAYMENT,
          "BankTransaction", Kind.BANK_TRANSACTION);
  private static final Map<String, Kind> POINTERS =
      Map.of("MergedToContactID", Kind.CONTACT, "OverpaymentID", Kind.OVERPAYMENT);

  private final Ledger ledger;
  private final BookPages books;

  Values(Ledger ledger) {
    this.ledger = ledger;
    this.books = new BookPages(ledger);
  }

  /** An amount or a rate stands on the right. */
  static boolean isAmount(String field) {
    return Set.of("Total", "SubTotal", "TotalTax", "AmountDue", "AmountPaid", "AmountCredited")
            .contains(field)
        || field.endsWith("Amount")
        || field.equals("RemainingCredit")
        || field.equals("AppliedAmount")
        || field.equals("Quantity")
        || field.equals("EffectiveRate");
  }

  Markup show(ObjectNode record, String field) {
    JsonNode value = record.path(field);
    Kind to = REFERENCES.get(field);
    if (to != null && value.isObject()) {
      return reference(to, value, books.said(record, field));
    }
    Kind pointed = POINTERS.get(field);
    if (pointed != null && value.isString()) {
      return reference(
          pointed, value.asString(), books.get(pointed, value.asString()).orElse(record));
    }
    return show(field, value);
  }

  private Markup reference(Kind kind, String id, ObjectNode found) {
    return link(kind, id, found.path("Name").asString(id));
  }

  private Markup reference(Kind kind, JsonNode value, String name) {
    String id = value.path(kind.idField()).asString("");
    return id.isEmpty()
        ? Markup.of("{}", name)
        : link(kind, id, name.isEmpty() ? id.substring(0, Math.min(8, id.length())) + "…" : name);
  }

  private Markup link(Kind kind, String id, String name) {
    return Markup.of("<a href=\"{}\">{}</a>", Sections.address(ledger, kind, id), name);
  }

  private static Markup show(String field, JsonNode value) {
    if (value.isBoolean()) {
      return new Markup(value.asBoolean() ? "yes" : "no");
    }
    if (field.endsWith("Status") && !value.asString("").isEmpty()) {
      return Frame.status(value.asString());
    }
    if (value.isNumber()) {
      return Markup.of("{}", number(field, value.decimalValue()));
    }
    String text = value.asString("");
    if (field.endsWith("ID") && text.length() == 36) {
      return Markup.of("<code>{}</code>", text);
    }
    return Markup.of("{}", day(text));
  }

  private static String number(String field, BigDecimal number) {
    return isAmount(field) && !field.equals("Quantity") && number.scale() <= 2
        ? String.format(Locale.ROOT, "%,.2f", number)
        : number.stripTrailingZeros().toPlainString();
  }

  /** A moment is told to the second. */
  private static String day(String text) {
    return text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?")
        ? text.substring(0, 19).replace('T', ' ') + " UTC"
        : text;
  }

  /** {@code FullyPaidOnDate} is read as {@code Fully paid on date}. */
  static String words(String field) {
    if (field.equals("DateUTCString")) {
      return "When";
    }
    String spaced =
        field.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("(?<=[A-Z])(?=[A-Z][a-z])", " ");
    StringBuilder words = new StringBuilder();
    for (String word : spaced.split(" ")) {
      boolean shout = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
      words.append(words.isEmpty() ? "" : " ").append(shout ? word : word.toLowerCase(Locale.ROOT));
    }
    return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** What a record is called by people. */
  static String name(ObjectNode record, Section section) {
    for (String field : section.columns()) {
      String text = record.path(field).asString("");
      if (!text.isEmpty() && !field.equals("Date") && !field.equals("Type")) {
        return text;
      }
    }
    return Optional.of(record.path(section.kind().idField()).asString(""))
        .map(id -> section.kind().singular() + " " + id.substring(0, Math.min(8, id.length())))
        .orElse("");
  }
}
