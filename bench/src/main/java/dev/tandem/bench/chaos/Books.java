package dev.tandem.bench.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An organisation's books by what our records are known by there. */
final class Books {

  private final Map<String, List<JsonNode>> contacts = new HashMap<>();
  private final Map<String, List<JsonNode>> invoices = new HashMap<>();
  private final Map<String, List<JsonNode>> payments = new HashMap<>();
  private final List<JsonNode> all = new ArrayList<>();

  /**
   * @param books in Xero's shape
   */
  Books(JsonNode books) {
    sort(books.path("Contacts"), "ContactNumber", contacts);
    sort(books.path("Invoices"), "InvoiceNumber", invoices);
    sort(books.path("Payments"), "Reference", payments);
  }

  private void sort(JsonNode records, String by, Map<String, List<JsonNode>> into) {
    records
        .valueStream()
        .forEach(
            it -> {
              String text = it.path(by).asString("");
              String word = text.substring(text.lastIndexOf(' ') + 1);
              into.computeIfAbsent(word, _ -> new ArrayList<>()).add(it);
              all.add(it);
            });
  }

  List<JsonNode> contacts(UUID client) {
    return contacts.getOrDefault(client.toString(), List.of());
  }

  List<JsonNode> invoices(String number) {
    return invoices.getOrDefault(number, List.of());
  }

  /** Also removed ones: whatever was taken back must not have been made again. */
  List<JsonNode> payments(String word) {
    return payments.getOrDefault(word, List.of());
  }

  List<JsonNode> all() {
    return all;
  }

  static String id(JsonNode record) {
    for (String name : List.of("PaymentID", "InvoiceID", "ContactID")) {
      if (record.has(name)) {
        return record.path(name).asString();
      }
    }
    throw new IllegalArgumentException("A record without an id: " + record);
  }
}
