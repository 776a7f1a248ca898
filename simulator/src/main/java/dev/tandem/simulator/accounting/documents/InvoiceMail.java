package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.http.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Xero sends an invoice to its contact. Xero: sales invoices from SUBMITTED on; 1,000 a day from an
 * organisation that pays, 20 from one on trial, none from a demo company.
 */
final class InvoiceMail {
  private static final int PAYING = 1_000;
  private static final int TRIAL = 20;
  private static final Set<String> SENDABLE = Set.of("SUBMITTED", "AUTHORISED", "PAID");

  private final Ledger ledger;
  private final Switches switches;

  InvoiceMail(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
  }

  /** Marks the invoice as sent and returns the mail that goes out. */
  ObjectNode send(ObjectNode invoice) {
    String status = invoice.path("Status").asString();
    if (!invoice.path("Type").asString().equals("ACCREC") || !SENDABLE.contains(status)) {
      throw new Invalid(
          "Only SUBMITTED, AUTHORISED or PAID sales invoices can be emailed to their contact.");
    }
    ObjectNode contact =
        ledger.get(Kind.CONTACT, invoice.at("/Contact/ContactID").asString()).orElseThrow();
    String address =
        Fields.said(contact, "EmailAddress")
            .orElseThrow(() -> new Invalid("The contact has no email address to send to."));
    count();
    if (InvoiceStatus.approved(status)) {
      mark(invoice);
    }
    return mail(invoice, contact, everybody(contact, address));
  }

  /** Xero: the contact and those of its people who are included in e-mails. */
  private static String everybody(ObjectNode contact, String address) {
    StringBuilder all = new StringBuilder(address);
    for (JsonNode person : contact.path("ContactPersons")) {
      String other = person.path("EmailAddress").asString("");
      if (person.path("IncludeInEmails").asBoolean(false) && !other.isEmpty()) {
        all.append(", ").append(other);
      }
    }
    return all.toString();
  }

  private void count() {
    ObjectNode organisation = ledger.organisation().deepCopy();
    String today = ledger.today().toString();
    boolean sameDay = organisation.path("_mailDay").asString("").equals(today);
    int sent = sameDay ? organisation.path("_mailsSent").asInt(0) : 0;
    if (sent >= limit(organisation)) {
      throw new Invalid("You have reached the daily limit of " + limit(organisation) + " emails.");
    }
    organisation.put("_mailDay", today).put("_mailsSent", sent + 1);
    ledger.putQuietly(Kind.ORGANISATION, organisation);
  }

  private int limit(ObjectNode organisation) {
    if (organisation.path("Class").asString("").equals("TRIAL")) {
      return TRIAL;
    }
    boolean demo = organisation.path("IsDemoCompany").asBoolean(false);
    return demo && switches.is(Switch.DEMO_COMPANIES_SEND_NO_EMAIL) ? 0 : PAYING;
  }

  private void mark(ObjectNode invoice) {
    ObjectNode sent = invoice.deepCopy().put("SentToContact", true);
    if (InvoiceEdits.settled(invoice)) {
      ledger.putQuietly(Kind.INVOICE, sent);
    } else if (!invoice.equals(sent)) {
      ledger.put(Kind.INVOICE, sent);
    }
  }

  private ObjectNode mail(ObjectNode invoice, ObjectNode contact, String address) {
    String number = invoice.path("InvoiceNumber").asString("");
    String due = invoice.path("DueDate").asString("");
    String text =
        """
        Hi %s,

        Here's invoice %s for %s %s%s.

        View your bill online: %s

        Thanks,
        %s
        """
            .formatted(
                contact.path("FirstName").asString(contact.path("Name").asString("")),
                number,
                invoice.path("CurrencyCode").asString(""),
                Fields.amount(invoice, "Total").toPlainString(),
                due.isEmpty() ? "" : ", due on " + due,
                OnlineInvoice.url(invoice),
                ledger.name());
    return Json.object()
        .put("from", ledger.name() + " <messaging-service@post.xero.com>")
        .put("to", address)
        .put("subject", "Invoice " + number + " from " + ledger.name())
        .put("text", text);
  }
}
