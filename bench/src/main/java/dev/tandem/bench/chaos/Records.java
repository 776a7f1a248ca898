package dev.tandem.bench.chaos;

import dev.tandem.bench.chaos.Acknowledged.Client;
import dev.tandem.bench.chaos.Acknowledged.Invoice;
import dev.tandem.bench.chaos.Acknowledged.Line;
import dev.tandem.bench.chaos.Acknowledged.Payment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is different between two pictures of one record, in words. Written from the descriptions of
 * both sides; shares nothing with the engine's translation, so a mistake there cannot agree with
 * itself here.
 */
final class Records {

  private static final Map<String, String> ADDRESS =
      Map.of(
          "AddressLine1", "addressLine1",
          "City", "city",
          "Region", "region",
          "PostalCode", "postcode",
          "Country", "country");

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final List<String> differences = new ArrayList<>();

  private Records() {}

  /** What was acknowledged, and what the application says now. */
  static List<String> client(Client acknowledged, JsonNode ours) {
    var it = new Records();
    acknowledged.fields.forEach((field, value) -> it.same(field, value, text(ours, field)));
    it.same("archived", acknowledged.archived, ours.path("archived").asBoolean());
    return it.differences;
  }

  /** What the application says, and the contact over there. */
  static List<String> contact(JsonNode ours, JsonNode theirs) {
    var it = new Records();
    // Two of our clients may share a name; over there the second one has a number behind it.
    it.same("Name", text(ours, "name"), text(theirs, "Name").replaceFirst(" \\(\\d+\\)$", ""));
    it.same("FirstName", text(ours, "givenName"), text(theirs, "FirstName"));
    it.same("LastName", text(ours, "familyName"), text(theirs, "LastName"));
    it.same("EmailAddress", text(ours, "email"), text(theirs, "EmailAddress"));
    boolean archived = ours.path("archived").asBoolean();
    it.same("ContactStatus", archived ? "ARCHIVED" : "ACTIVE", text(theirs, "ContactStatus"));
    JsonNode phone = typed(theirs.path("Phones"), "PhoneType", "DEFAULT");
    String number =
        text(phone, "PhoneCountryCode") + text(phone, "PhoneAreaCode") + text(phone, "PhoneNumber");
    it.same("Phone", digits(text(ours, "phoneE164")), digits(number));
    JsonNode address = typed(theirs.path("Addresses"), "AddressType", "POBOX");
    ADDRESS.forEach((their, our) -> it.same(their, text(ours, our), text(address, their)));
    return it.differences;
  }

  static List<String> invoice(Invoice acknowledged, JsonNode ours) {
    var it = new Records();
    boolean paid = acknowledged.status.equals("APPROVED") && acknowledged.due().signum() == 0;
    it.same("status", paid ? "PAID" : acknowledged.status, text(ours, "status"));
    it.same("client", acknowledged.client.toString(), text(ours, "client"));
    it.same("reference", acknowledged.reference, text(ours, "reference"));
    it.same("dueDate", acknowledged.dueDate.toString(), text(ours, "dueDate"));
    it.money("total", acknowledged.total, money(ours, "total"));
    it.money("paid", acknowledged.paid(), money(ours, "paid"));
    it.same("lines", lines(acknowledged.lines), lines(ours));
    it.same(
        "payments",
        acknowledged.payments.stream().filter(payment -> !payment.removed).count(),
        (long) ours.path("payments").size());
    return it.differences;
  }

  /**
   * What the application says, and the invoice over there.
   *
   * @param contact over there, of its client
   */
  static List<String> document(JsonNode ours, JsonNode theirs, @Nullable String contact) {
    var it = new Records();
    String status = text(ours, "status");
    it.same("Status", status.equals("APPROVED") ? "AUTHORISED" : status, text(theirs, "Status"));
    it.same("Contact", contact, text(theirs.path("Contact"), "ContactID"));
    it.same("Type", "ACCREC", text(theirs, "Type"));
    it.same("CurrencyCode", text(ours, "currency"), text(theirs, "CurrencyCode"));
    if (status.equals("VOIDED")) {
      // It owes nothing, and Xero shows it so; what it said before is not kept up any more.
      return it.differences;
    }
    it.same("Date", text(ours, "date"), day(theirs, "DateString"));
    it.same("DueDate", text(ours, "dueDate"), day(theirs, "DueDateString"));
    it.same("Reference", text(ours, "reference"), text(theirs, "Reference"));
    it.same(
        "LineAmountTypes",
        text(ours, "lineAmounts").equals("INCLUSIVE") ? "Inclusive" : "Exclusive",
        text(theirs, "LineAmountTypes"));
    it.money("SubTotal", money(ours, "subtotal"), money(theirs, "SubTotal"));
    it.money("TotalTax", money(ours, "tax"), money(theirs, "TotalTax"));
    it.money("Total", money(ours, "total"), money(theirs, "Total"));
    it.money("AmountPaid", money(ours, "paid"), money(theirs, "AmountPaid"));
    it.money("AmountDue", money(ours, "due"), money(theirs, "AmountDue"));
    it.same("LineItems", lines(ours), theirLines(theirs));
    return it.differences;
  }

  static List<String> payment(Payment acknowledged, JsonNode theirs, @Nullable String invoice) {
    var it = new Records();
    it.same("Status", acknowledged.removed ? "DELETED" : "AUTHORISED", text(theirs, "Status"));
    it.money("Amount", acknowledged.amount, money(theirs, "Amount"));
    it.same(
        "Reference",
        acknowledged.reference + " " + word(acknowledged.id),
        text(theirs, "Reference"));
    it.same("Invoice", invoice, text(theirs.path("Invoice"), "InvoiceID"));
    return it.differences;
  }

  /** The word in a payment's reference: T- and twelve characters from the id's random bits. */
  static String word(UUID id) {
    long bits = id.getLeastSignificantBits();
    var word = new StringBuilder("T-");
    for (int i = 0; i < 12; i++) {
      word.append(ALPHABET.charAt((int) (bits >>> (5 * i) & 31)));
    }
    return word.toString();
  }

  private void same(String field, @Nullable Object wanted, @Nullable Object found) {
    if (!Objects.equals(wanted, found)) {
      differences.add(field + " is " + found + ", not " + wanted);
    }
  }

  private void money(String field, BigDecimal wanted, BigDecimal found) {
    if (wanted.compareTo(found) != 0) {
      differences.add(field + " is " + found + ", not " + wanted);
    }
  }

  private static BigDecimal money(JsonNode record, String field) {
    return record.path(field).decimalValue(BigDecimal.ZERO);
  }

  private static String text(JsonNode record, String field) {
    return record.path(field).asString("");
  }

  private static String day(JsonNode record, String field) {
    String text = text(record, field);
    return text.length() < 10 ? text : text.substring(0, 10);
  }

  private static String digits(String phone) {
    return phone.replaceAll("[^0-9]", "");
  }

  private static JsonNode typed(JsonNode list, String typeField, String type) {
    return list.valueStream()
        .filter(it -> text(it, typeField).equals(type))
        .findFirst()
        .orElse(list.path("none"));
  }

  private static String lines(List<Line> lines) {
    return lines.stream()
        .map(it -> line(it.description(), it.quantity(), it.unitPrice()))
        .toList()
        .toString();
  }

  private static String lines(JsonNode ours) {
    return ours.path("lines")
        .valueStream()
        .map(it -> line(text(it, "description"), money(it, "quantity"), money(it, "unitPrice")))
        .toList()
        .toString();
  }

  private static String theirLines(JsonNode theirs) {
    return theirs
        .path("LineItems")
        .valueStream()
        .map(it -> line(text(it, "Description"), money(it, "Quantity"), money(it, "UnitAmount")))
        .toList()
        .toString();
  }

  private static String line(String description, BigDecimal quantity, BigDecimal price) {
    return description
        + " × "
        + quantity.stripTrailingZeros().toPlainString()
        + " at "
        + price.stripTrailingZeros().toPlainString();
  }
}
