package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Dates;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.accounting.contacts.ContactView;
import dev.tandem.simulator.accounting.contacts.ContactWriter;
import dev.tandem.simulator.accounting.documents.InvoiceStatus;
import dev.tandem.simulator.accounting.documents.InvoiceView;
import dev.tandem.simulator.accounting.documents.InvoiceWriter;
import dev.tandem.simulator.accounting.money.PaymentView;
import dev.tandem.simulator.accounting.money.PaymentWriter;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Xero's own user does in the browser, under the same rules as the API. */
public final class UserDesk {
  /** What the user tried is not allowed; the message is for a person. */
  public static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message, null, false, false);
    }
  }

  private final Ledger ledger;
  private final Switches switches;

  public UserDesk(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
  }

  /** Pays what is due, or the given part of it, into the first bank account. */
  public ObjectNode pay(String invoice, @Nullable BigDecimal amount, @Nullable String reference) {
    return acting(
        () -> {
          ObjectNode found = invoice(invoice);
          ObjectNode payment =
              Json.object()
                  .put("Amount", amount == null ? Fields.amount(found, "AmountDue") : amount);
          payment.putObject("Invoice").put("InvoiceID", found.path("InvoiceID").asString());
          payment.putObject("Account").put("AccountID", bank().path("AccountID").asString());
          if (reference != null) {
            payment.put("Reference", reference);
          }
          return new PaymentView(ledger)
              .show(
                  new PaymentWriter(ledger, switches).create(payment, new Problems()),
                  Detail.SINGLE);
        });
  }

  public ObjectNode removePayment(String paymentId) {
    ObjectNode sent = Json.object().put("PaymentID", paymentId).put("Status", "DELETED");
    return acting(
        () ->
            new PaymentView(ledger)
                .show(
                    new PaymentWriter(ledger, switches).save(sent, new Problems()), Detail.SINGLE));
  }

  /** Changes the fields given, in Xero's own shape. */
  public ObjectNode editContact(String contact, ObjectNode changes) {
    return acting(
        () -> {
          ObjectNode sent = changes.deepCopy();
          sent.put("ContactID", contact(contact).path("ContactID").asString());
          ObjectNode saved = new ContactWriter(ledger).save(sent, new Problems());
          return new ContactView(ledger).show(saved, Detail.SINGLE);
        });
  }

  public ObjectNode archiveContact(String contact) {
    return editContact(contact, Json.object().put("ContactStatus", "ARCHIVED"));
  }

  public ObjectNode newContact(ObjectNode contact) {
    return acting(
        () ->
            new ContactView(ledger)
                .show(new ContactWriter(ledger).create(contact, new Problems()), Detail.SINGLE));
  }

  /** Changes the fields given, in Xero's own shape. */
  public ObjectNode editInvoice(String invoice, ObjectNode changes) {
    return acting(
        () -> {
          ObjectNode sent = changes.deepCopy();
          sent.put("InvoiceID", invoice(invoice).path("InvoiceID").asString());
          return new InvoiceView(ledger, 4)
              .show(writer().save(sent, new Problems()), Detail.SINGLE);
        });
  }

  public ObjectNode newInvoice(ObjectNode invoice) {
    return acting(
        () ->
            new InvoiceView(ledger, 4)
                .show(writer().create(invoice, new Problems()), Detail.SINGLE));
  }

  /** Voids an approved invoice; deletes one that is not approved yet. */
  public ObjectNode voidInvoice(String invoice) {
    String status = ledger.reading(() -> invoice(invoice)).path("Status").asString();
    boolean approved = InvoiceStatus.approved(status);
    return editInvoice(invoice, Json.object().put("Status", approved ? "VOIDED" : "DELETED"));
  }

  /** Adds a currency that invoices may be written in, as under Settings, Currencies. */
  public ObjectNode addCurrency(String code) {
    return acting(
        () -> {
          if (!code.matches("[A-Z]{3}")) {
            throw new Invalid("Not a currency: " + code);
          }
          ObjectNode organisation = ledger.organisation().deepCopy();
          organisation.withArray("_currencies").add(code);
          ledger.putQuietly(Kind.ORGANISATION, organisation);
          return Wire.outward(organisation);
        });
  }

  /** Whether Xero says of these books that they are there to try things. */
  public ObjectNode demoCompany(boolean demo) {
    return acting(
        () -> {
          ObjectNode organisation = ledger.organisation().deepCopy();
          ledger.putQuietly(Kind.ORGANISATION, organisation.put("IsDemoCompany", demo));
          return Wire.outward(organisation);
        });
  }

  /** Closes the books up to a day, or opens them again when no day is given. */
  public ObjectNode lockPeriod(@Nullable String day) {
    return acting(
        () -> {
          ObjectNode organisation = ledger.organisation().deepCopy();
          if (day == null) {
            organisation.remove("PeriodLockDate");
          } else {
            organisation.put(
                "PeriodLockDate",
                Dates.day(day).orElseThrow(() -> new Invalid("Not a date: " + day)).toString());
          }
          ledger.putQuietly(Kind.ORGANISATION, organisation);
          return Wire.outward(organisation);
        });
  }

  /** Everything in the books, in Xero's own shape. */
  public ObjectNode books() {
    return ledger.reading(
        () -> {
          ObjectNode books = Json.object();
          books.set("Organisation", Wire.outward(ledger.organisation()));
          var contacts = books.putArray("Contacts");
          ContactView contactView = new ContactView(ledger);
          ledger
              .all(Kind.CONTACT)
              .forEach(each -> contacts.add(contactView.show(each, Detail.SINGLE)));
          var invoices = books.putArray("Invoices");
          InvoiceView invoiceView = new InvoiceView(ledger, 4);
          ledger
              .all(Kind.INVOICE)
              .forEach(each -> invoices.add(invoiceView.show(each, Detail.PAGE)));
          var payments = books.putArray("Payments");
          PaymentView paymentView = new PaymentView(ledger);
          ledger
              .all(Kind.PAYMENT)
              .forEach(each -> payments.add(paymentView.show(each, Detail.SINGLE)));
          return books;
        });
  }

  private InvoiceWriter writer() {
    return new InvoiceWriter(ledger, switches, 4, "");
  }

  private ObjectNode acting(Supplier<ObjectNode> act) {
    try {
      return ledger.writing(act);
    } catch (Invalid invalid) {
      throw new Refused(String.join(" ", invalid.messages()));
    } catch (Refusal refusal) {
      throw new Refused(refusal.response().text());
    }
  }

  private ObjectNode bank() {
    List<ObjectNode> banks =
        ledger
            .all(Kind.ACCOUNT)
            .filter(account -> account.path("Type").asString().equals("BANK"))
            .sorted(java.util.Comparator.comparing(account -> account.path("Code").asString()))
            .toList();
    return banks.getFirst();
  }

  /** By id or by number. */
  private ObjectNode invoice(String key) {
    return found(Kind.INVOICE, key).orElseThrow(() -> new Refused("There is no invoice " + key));
  }

  /** By id or by number. */
  private ObjectNode contact(String key) {
    return found(Kind.CONTACT, key).orElseThrow(() -> new Refused("There is no contact " + key));
  }

  private Optional<ObjectNode> found(Kind kind, String key) {
    return ledger
        .get(kind, Indexes.key(key))
        .or(() -> ledger.find(kind, "number", Indexes.key(key)).findFirst());
  }
}
