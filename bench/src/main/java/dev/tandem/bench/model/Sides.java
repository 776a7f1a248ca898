package dev.tandem.bench.model;

import dev.tandem.bench.model.Edits.Place;
import dev.tandem.bench.push.Practice;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What each side says now, field by field, read as people read it. */
final class Sides {

  private final Map<Place, String> here = new HashMap<>();
  private final Map<Place, String> xero = new HashMap<>();
  private final Map<RecordRef, JsonNode> there = new HashMap<>();

  /**
   * @param books in Xero's shape
   */
  Sides(Practice practice, Cast cast, JsonNode books) {
    var contacts = byId(books, "Contacts", "ContactID");
    var invoices = byId(books, "Invoices", "InvoiceID");
    practice.run(
        () -> {
          var outbox = practice.world().bean(Outbox.class);
          var clients = practice.world().bean(Clients.class);
          var billing = practice.world().bean(Billing.class);
          cast.clients()
              .forEach(
                  it -> {
                    var ref = new RecordRef("client", it.value());
                    client(ref, clients.find(it));
                    JsonNode contact = contacts.get(outbox.standing(ref).ledgerId());
                    if (contact != null) {
                      there.put(ref, contact);
                      contact(ref, contact);
                    }
                  });
          cast.invoices()
              .forEach(
                  it -> {
                    var ref = new RecordRef("invoice", it.value());
                    InvoiceView ours = billing.find(it);
                    invoice(ref, ours);
                    String payer =
                        outbox.standing(new RecordRef("client", ours.billTo().value())).ledgerId();
                    here.put(new Place(ref, "client"), payer == null ? "" : payer);
                    JsonNode invoice = invoices.get(outbox.standing(ref).ledgerId());
                    if (invoice != null) {
                      there.put(ref, invoice);
                      invoice(ref, invoice);
                    }
                  });
        });
  }

  static Map<String, JsonNode> byId(JsonNode books, String collection, String id) {
    var all = new HashMap<String, JsonNode>();
    books.path(collection).forEach(it -> all.put(it.path(id).asString(), it));
    return all;
  }

  @Nullable String here(Place place) {
    return here.get(place);
  }

  @Nullable String xero(Place place) {
    return xero.get(place);
  }

  /** Whether both sides hold it for void: what it says besides binds nobody. */
  boolean isVoid(RecordRef record) {
    var status = new Place(record, "status");
    return "removed".equals(here.get(status)) && "removed".equals(xero.get(status));
  }

  boolean isInXero(RecordRef record) {
    return there.containsKey(record);
  }

  /** The whole record in Xero, for a finding. */
  String there(RecordRef record) {
    return String.valueOf(there.get(record));
  }

  /** Every field, of which at least one side says something. */
  Iterable<Place> places() {
    var all =
        new TreeSet<Place>(
            Comparator.comparing((Place it) -> it.record().toString()).thenComparing(Place::field));
    all.addAll(here.keySet());
    all.addAll(xero.keySet());
    return all;
  }

  private void client(RecordRef ref, ClientView client) {
    Map<ClientField, String> fields = client.details().fields();
    OurUser.FIELDS.forEach((name, field) -> here(ref, name, fields.getOrDefault(field, "")));
    here(ref, Forms.GIVEN_NAME, client.details().givenName());
    here(ref, Forms.FAMILY_NAME, client.details().familyName());
    here(ref, Forms.NAME, client.name());
    here(ref, Archive.FIELD, Archive.said(client.archived()));
  }

  private void here(RecordRef ref, String field, String value) {
    here.put(new Place(ref, field), Forms.of(field, value));
  }

  private void contact(RecordRef ref, JsonNode contact) {
    TheirUser.read(contact)
        .forEach((name, value) -> xero.put(new Place(ref, name), Forms.of(name, value)));
    xero.put(new Place(ref, Archive.FIELD), Archive.said(Archive.isArchived(contact)));
    ContactNames.read(contact)
        .forEach((name, value) -> xero.put(new Place(ref, name), Forms.of(name, value)));
  }

  private void invoice(RecordRef ref, InvoiceView invoice) {
    here.put(new Place(ref, "status"), status(invoice.status()));
    here.put(new Place(ref, "reference"), invoice.reference());
    here.put(new Place(ref, "due date"), invoice.dueDate().toString());
    Lines.read(invoice).forEach((field, line) -> here.put(new Place(ref, field), line));
  }

  static String status(InvoiceStatus it) {
    return switch (it) {
      case DRAFT -> "draft";
      case APPROVED, PAID -> "approved";
      case VOIDED -> "removed";
    };
  }

  private void invoice(RecordRef ref, JsonNode invoice) {
    String status = status(invoice.path("Status").asString());
    xero.put(new Place(ref, "status"), status);
    xero.put(new Place(ref, "reference"), invoice.path("Reference").asString(""));
    xero.put(new Place(ref, "client"), invoice.at("/Contact/ContactID").asString(""));
    xero.put(new Place(ref, "due date"), invoice.path("DueDateString").asString("").split("T")[0]);
    Lines.read(invoice).forEach((field, line) -> xero.put(new Place(ref, field), line));
  }

  static String status(String it) {
    return switch (it) {
      case "AUTHORISED", "PAID" -> "approved";
      case "VOIDED", "DELETED" -> "removed";
      default -> "draft";
    };
  }
}
