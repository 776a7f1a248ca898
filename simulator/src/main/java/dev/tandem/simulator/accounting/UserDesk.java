package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Text;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.contacts.ContactWriter;
import dev.tandem.simulator.accounting.money.CreditEdit;
import dev.tandem.simulator.accounting.money.CreditVoid;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Xero's own user does in the browser, under the same rules as the API: whatever the API takes
 * goes through its own endpoints, as a call of no app.
 */
public final class UserDesk {
  /** What the user tried is not allowed; the message is for a person. */
  public static final class Refused extends RuntimeException {
    public Refused(String message) {
      super(message, null, false, false);
    }
  }

  private final Ledger ledger;
  private final UserCalls calls;

  UserDesk(Ledger ledger, UserCalls calls) {
    this.ledger = ledger;
    this.calls = calls;
  }

  /** Any write that the API takes, {@code PUT CreditNotes} for instance; answers the record. */
  public ObjectNode write(String method, String path, ObjectNode body) {
    return calls.write(ledger, method, path, body);
  }

  /** A single record as the API shows it; empty if it does not show such records one by one. */
  public Optional<ObjectNode> show(Kind kind, String id) {
    return calls.read(ledger, kind, id);
  }

  /** Pays what is due, or the given part of it, into the first bank account. */
  public ObjectNode pay(String invoice, @Nullable BigDecimal amount, @Nullable String reference) {
    ObjectNode found = invoice(invoice);
    ObjectNode payment =
        Json.object().put("Amount", amount == null ? Fields.amount(found, "AmountDue") : amount);
    payment.putObject("Invoice").put("InvoiceID", found.path("InvoiceID").asString());
    payment.putObject("Account").put("AccountID", bank().path("AccountID").asString());
    if (reference != null) {
      payment.put("Reference", reference);
    }
    return write("PUT", "Payments", payment);
  }

  public ObjectNode removeBatch(String batch) {
    return write("POST", "BatchPayments/" + batch, Json.object().put("Status", "DELETED"));
  }

  public ObjectNode removePayment(String payment) {
    return write("POST", "Payments/" + payment, Json.object().put("Status", "DELETED"));
  }

  /** Changes the fields given, in Xero's own shape. */
  public ObjectNode editContact(String contact, ObjectNode changes) {
    return write("POST", "Contacts/" + id(Kind.CONTACT, contact), changes);
  }

  public ObjectNode archiveContact(String contact) {
    return editContact(contact, Json.object().put("ContactStatus", "ARCHIVED"));
  }

  /** Whatever the API may: Xero's own pages restore every contact but one that was merged away. */
  public ObjectNode restoreContact(String contact) {
    ObjectNode stored = record(Kind.CONTACT, contact);
    String id = stored.path("ContactID").asString();
    if (stored.has("MergedToContactID")) {
      throw new Refused("The contact was merged into another one and cannot be restored");
    }
    if (stored.path("ContactStatus").asString("").equals("GDPRREQUEST")) {
      throw new Refused("The contact is archived and cannot be restored");
    }
    try {
      ledger.writing(() -> new ContactWriter(ledger).restore(stored));
    } catch (Invalid invalid) {
      throw new Refused(String.join(" ", invalid.messages()));
    }
    return show(Kind.CONTACT, id).orElseThrow();
  }

  /**
   * Merges a contact into another one, which the API cannot do: its documents move, and it is
   * archived with a pointer to where they went.
   *
   * @return the contact that was merged away
   */
  public ObjectNode mergeContact(String source, String into) {
    ContactMerge merge =
        new ContactMerge(ledger, record(Kind.CONTACT, source), record(Kind.CONTACT, into));
    ledger.writing(merge::run);
    String id = id(Kind.CONTACT, source);
    return show(Kind.CONTACT, id).orElseThrow();
  }

  public ObjectNode newContact(ObjectNode contact) {
    return write("PUT", "Contacts", contact);
  }

  /** Changes the fields given, in Xero's own shape. */
  public ObjectNode editInvoice(String invoice, ObjectNode changes) {
    return write("POST", "Invoices/" + id(Kind.INVOICE, invoice), changes);
  }

  public ObjectNode newInvoice(ObjectNode invoice) {
    return write("PUT", "Invoices", invoice);
  }

  /** Voids an approved invoice; deletes one that is not approved yet. */
  public ObjectNode voidInvoice(String invoice) {
    String status = invoice(invoice).path("Status").asString();
    boolean open = status.equals("DRAFT") || status.equals("SUBMITTED");
    return editInvoice(invoice, Json.object().put("Status", open ? "DELETED" : "VOIDED"));
  }

  /** Adds a credit note over an amount, tax included, and allocates it to the invoice. */
  public ObjectNode credit(String invoice, BigDecimal amount) {
    ObjectNode found = invoice(invoice);
    boolean sale = found.path("Type").asString("").equals("ACCREC");
    ObjectNode note =
        Json.object()
            .put("Type", sale ? "ACCRECCREDIT" : "ACCPAYCREDIT")
            .put("Status", "AUTHORISED")
            .put("LineAmountTypes", "Inclusive")
            .put("Date", ledger.today().toString())
            .put("CurrencyCode", found.path("CurrencyCode").asString(""));
    note.set("Contact", found.path("Contact").deepCopy());
    var first = found.path("LineItems").path(0);
    note.putArray("LineItems")
        .addObject()
        .put("Description", "Credit for " + found.path("InvoiceNumber").asString(""))
        .put("Quantity", 1)
        .put("UnitAmount", amount)
        .put("AccountCode", first.path("AccountCode").asString(""))
        .put("TaxType", first.path("TaxType").asString(""));
    ObjectNode made = write("PUT", "CreditNotes", note);
    allocate(Kind.CREDIT_NOTE, made.path("CreditNoteID").asString(), found, amount);
    return made;
  }

  /** Allocates a credit note, an overpayment or a prepayment to an invoice or a bill. */
  public ObjectNode allocate(Kind kind, String id, ObjectNode invoice, BigDecimal amount) {
    ObjectNode allocation = Json.object().put("Amount", amount);
    allocation.putObject("Invoice").put("InvoiceID", invoice.path("InvoiceID").asString());
    allocation.put("Date", ledger.today().toString());
    ObjectNode body = Json.object();
    body.putArray("Allocations").add(allocation);
    return write("PUT", kind.collection() + "/" + id + "/Allocations", body);
  }

  /** Voids an overpayment or a prepayment. */
  public ObjectNode endCredit(Kind kind, String id) {
    try {
      return ledger.writing(() -> new CreditVoid(ledger).end(kind, id));
    } catch (Invalid invalid) {
      throw new Refused(String.join(" ", invalid.messages()));
    }
  }

  /**
   * Changes contact, day, reference or amount of an overpayment or a prepayment.
   *
   * @param quietly with no new time and no event
   */
  public ObjectNode editCredit(Kind kind, String id, ObjectNode changes, boolean quietly) {
    try {
      return ledger.writing(() -> new CreditEdit(ledger, quietly).edit(kind, id, changes));
    } catch (Invalid invalid) {
      throw new Refused(String.join(" ", invalid.messages()));
    }
  }

  /** Takes a record out for good; nothing that names it changes, and no event tells. */
  public ObjectNode takeOut(Kind kind, String id) {
    return ledger.writing(
        () -> {
          ObjectNode found =
              ledger.get(kind, id).orElseThrow(() -> new Refused("There is no such record"));
          ledger.remove(kind, id);
          return found;
        });
  }

  public ObjectNode bringBack(Kind kind, ObjectNode record) {
    return ledger.writing(
        () -> {
          ledger.putQuietly(kind, record);
          return record;
        });
  }

  /** What the user changes about the organisation itself. */
  public OrganisationDesk settings() {
    return new OrganisationDesk(ledger, calls);
  }

  /** Everything in the books, in Xero's own shape. */
  public ObjectNode books() {
    return new WholeBooks(ledger).show();
  }

  /** Where money goes unless somebody says otherwise: the first bank account. */
  public ObjectNode bank() {
    return ledger.reading(
        () ->
            ledger
                .all(Kind.ACCOUNT)
                .filter(account -> account.path("Type").asString().equals("BANK"))
                .min(Comparator.comparing(account -> account.path("Code").asString()))
                .orElseThrow(() -> new Refused("There is no bank account")));
  }

  /** By id or by number. */
  public ObjectNode invoice(String key) {
    return record(Kind.INVOICE, key);
  }

  /** As stored, by id or by the number or code that people use; refused if there is none. */
  public ObjectNode record(Kind kind, String key) {
    return ledger.reading(
        () ->
            ledger
                .get(kind, Indexes.key(key))
                .or(() -> numbered(kind, key))
                .orElseThrow(
                    () ->
                        new Refused(
                            "There is no "
                                + kind.singular().toLowerCase(Locale.ROOT)
                                + " "
                                + key)));
  }

  private Optional<ObjectNode> numbered(Kind kind, String key) {
    return switch (kind) {
      case CONTACT ->
          ledger
              .find(kind, "number", Indexes.key(key))
              .findFirst()
              .or(() -> ledger.find(kind, "name", Text.key(key)).findFirst());
      case INVOICE, CREDIT_NOTE -> ledger.find(kind, "number", Indexes.key(key)).findFirst();
      case ITEM, ACCOUNT -> ledger.find(kind, "code", Indexes.key(key)).findFirst();
      default -> Optional.empty();
    };
  }

  private String id(Kind kind, String key) {
    return record(kind, key).path(kind.idField()).asString();
  }
}
