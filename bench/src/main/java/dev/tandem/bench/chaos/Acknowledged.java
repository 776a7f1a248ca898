package dev.tandem.bench.chaos;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the application said that it has: each change is noted when its answer has come. */
final class Acknowledged {

  private final List<Client> clients = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  /**
   * A client as it has to be.
   *
   * @param fields by the API's names; without those that are empty
   */
  static final class Client {
    final UUID id;
    final Map<String, String> fields;
    final List<Invoice> invoices = new ArrayList<>();
    boolean archived;

    Client(UUID id, Map<String, String> fields) {
      this.id = id;
      this.fields = new TreeMap<>(fields);
    }
  }

  static final class Invoice {
    final UUID id;
    final UUID client;
    final String reference;
    final List<Payment> payments = new ArrayList<>();
    String status;
    LocalDate dueDate;
    BigDecimal total;

    /** As the application wrote them back: text, quantity and price of each. */
    List<Line> lines;

    Invoice(
        UUID id, UUID client, String reference, String status, LocalDate dueDate, Priced priced) {
      this.id = id;
      this.client = client;
      this.reference = reference;
      this.status = status;
      this.dueDate = dueDate;
      this.total = priced.total();
      this.lines = priced.lines();
    }

    BigDecimal paid() {
      return payments.stream()
          .filter(it -> !it.removed)
          .map(it -> it.amount)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal due() {
      return total.subtract(paid());
    }

    boolean isOwed() {
      return status.equals("APPROVED") && due().signum() > 0;
    }
  }

  record Priced(BigDecimal total, List<Line> lines) {

    /** As the API writes an invoice. */
    static Priced of(JsonNode invoice) {
      return new Priced(
          invoice.path("total").decimalValue(),
          invoice
              .path("lines")
              .valueStream()
              .map(
                  it ->
                      new Line(
                          it.path("description").asString(),
                          it.path("quantity").decimalValue(),
                          it.path("unitPrice").decimalValue()))
              .toList());
    }
  }

  record Line(String description, BigDecimal quantity, BigDecimal unitPrice) {}

  static final class Payment {
    final UUID id;
    final BigDecimal amount;
    final LocalDate date;
    final String reference;
    boolean removed;

    Payment(UUID id, BigDecimal amount, LocalDate date, String reference) {
      this.id = id;
      this.amount = amount;
      this.date = date;
      this.reference = reference;
    }
  }

  synchronized void add(Client client) {
    clients.add(client);
  }

  synchronized void note(String line) {
    story.add(line);
  }

  synchronized List<Client> clients() {
    return List.copyOf(clients);
  }

  List<Invoice> invoices() {
    return clients().stream().flatMap(it -> it.invoices.stream()).toList();
  }

  synchronized List<String> story() {
    return List.copyOf(story);
  }
}
