package dev.tandem.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.bench.chaos.Acknowledged.Client;
import dev.tandem.bench.chaos.Acknowledged.Invoice;
import dev.tandem.bench.chaos.Acknowledged.Line;
import dev.tandem.bench.chaos.Acknowledged.Payment;
import dev.tandem.bench.chaos.Acknowledged.Priced;
import dev.tandem.bench.chaos.Finding.Sort;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A run is worth as much as its eyes: each thing that may go wrong is seen. */
class ComparisonTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final UUID CLIENT = UUID.fromString("01a1f000-0000-7000-8000-0000000000c1");
  private static final UUID INVOICE = UUID.fromString("01a1f000-0000-7000-8000-0000000000d1");
  private static final UUID PAYMENT = UUID.fromString("01a1f000-0000-7000-8000-0000000000e1");
  private static final LocalDate DUE = LocalDate.of(2026, 12, 4);

  private final Acknowledged acknowledged = new Acknowledged();
  private final Map<UUID, JsonNode> records = new HashMap<>();
  private final Map<UUID, Standing> standings = new HashMap<>();
  private final List<Office.Link> links =
      new ArrayList<>(
          List.of(
              new Office.Link("client", CLIENT, "contact-1"),
              new Office.Link("invoice", INVOICE, "invoice-1"),
              new Office.Link("payment", PAYMENT, "payment-1")));
  private final ObjectNode books =
      json(
          """
          {"Contacts": [{"ContactID": "contact-1", "ContactNumber": "%s", "Name": "Ann Lee (2)",
                         "FirstName": "Ann", "LastName": "Lee", "ContactStatus": "ACTIVE",
                         "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "+61412345678"}]}],
           "Invoices": [{"InvoiceID": "invoice-1", "InvoiceNumber": "INV-0001", "Type": "ACCREC",
                         "Status": "AUTHORISED", "Contact": {"ContactID": "contact-1"},
                         "DateString": "2026-11-20T00:00:00", "DueDateString": "2026-12-04T00:00:00",
                         "Reference": "R1", "CurrencyCode": "AUD", "LineAmountTypes": "Exclusive",
                         "SubTotal": 100.00, "TotalTax": 10.0, "Total": 110, "AmountPaid": 50, "AmountDue": 60.00,
                         "LineItems": [{"Description": "Visit", "Quantity": 1.0000, "UnitAmount": 100.0000}]}],
           "Payments": [{"PaymentID": "payment-1", "Reference": "P1 %s", "Status": "AUTHORISED",
                         "Amount": 50.00, "Invoice": {"InvoiceID": "invoice-1"}}]}"""
              .formatted(CLIENT, Records.word(PAYMENT)));

  ComparisonTest() {
    var client = new Client(CLIENT, Map.of("givenName", "Ann", "familyName", "Lee"));
    var line = new Line("Visit", BigDecimal.ONE, new BigDecimal("100"));
    var invoice =
        new Invoice(
            INVOICE,
            CLIENT,
            "R1",
            "APPROVED",
            DUE,
            new Priced(new BigDecimal("110.00"), List.of(line)));
    invoice.payments.add(
        new Payment(PAYMENT, new BigDecimal("50.00"), LocalDate.of(2026, 11, 20), "P1"));
    client.invoices.add(invoice);
    acknowledged.add(client);
    records.put(
        CLIENT,
        json(
            """
            {"id": "%s", "name": "Ann Lee", "givenName": "Ann", "familyName": "Lee", "phoneE164": "+61412345678",
             "archived": false}"""
                .formatted(CLIENT)));
    records.put(
        INVOICE,
        json(
            """
            {"id": "%s", "number": "INV-0001", "status": "APPROVED", "client": "%s", "date": "2026-11-20",
             "dueDate": "2026-12-04", "currency": "AUD", "reference": "R1", "lineAmounts": "EXCLUSIVE",
             "lines": [{"description": "Visit", "quantity": 1, "unitPrice": 100.00}],
             "subtotal": 100.00, "tax": 10.00, "total": 110.00, "paid": 50.00, "due": 60.00,
             "payments": [{"id": "%s"}]}"""
                .formatted(INVOICE, CLIENT, PAYMENT)));
  }

  @Test
  void equalBooksAreEqual() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatIsNotThereIsLost() {
    there("Payments").remove(0);
    assertThat(findings()).extracting(Finding::sort).containsExactly(Sort.LOST);
  }

  @Test
  void whatIsThereTwiceIsDoubled() {
    ObjectNode again = (ObjectNode) there("Payments").get(0).deepCopy();
    there("Payments").add(again.put("PaymentID", "payment-2"));
    assertThat(findings()).extracting(Finding::sort).contains(Sort.DOUBLED);
  }

  @Test
  void whatIsNobodysIsDoubled() {
    there("Contacts").addObject().put("ContactID", "contact-9").put("Name", "Ann Lee");
    assertThat(findings()).extracting(Finding::sort).containsExactly(Sort.DOUBLED);
  }

  @Test
  void aCentMakesADifference() {
    ((ObjectNode) there("Invoices").get(0)).put("AmountDue", new BigDecimal("60.01"));
    assertThat(findings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.sort()).isEqualTo(Sort.MISMATCHED);
              assertThat(it.what()).contains("AmountDue is 60.01");
            });
  }

  @Test
  void aValueThatWasOverwrittenHereMakesADifference() {
    ((ObjectNode) records.get(CLIENT)).put("familyName", "Li").put("name", "Ann Li");
    assertThat(findings()).extracting(Finding::sort).contains(Sort.MISMATCHED);
  }

  @Test
  void aWrongLinkMakesADifference() {
    links.set(0, new Office.Link("client", CLIENT, "contact-7"));
    assertThat(findings()).extracting(Finding::sort).contains(Sort.MISMATCHED);
  }

  @Test
  void oneLinkedTwiceIsDoubled() {
    links.add(new Office.Link("client", UUID.randomUUID(), "contact-1"));
    assertThat(findings()).extracting(Finding::sort).containsExactly(Sort.DOUBLED);
  }

  @Test
  void whatIsKeptBackIsToldWithItsReason() {
    standings.put(
        INVOICE,
        new Standing(
            new RecordRef("invoice", INVOICE),
            null,
            State.NEEDS_YOU,
            "Xero is in a bad mood.",
            "invoice-1",
            null,
            null));
    assertThat(findings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.sort()).isEqualTo(Sort.UNEXPLAINED);
              assertThat(it.what()).contains("Xero is in a bad mood.");
            });
  }

  private List<Finding> findings() {
    return new Comparison(acknowledged, new Ours(records, 1, 1, standings, links), new Books(books))
        .findings();
  }

  private tools.jackson.databind.node.ArrayNode there(String collection) {
    return (tools.jackson.databind.node.ArrayNode) books.get(collection);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text);
  }
}
