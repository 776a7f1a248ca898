package dev.tandem.bench.lives;

import dev.tandem.bench.Control;
import dev.tandem.bench.push.Practice;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Does something in Xero with some of the invoices, of what Xero lets a person do. */
final class Bookkeeper {

  /** Of so many invoices one is touched. */
  private static final int ONE_OF = 3;

  private final Practice practice;
  private final Control xero;
  private final Random random;
  private final Credits credits;
  private final Advances advances;
  private final Billing billing;
  private final Outbox outbox;
  private final Clock clock;
  private int written;

  Bookkeeper(Practice practice, Control xero, Random random) {
    this.practice = practice;
    this.xero = xero;
    this.random = random;
    this.credits = practice.world().bean(Credits.class);
    this.advances = practice.world().bean(Advances.class);
    this.billing = practice.world().bean(Billing.class);
    this.outbox = practice.world().bean(Outbox.class);
    this.clock = practice.world().bean(Clock.class);
  }

  /** One thing that can be done over there. */
  private record Deed(
      String what, String method, String path, Map<String, Object> record, @Nullable Deed then) {}

  /**
   * Both sides are equal when this begins.
   *
   * @return how much was done
   */
  int visit(List<Life> lives) {
    JsonNode books = xero.books(practice.tenant());
    Map<String, JsonNode> invoices = new HashMap<>();
    books.path("Invoices").forEach(it -> invoices.put(it.path("InvoiceID").asString(), it));
    int done = 0;
    for (Life life : lives) {
      if (random.nextInt(ONE_OF) == 0) {
        done += visit(life, invoices, books);
      }
    }
    return done;
  }

  private int visit(Life life, Map<String, JsonNode> invoices, JsonNode books) {
    InvoiceId id = life.invoices().get(random.nextInt(life.invoices().size()));
    String there =
        practice.in(() -> outbox.standing(new RecordRef("invoice", id.value())).ledgerId());
    JsonNode invoice = there == null ? null : invoices.get(there);
    if (invoice == null) {
      return 0;
    }
    List<Deed> deeds = possible(id, invoice, books);
    if (deeds.isEmpty()) {
      return 0;
    }
    Deed deed = deeds.get(random.nextInt(deeds.size()));
    JsonNode made = write(deed.method(), deed.path(), deed.record());
    if (deed.then() != null) {
      String path = deed.then().path().formatted(made.path("CreditNoteID").asString());
      write(deed.then().method(), path, deed.then().record());
    }
    life.note(invoice.path("InvoiceNumber").asString() + " in Xero: " + deed.what());
    return 1;
  }

  private JsonNode write(String method, String path, Map<String, Object> record) {
    return xero.write(practice.tenant(), method, path, record);
  }

  private List<Deed> possible(InvoiceId id, JsonNode invoice, JsonNode books) {
    var deeds = new ArrayList<Deed>();
    String there = invoice.path("InvoiceID").asString();
    String status = invoice.path("Status").asString();
    boolean settling =
        amount(invoice, "AmountPaid").signum() != 0
            || amount(invoice, "AmountCredited").signum() != 0;
    if (!status.equals("AUTHORISED") && !status.equals("PAID")) {
      return deeds;
    }
    deeds.add(
        new Deed(
            "another reference",
            "POST",
            "Invoices/" + there,
            Map.of("Reference", "Bookkeeper " + random.nextInt(1_000)),
            null));
    if (status.equals("AUTHORISED")) {
      BigDecimal some = some(amount(invoice, "AmountDue"));
      deeds.add(new Deed("paid " + some, "PUT", "Payments", payment("Invoice", there, some), null));
      deeds.add(credit(invoice, some));
    }
    if (status.equals("AUTHORISED") && !settling) {
      deeds.add(new Deed("voided", "POST", "Invoices/" + there, Map.of("Status", "VOIDED"), null));
    }
    for (JsonNode it : books.path("Payments")) {
      if (it.path("Status").asString().equals("AUTHORISED")
          && it.path("Invoice").path("InvoiceID").asString().equals(there)) {
        deeds.add(
            new Deed(
                "removed the payment of " + it.path("Amount"),
                "POST",
                "Payments/" + it.path("PaymentID").asString(),
                Map.of("Status", "DELETED"),
                null));
      }
    }
    withCreditNotes(id, invoice, deeds);
    withDeposits(id, invoice, deeds);
    return deeds;
  }

  private void withCreditNotes(InvoiceId id, JsonNode invoice, List<Deed> deeds) {
    for (CreditNoteView note : practice.in(() -> credits.of(id))) {
      if (note.ledgerId() == null || !note.stands()) {
        continue;
      }
      String path = "CreditNotes/" + note.ledgerId() + "/Allocations";
      note.allocations().stream()
          .filter(it -> !it.removed() && it.ledgerId() != null && id.equals(it.invoice()))
          .forEach(
              it ->
                  deeds.add(
                      new Deed(
                          note.number() + " taken off",
                          "DELETE",
                          path + "/" + it.ledgerId(),
                          Map.of(),
                          null)));
      if (note.remaining().signum() > 0) {
        BigDecimal some = some(note.remaining());
        deeds.add(
            new Deed(
                "gave " + some + " of " + note.number() + " back",
                "PUT",
                "Payments",
                payment("CreditNote", note.ledgerId(), some),
                null));
        BigDecimal most = note.remaining().min(amount(invoice, "AmountDue"));
        if (most.signum() > 0) {
          deeds.add(
              new Deed(
                  "used " + most + " of " + note.number(),
                  "PUT",
                  path,
                  allocation(invoice, most),
                  null));
        }
      }
    }
  }

  private void withDeposits(InvoiceId id, JsonNode invoice, List<Deed> deeds) {
    deeds.add(deposit(invoice));
    for (AdvanceView it : practice.in(() -> advances.ofClient(billing.find(id).billTo()))) {
      if (it.ledgerId() == null || it.removed()) {
        continue;
      }
      boolean over = it.ledgerId().startsWith("overpayment/");
      String there = it.ledgerId().substring(it.ledgerId().indexOf('/') + 1);
      String path = (over ? "Overpayments/" : "Prepayments/") + there + "/Allocations";
      String name = it.word() + " of " + it.amount();
      it.allocations().stream()
          .filter(one -> !one.removed() && one.ledgerId() != null && id.equals(one.invoice()))
          .forEach(
              one ->
                  deeds.add(
                      new Deed(
                          name + " taken off",
                          "DELETE",
                          path + "/" + one.ledgerId(),
                          Map.of(),
                          null)));
      BigDecimal most = it.remaining().min(amount(invoice, "AmountDue"));
      if (most.signum() > 0 && invoice.path("Status").asString().equals("AUTHORISED")) {
        deeds.add(
            new Deed(
                "used " + most + " of a " + name, "PUT", path, allocation(invoice, most), null));
      }
      if (it.remaining().signum() > 0) {
        BigDecimal some = some(it.remaining());
        deeds.add(
            new Deed(
                "gave " + some + " of a " + name + " back",
                "PUT",
                "Payments",
                payment(over ? "Overpayment" : "Prepayment", there, some),
                null));
      }
    }
  }

  /** An overpayment, or a prepayment with a tax of its own. */
  private Deed deposit(JsonNode invoice) {
    boolean over = random.nextBoolean();
    BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(30_000), 2);
    Map<String, Object> line =
        over
            ? Map.of("Description", "x", "Quantity", 1, "UnitAmount", amount)
            : Map.of(
                "Description",
                "x",
                "Quantity",
                1,
                "UnitAmount",
                amount,
                "AccountCode",
                "200",
                "TaxType",
                "EXEMPTOUTPUT");
    return new Deed(
        "a deposit of " + amount,
        "PUT",
        "BankTransactions",
        Map.of(
            "Type",
            over ? "RECEIVE-OVERPAYMENT" : "RECEIVE-PREPAYMENT",
            "Contact",
            Map.of("ContactID", invoice.path("Contact").path("ContactID").asString()),
            "BankAccount",
            Map.of("Code", "090"),
            "LineItems",
            List.of(line)),
        null);
  }

  private Deed credit(JsonNode invoice, BigDecimal some) {
    return new Deed(
        "credited " + some,
        "PUT",
        "CreditNotes",
        Map.of(
            "Type",
            "ACCRECCREDIT",
            "CreditNoteNumber",
            "BK-" + ++written,
            "Status",
            "AUTHORISED",
            "LineAmountTypes",
            "Inclusive",
            "Date",
            today().toString(),
            "Contact",
            Map.of("ContactID", invoice.path("Contact").path("ContactID").asString()),
            "LineItems",
            List.of(
                Map.of(
                    "Description",
                    "By the bookkeeper",
                    "Quantity",
                    1,
                    "UnitAmount",
                    some,
                    "AccountCode",
                    "200",
                    "TaxType",
                    "OUTPUT"))),
        new Deed("", "PUT", "CreditNotes/%s/Allocations", allocation(invoice, some), null));
  }

  private Map<String, Object> allocation(JsonNode invoice, BigDecimal amount) {
    return Map.of(
        "Amount",
        amount,
        "Date",
        today().toString(),
        "Invoice",
        Map.of("InvoiceID", invoice.path("InvoiceID").asString()));
  }

  private Map<String, Object> payment(String of, String id, BigDecimal amount) {
    return Map.of(
        of,
        Map.of(of + "ID", id),
        "Account",
        Map.of("Code", "090"),
        "Date",
        today().toString(),
        "Amount",
        amount);
  }

  private BigDecimal some(BigDecimal most) {
    return random.nextBoolean()
        ? most
        : most.multiply(BigDecimal.valueOf(1 + random.nextInt(9), 1)).setScale(2, RoundingMode.UP);
  }

  private static BigDecimal amount(JsonNode record, String field) {
    return record.path(field).decimalValue(BigDecimal.ZERO);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Practice.ZONE);
  }
}
