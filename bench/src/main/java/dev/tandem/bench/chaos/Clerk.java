package dev.tandem.bench.chaos;

import dev.tandem.bench.chaos.Acknowledged.Client;
import dev.tandem.bench.chaos.Acknowledged.Invoice;
import dev.tandem.bench.chaos.Acknowledged.Line;
import dev.tandem.bench.chaos.Acknowledged.Payment;
import dev.tandem.bench.chaos.Acknowledged.Priced;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody at the desk, with clients of their own: makes one change after the other, and whatever
 * happens to the application meanwhile, does not go on before one is done.
 */
final class Clerk {

  private final int number;
  private final Random random;
  private final People people;
  private final Doing doing;
  private final Office office;
  private final Room room;
  private final Acknowledged acknowledged;
  private final LocalDate today;
  private final List<Client> mine = new ArrayList<>();
  private int made;

  Clerk(
      int number,
      long seed,
      Doing doing,
      Office office,
      Room room,
      Acknowledged acknowledged,
      LocalDate today) {
    this.number = number;
    this.random = new Random(seed);
    this.people = new People(random);
    this.doing = doing;
    this.office = office;
    this.room = room;
    this.acknowledged = acknowledged;
    this.today = today;
  }

  /** Makes one change; another one if there is nothing yet that this kind could change. */
  void change() throws InterruptedException {
    made++;
    int what = random.nextInt(100);
    boolean done =
        switch (what / 5) {
          case 0, 1, 2, 3 -> false;
          case 4, 5, 6 -> edit();
          case 7 -> archive();
          case 8 -> restore();
          case 9 -> approve();
          case 10 -> voidOne();
          case 11, 12 -> rewrite();
          case 13, 14, 15 -> pay();
          case 16 -> removePayment();
          case 17 -> write(false);
          default -> write(true);
        };
    if (!done) {
      add();
    }
  }

  private void add() throws InterruptedException {
    String email = "c%d.%d@chaos.example".formatted(number, made);
    Map<String, Object> wanted = people.client(email);
    Client client =
        new Client(
            doing.create("/api/v1/clients", wanted, () -> office.clientOf(room, email)),
            texts(wanted));
    mine.add(client);
    acknowledged.add(client);
    note("added client " + client.id + " " + client.fields);
  }

  private static Map<String, String> texts(Map<String, Object> fields) {
    var texts = new HashMap<String, String>();
    fields.forEach((name, value) -> texts.put(name, value.toString()));
    return texts;
  }

  private boolean edit() throws InterruptedException {
    Client client = any(it -> !it.archived);
    if (client == null) {
      return false;
    }
    Map<String, Object> facts = people.edit("PERSON".equals(client.fields.get("kind")));
    doing.repeat("PATCH", "/api/v1/clients/" + client.id, facts);
    client.fields.putAll(texts(facts));
    note("changed client " + client.id + " " + facts);
    return true;
  }

  /**
   * Only who owes nothing and is owed nothing: the ledger takes no document of an archived contact.
   */
  private boolean archive() throws InterruptedException {
    Client client = any(it -> !it.archived && it.invoices.isEmpty());
    if (client == null) {
      return false;
    }
    doing.repeat("POST", "/api/v1/clients/" + client.id + "/archive", Map.of());
    client.archived = true;
    note("archived client " + client.id);
    return true;
  }

  private boolean restore() throws InterruptedException {
    Client client = any(it -> it.archived);
    if (client == null) {
      return false;
    }
    doing.repeat("POST", "/api/v1/clients/" + client.id + "/restore", Map.of());
    client.archived = false;
    note("restored client " + client.id);
    return true;
  }

  private boolean write(boolean approved) throws InterruptedException {
    Client client = any(it -> !it.archived);
    if (client == null) {
      return false;
    }
    String reference = "R%d.%d".formatted(number, made);
    LocalDate due = today.plusDays(7 + random.nextInt(30));
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("client", client.id);
    wanted.put("date", today.toString());
    wanted.put("dueDate", due.toString());
    wanted.put("reference", reference);
    wanted.put("lineAmounts", random.nextBoolean() ? "EXCLUSIVE" : "INCLUSIVE");
    wanted.put("lines", people.lines());
    wanted.put("approve", approved);
    UUID id = doing.create("/api/v1/invoices", wanted, () -> office.invoiceOf(room, reference));
    JsonNode written = doing.get("/api/v1/invoices/" + id);
    var invoice =
        new Invoice(
            id, client.id, reference, approved ? "APPROVED" : "DRAFT", due, Priced.of(written));
    client.invoices.add(invoice);
    note((approved ? "issued invoice " : "drafted invoice ") + id + " " + wanted);
    return true;
  }

  private boolean approve() throws InterruptedException {
    Invoice invoice = anyInvoice(it -> it.status.equals("DRAFT"));
    if (invoice == null) {
      return false;
    }
    doing.repeat("POST", "/api/v1/invoices/" + invoice.id + "/approval", Map.of());
    invoice.status = "APPROVED";
    note("approved invoice " + invoice.id);
    return true;
  }

  private boolean voidOne() throws InterruptedException {
    Invoice invoice = anyInvoice(it -> !it.status.equals("VOIDED") && it.paid().signum() == 0);
    if (invoice == null) {
      return false;
    }
    doing.repeat("POST", "/api/v1/invoices/" + invoice.id + "/voiding", Map.of());
    invoice.status = "VOIDED";
    note("voided invoice " + invoice.id);
    return true;
  }

  /** By the form that people have: new prices, or only another due date once money came in. */
  private boolean rewrite() throws InterruptedException {
    Invoice invoice = anyInvoice(it -> it.isOwed() || it.status.equals("DRAFT"));
    if (invoice == null) {
      return false;
    }
    LocalDate due = invoice.dueDate.plusDays(1 + random.nextInt(5));
    var lines = new ArrayList<Line>(invoice.lines);
    if (invoice.paid().signum() == 0 && random.nextInt(3) > 0) {
      int at = random.nextInt(lines.size());
      lines.set(at, new Line(lines.get(at).description() + "*", people.quantity(), people.price()));
    }
    doing.rewrite(invoice.id, typed(invoice, due, lines));
    JsonNode written = doing.get("/api/v1/invoices/" + invoice.id);
    invoice.dueDate = due;
    invoice.lines = lines;
    invoice.total = Priced.of(written).total();
    note("rewrote invoice " + invoice.id + " due " + due + " " + lines);
    return true;
  }

  private Map<String, String> typed(Invoice invoice, LocalDate due, List<Line> lines) {
    var typed = new LinkedHashMap<String, String>();
    typed.put("client", invoice.client.toString());
    typed.put("date", today.toString());
    typed.put("dueDate", due.toString());
    typed.put("reference", invoice.reference);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      typed.put("lines[" + i + "].service", "");
      typed.put("lines[" + i + "].description", line.description());
      typed.put("lines[" + i + "].quantity", line.quantity().toPlainString());
      typed.put("lines[" + i + "].unitPrice", line.unitPrice().toPlainString());
    }
    return typed;
  }

  /** In full, or a part of it. */
  private boolean pay() throws InterruptedException {
    Invoice invoice = anyInvoice(Invoice::isOwed);
    if (invoice == null) {
      return false;
    }
    BigDecimal half = invoice.due().divide(BigDecimal.TWO, 2, RoundingMode.UP);
    BigDecimal amount = random.nextBoolean() ? invoice.due() : half;
    String reference = "P%d.%d".formatted(number, made);
    Map<String, Object> wanted =
        Map.of(
            "amount", amount, "date", today.toString(), "method", "CARD", "reference", reference);
    doing.create(
        "/api/v1/invoices/" + invoice.id + "/payments",
        wanted,
        () -> office.paymentOf(room, reference));
    UUID id = office.paymentOf(room, reference).orElseThrow();
    invoice.payments.add(new Payment(id, amount, today, reference));
    note("paid " + amount + " on " + invoice.id + " as " + id);
    return true;
  }

  private boolean removePayment() throws InterruptedException {
    Invoice invoice = anyInvoice(it -> it.paid().signum() > 0);
    if (invoice == null) {
      return false;
    }
    List<Payment> standing = invoice.payments.stream().filter(it -> !it.removed).toList();
    Payment payment = standing.get(random.nextInt(standing.size()));
    doing.repeat("POST", "/api/v1/payments/" + payment.id + "/removal", Map.of());
    payment.removed = true;
    note("removed payment " + payment.id + " of " + invoice.id);
    return true;
  }

  private @Nullable Client any(Predicate<Client> fitting) {
    List<Client> all = mine.stream().filter(fitting).toList();
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }

  private @Nullable Invoice anyInvoice(Predicate<Invoice> fitting) {
    List<Invoice> all = mine.stream().flatMap(it -> it.invoices.stream()).filter(fitting).toList();
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }

  private void note(String line) {
    acknowledged.note(line);
  }
}
