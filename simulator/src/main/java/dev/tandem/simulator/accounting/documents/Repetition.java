package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Text;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Whether a record inside another only repeats what is stored, as when a client sends back a whole
 * document that it has read. What is left out or empty says nothing.
 */
final class Repetition {
  /** Xero shows these and takes no notice of them. */
  private static final Set<String> READ_ONLY =
      Set.of(
          "ContactID",
          "HasValidationErrors",
          "ValidationErrors",
          "HasAttachments",
          "Attachments",
          "UpdatedDateUTC",
          "UpdatedDateUTCString",
          "IsCustomer",
          "IsSupplier",
          "Balances",
          "ContactGroups",
          "Website",
          "Discount",
          "BrandingTheme",
          "BatchPayments");

  /** Lists that replace the stored one as a whole, so that leaving one out is news. */
  private static final Set<String> WHOLE = Set.of("ContactPersons");

  private Repetition() {}

  static boolean of(JsonNode sent, JsonNode shown) {
    return sent.properties().stream()
        .allMatch(
            field ->
                READ_ONLY.contains(field.getKey())
                    || repeats(field.getKey(), field.getValue(), shown.path(field.getKey())));
  }

  private static boolean repeats(String name, JsonNode sent, JsonNode shown) {
    if (sent.isArray()) {
      boolean all = !WHOLE.contains(name) || sent.size() == shown.size();
      return sent.isEmpty() || (all && sent.valueStream().allMatch(each -> among(each, shown)));
    }
    if (sent.isObject()) {
      return of(sent, shown);
    }
    return sent.isNull() || Text.key(sent.asString("")).equals(Text.key(shown.asString("")));
  }

  private static boolean among(JsonNode sent, JsonNode shown) {
    return shown.valueStream().anyMatch(each -> of(sent, each));
  }
}
