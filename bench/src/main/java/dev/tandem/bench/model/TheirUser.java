package dev.tandem.bench.model;

import dev.tandem.bench.Control;
import dev.tandem.bench.model.Edits.Side;
import dev.tandem.bench.push.Practice;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody in Xero. */
final class TheirUser {

  private static final Map<String, String> ADDRESS =
      Map.of(
          "address", "AddressLine1",
          "address, second line", "AddressLine2",
          "town", "City",
          "region", "Region",
          "postcode", "PostalCode",
          "country", "Country");

  private final Practice practice;
  private final Control xero;
  private final Cast cast;
  private final Edits edits;
  private final Clockwork clockwork;
  private final Random random;
  private final Outbox outbox;
  private final Clock clock;

  TheirUser(
      Practice practice, Control xero, Cast cast, Edits edits, Clockwork clockwork, Random random) {
    this.practice = practice;
    this.xero = xero;
    this.cast = cast;
    this.edits = edits;
    this.clockwork = clockwork;
    this.random = random;
    this.outbox = practice.world().bean(Outbox.class);
    this.clock = practice.world().bean(Clock.class);
  }

  /** What a contact says of the fields that are looked at. */
  static Map<String, String> read(JsonNode contact) {
    var all = new HashMap<String, String>();
    all.put("e-mail", contact.path("EmailAddress").asString(""));
    JsonNode address = address(contact);
    ADDRESS.forEach((name, field) -> all.put(name, address.path(field).asString("")));
    all.put(Forms.PHONE, ContactPhones.read(contact, "DEFAULT"));
    all.put(Forms.MOBILE, ContactPhones.read(contact, "MOBILE"));
    return all;
  }

  private static JsonNode address(JsonNode contact) {
    for (JsonNode it : contact.path("Addresses")) {
      if (it.path("AddressType").asString("").equals("POBOX")) {
        return it;
      }
    }
    return contact.path("Nothing");
  }

  private @Nullable JsonNode find(RecordRef record, String collection, String id) {
    String there = practice.in(() -> outbox.standing(record).ledgerId());
    return there == null
        ? null
        : Sides.byId(xero.books(practice.tenant()), collection, id).get(there);
  }

  /** One or two things about a contact; of an address the form holds all the rest as it was. */
  void editContact() {
    ClientId id = cast.client(random);
    var ref = new RecordRef("client", id.value());
    JsonNode now = find(ref, "Contacts", "ContactID");
    if (now == null) {
      return;
    }
    Map<String, String> before = read(now);
    var names = new ArrayList<>(before.keySet().stream().sorted().toList());
    Collections.shuffle(names, random);
    var typed = new LinkedHashMap<String, String>();
    names
        .subList(0, 1 + random.nextInt(2))
        .forEach(it -> typed.put(it, OurUser.value(it, "x", clockwork.value())));
    Map<String, Object> record = contact(before, typed);
    if (typed.containsKey(Forms.PHONE) || typed.containsKey(Forms.MOBILE)) {
      record.put(
          "Phones",
          ContactPhones.with(
              now, typed.get(Forms.PHONE), typed.get(Forms.MOBILE), random.nextInt(3)));
    }
    write("POST", "Contacts/" + now.path("ContactID").asString(), record);
    typed.forEach(
        (name, value) ->
            edits.accept(ref, name, clockwork.edit(Side.XERO, value, before.get(name))));
  }

  private static Map<String, Object> contact(
      Map<String, String> before, Map<String, String> typed) {
    var record = new HashMap<String, Object>();
    if (typed.containsKey("e-mail")) {
      record.put("EmailAddress", typed.get("e-mail"));
    }
    if (typed.keySet().stream().anyMatch(ADDRESS::containsKey)) {
      var address = new HashMap<String, Object>();
      address.put("AddressType", "POBOX");
      ADDRESS.forEach(
          (name, field) ->
              address.put(field, typed.getOrDefault(name, before.getOrDefault(name, ""))));
      record.put("Addresses", List.of(address));
    }
    return record;
  }

  /** Somebody is called otherwise. */
  void editName() {
    ClientId id = cast.client(random);
    var ref = new RecordRef("client", id.value());
    JsonNode now = find(ref, "Contacts", "ContactID");
    if (now == null) {
      return;
    }
    var names = new ContactNames(now, cast.isOrganisation(id));
    names.change(random, field -> OurUser.value(field, "x", clockwork.value()));
    write("POST", "Contacts/" + now.path("ContactID").asString(), names.record());
    names
        .said()
        .forEach(
            (field, value) ->
                edits.accept(
                    ref, field, clockwork.edit(Side.XERO, value, names.before().get(field))));
  }

  void editInvoice() {
    InvoiceId id = cast.invoice(random);
    var ref = new RecordRef("invoice", id.value());
    JsonNode now = find(ref, "Invoices", "InvoiceID");
    if (now == null || !Sides.status(now.path("Status").asString()).equals("approved")) {
      return;
    }
    // On one that is part paid a due date moves without telling anybody.
    boolean settled =
        amount(now, "AmountPaid").signum() + amount(now, "AmountCredited").signum() > 0;
    boolean reference = settled || random.nextInt(3) > 0;
    int number = clockwork.value();
    String value =
        reference
            ? OurUser.value("reference", "x", number)
            : OurUser.dueDate(today(), number).toString();
    String before =
        reference
            ? now.path("Reference").asString("")
            : now.path("DueDateString").asString("").split("T")[0];
    write(
        "POST",
        "Invoices/" + now.path("InvoiceID").asString(),
        Map.of(reference ? "Reference" : "DueDate", value));
    edits.accept(
        ref, reference ? "reference" : "due date", clockwork.edit(Side.XERO, value, before));
  }

  /** How a bookkeeper says that somebody else pays. */
  void editPayer() {
    InvoiceId id = cast.invoice(random);
    ClientId payer = cast.client(random);
    var ref = new RecordRef("invoice", id.value());
    JsonNode now = find(ref, "Invoices", "InvoiceID");
    String wanted =
        practice.in(() -> outbox.standing(new RecordRef("client", payer.value())).ledgerId());
    String before = now == null ? "" : now.at("/Contact/ContactID").asString("");
    if (now == null
        || wanted == null
        || wanted.equals(before)
        || !now.path("Status").asString().equals("AUTHORISED")) {
      return;
    }
    write(
        "POST",
        "Invoices/" + now.path("InvoiceID").asString(),
        Map.of("Contact", Map.of("ContactID", wanted)));
    edits.accept(ref, "client", clockwork.edit(Side.XERO, wanted, before));
  }

  void pay() {
    InvoiceId id = cast.invoice(random);
    JsonNode now = find(new RecordRef("invoice", id.value()), "Invoices", "InvoiceID");
    if (now == null || !now.path("Status").asString().equals("AUTHORISED")) {
      return;
    }
    BigDecimal due = amount(now, "AmountDue");
    BigDecimal some =
        random.nextInt(3) == 0
            ? due
            : BigDecimal.valueOf(1 + random.nextInt(due.movePointRight(2).intValueExact()), 2);
    JsonNode made =
        write(
            "PUT",
            "Payments",
            Map.of(
                "Invoice",
                Map.of("InvoiceID", now.path("InvoiceID").asString()),
                "Account",
                Map.of("Code", "090"),
                "Date",
                today().toString(),
                "Amount",
                some));
    cast.made().add(made.path("PaymentID").asString());
  }

  void removePayment() {
    InvoiceId id = cast.invoice(random);
    String there =
        practice.in(() -> outbox.standing(new RecordRef("invoice", id.value())).ledgerId());
    var standing = new ArrayList<String>();
    for (JsonNode it : xero.books(practice.tenant()).path("Payments")) {
      if (it.path("Status").asString().equals("AUTHORISED")
          && it.path("Invoice").path("InvoiceID").asString().equals(there)) {
        standing.add(it.path("PaymentID").asString());
      }
    }
    if (!standing.isEmpty()) {
      String it = standing.get(random.nextInt(standing.size()));
      write("POST", "Payments/" + it, Map.of("Status", "DELETED"));
      cast.removed().add(it);
    }
  }

  void voidInvoice() {
    InvoiceId id = cast.invoice(random);
    var ref = new RecordRef("invoice", id.value());
    JsonNode now = find(ref, "Invoices", "InvoiceID");
    if (now == null
        || !now.path("Status").asString().equals("AUTHORISED")
        || amount(now, "AmountPaid").signum() + amount(now, "AmountCredited").signum() > 0) {
      return;
    }
    write("POST", "Invoices/" + now.path("InvoiceID").asString(), Map.of("Status", "VOIDED"));
    edits.accept(ref, "status", clockwork.edit(Side.XERO, "removed", "approved"));
  }

  private JsonNode write(String method, String path, Map<String, Object> record) {
    return xero.write(practice.tenant(), method, path, record);
  }

  private static BigDecimal amount(JsonNode record, String field) {
    return record.path(field).decimalValue(BigDecimal.ZERO);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Practice.ZONE);
  }
}
