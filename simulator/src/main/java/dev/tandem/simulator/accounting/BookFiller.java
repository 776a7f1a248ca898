package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills an organisation's books with invented contacts and approved sales invoices, for work on
 * speed. The first ones are written by the API's rules, the others are copies with names, numbers
 * and days of their own, spread over the past year. No webhook tells of them.
 */
public final class BookFiller {
  private static final int AT_ONCE = 1_000;
  private static final int PATTERNS = 8;
  private static final List<String> FIRST =
      List.of(
          "Amara", "Bela", "Chidi", "Dagny", "Elif", "Farid", "Grete", "Hana", "Ines", "Jonas",
          "Keiko", "Lior", "Mira", "Nadia", "Oskar", "Priya", "Quinn", "Rosa", "Soren", "Tomas");
  private static final List<String> LAST =
      List.of(
          "Abara",
          "Bright",
          "Castell",
          "Dalgaard",
          "Eastman",
          "Ferro",
          "Grove",
          "Hollis",
          "Ibsen",
          "Jarvis",
          "Kestrel",
          "Lund",
          "Marlow",
          "Novak",
          "Okafor",
          "Pryor",
          "Quist",
          "Rowan",
          "Stroud",
          "Tamsin");

  private final Ledger ledger;
  private final UserDesk desk;
  private final Instant now;

  public BookFiller(Ledger ledger, UserDesk desk) {
    this.ledger = ledger;
    this.desk = desk;
    this.now = ledger.now();
  }

  /** Adds so many of each; invoices go round the contacts that are there. */
  public void fill(int contacts, int invoices) {
    if (contacts > 0) {
      addContacts(contacts);
    }
    if (invoices > 0) {
      addInvoices(invoices);
    }
  }

  private void addContacts(int count) {
    int before = ledger.reading(() -> ledger.count(Kind.CONTACT));
    ObjectNode first = desk.newContact(person(before));
    ObjectNode pattern = desk.record(Kind.CONTACT, first.path("ContactID").asString());
    inBlocks(count - 1, i -> put(Kind.CONTACT, contact(pattern, before + i + 1), i, count));
  }

  private static ObjectNode person(int number) {
    String given = FIRST.get(number % FIRST.size());
    String family = LAST.get(number / FIRST.size() % LAST.size());
    return Json.object()
        .put("Name", "%s %s %05d".formatted(given, family, number))
        .put("FirstName", given)
        .put("LastName", family)
        .put("EmailAddress", "person%05d@example.com".formatted(number));
  }

  private static ObjectNode contact(ObjectNode pattern, int number) {
    ObjectNode contact = pattern.deepCopy();
    contact.setAll(person(number));
    return contact.put("ContactID", UUID.randomUUID().toString());
  }

  private void addInvoices(int count) {
    List<ObjectNode> contacts =
        ledger.reading(
            () ->
                ledger
                    .all(Kind.CONTACT)
                    .filter(each -> each.path("ContactStatus").asString("").equals("ACTIVE"))
                    .toList());
    if (contacts.isEmpty()) {
      throw new UserDesk.Refused("Invoices need a contact: fill in contacts, too");
    }
    int before = ledger.reading(() -> ledger.count(Kind.INVOICE));
    List<ObjectNode> patterns = new ArrayList<>();
    for (int i = 0; i < Math.min(PATTERNS, count); i++) {
      String id = desk.newInvoice(sale(contacts, before + i)).path("InvoiceID").asString();
      patterns.add(desk.record(Kind.INVOICE, id));
    }
    inBlocks(
        count - patterns.size(),
        i -> {
          int number = before + patterns.size() + i;
          ObjectNode copy = invoice(patterns.get(i % patterns.size()), number);
          ((ObjectNode) copy.path("Contact")).put("ContactID", idOf(contacts, number));
          put(Kind.INVOICE, copy, i, count);
        });
  }

  private static String idOf(List<ObjectNode> contacts, int number) {
    return contacts.get(number % contacts.size()).path("ContactID").asString();
  }

  private ObjectNode sale(List<ObjectNode> contacts, int number) {
    LocalDate day = day(number);
    ObjectNode invoice =
        Json.object()
            .put("Type", "ACCREC")
            .put("Status", "AUTHORISED")
            .put("InvoiceNumber", number(number))
            .put("Date", day.toString())
            .put("DueDate", day.plusDays(14).toString());
    invoice.putObject("Contact").put("ContactID", idOf(contacts, number));
    var lines = invoice.putArray("LineItems");
    for (int line = 0; line <= number % 3; line++) {
      lines
          .addObject()
          .put("Description", "Visit of " + day.minusDays(line))
          .put("Quantity", 1 + line)
          .put("UnitAmount", 40 + number % PATTERNS * 15)
          .put("AccountCode", "200");
    }
    return invoice;
  }

  private ObjectNode invoice(ObjectNode pattern, int number) {
    LocalDate day = day(number);
    ObjectNode invoice =
        pattern
            .deepCopy()
            .put("InvoiceID", UUID.randomUUID().toString())
            .put("InvoiceNumber", number(number))
            .put("Date", day.toString())
            .put("DueDate", day.plusDays(14).toString());
    for (JsonNode line : invoice.path("LineItems")) {
      ((ObjectNode) line).put("LineItemID", UUID.randomUUID().toString());
    }
    return invoice;
  }

  private static String number(int number) {
    return "FILL-%06d".formatted(number);
  }

  private LocalDate day(int number) {
    return ledger.today().minusDays(number % 365);
  }

  private void put(Kind kind, ObjectNode document, int place, int count) {
    Duration ago = Duration.ofDays(365).dividedBy(count).multipliedBy(count - place);
    document.put("UpdatedDateUTC", Ledger.moment(now.minus(ago)));
    ledger.putQuietly(kind, document);
  }

  /** So that readers get their turn in between. */
  private void inBlocks(int count, IntConsumer add) {
    for (int from = 0; from < count; from += AT_ONCE) {
      int first = from;
      ledger.writing(
          () -> {
            for (int i = first; i < Math.min(count, first + AT_ONCE); i++) {
              add.accept(i);
            }
            return first;
          });
    }
  }
}
