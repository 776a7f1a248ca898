package dev.tandem.simulator.accounting.books;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The keys by which each kind is looked up. */
public final class Indexes {
  private static final Pattern BARE_ID =
      Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

  private Indexes() {}

  static Map<String, Index> of(Kind kind) {
    return switch (kind) {
      case ORGANISATION,
          TRACKING,
          CURRENCY,
          BRANDING_THEME,
          USER,
          CONTACT_GROUP,
          REPEATING_INVOICE,
          BATCH_PAYMENT,
          OVERPAYMENT,
          PREPAYMENT,
          BANK_TRANSACTION ->
          Map.of();
      case ITEM -> Map.of("code", new Index(each -> text(each, "Code")));
      case CREDIT_NOTE -> Map.of("number", new Index(each -> text(each, "CreditNoteNumber")));
      case HISTORY, ATTACHMENT -> Map.of("about", new Index(each -> text(each, "_about")));
      case ACCOUNT -> Map.of("code", new Index(each -> text(each, "Code")));
      case TAX_RATE -> Map.of("type", new Index(each -> text(each, "TaxType")));
      case CONTACT ->
          Map.of(
              "name", new Index(Indexes::activeName),
              "number", new Index(each -> text(each, "ContactNumber")));
      case INVOICE ->
          Map.of(
              "number", new Index(each -> text(each, "InvoiceNumber")),
              "contact", new Index(each -> text(each.path("Contact"), "ContactID")));
      case PAYMENT -> Map.of("invoice", new Index(each -> text(each.path("Invoice"), "InvoiceID")));
      case ALLOCATION ->
          Map.of(
              "invoice", new Index(each -> text(each.path("Invoice"), "InvoiceID")),
              "credit", new Index(each -> text(each, "_credit")));
    };
  }

  /** An id in braces or without dashes is the same id, as .NET reads it. */
  public static String key(String text) {
    String key = text.strip().toLowerCase(Locale.ROOT);
    boolean other = key.length() == 32 || key.startsWith("{");
    Matcher id = BARE_ID.matcher(other ? key.replaceAll("[-{}]", "") : "");
    return id.matches() ? id.replaceFirst("$1-$2-$3-$4-$5") : key;
  }

  /** Archived contacts keep their name without holding it. */
  private static @Nullable String activeName(ObjectNode contact) {
    return contact.path("ContactStatus").asString("").equals("ACTIVE")
        ? Text.key(contact.path("Name").asString(""))
        : null;
  }

  private static @Nullable String text(JsonNode document, String field) {
    String text = document.path(field).asString("");
    return text.isBlank() ? null : key(text);
  }
}
