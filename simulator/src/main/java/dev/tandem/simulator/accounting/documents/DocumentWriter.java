package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.settings.PlanLimits;
import java.time.LocalDate;
import tools.jackson.databind.node.ObjectNode;

/** What writing invoices and writing credit notes have in common. */
final class DocumentWriter {
  private final Ledger ledger;
  private final Switches switches;
  private final Settlement settlement;
  private final DocumentHead head;
  private final DocumentContact contacts;
  private final DocumentLines lines;
  private final RoundingAmount rounding;
  private final PlanLimits plan;
  private final Backorders backorders;

  DocumentWriter(Ledger ledger, Switches switches, int unitDecimals, boolean allowBackorders) {
    this.ledger = ledger;
    this.switches = switches;
    this.settlement = new Settlement(ledger, switches);
    this.head = new DocumentHead(ledger, switches);
    this.contacts = new DocumentContact(ledger);
    this.lines = new DocumentLines(ledger, switches, unitDecimals);
    this.rounding = new RoundingAmount(switches);
    this.plan = new PlanLimits(ledger);
    this.backorders = new Backorders(ledger, allowBackorders);
  }

  ObjectNode write(Revision revision) {
    refuseOtherType(revision);
    String status =
        InvoiceStatus.next(revision.type(), revision.statusBefore(), revision.statusAsked());
    if (DocumentEnd.is(status)) {
      return new DocumentEnd(ledger).end(revision, status);
    }
    ObjectNode next = revision.next();
    head.copy(revision);
    ObjectNode contact = copyContact(revision);
    next.put("Status", status);
    copyLines(revision);
    check(revision);
    revision.problems().refuse();
    settlement.tally(revision.type().kind(), next);
    store(revision);
    contacts.mark(contact, revision.type());
    return next;
  }

  private static void refuseOtherType(Revision revision) {
    String sent = Fields.said(revision.sent(), "Type").orElse("");
    revision
        .problems()
        .errorIf(
            !sent.isEmpty() && !sent.equals(revision.type().name()),
            "The Type of an existing document cannot be changed");
  }

  private ObjectNode copyContact(Revision revision) {
    if (!revision.fresh() && !Fields.present(revision.sent(), "Contact")) {
      return (ObjectNode) revision.next().path("Contact");
    }
    ObjectNode contact = contacts.resolve(revision.sent(), revision.problems());
    revision.next().putObject("Contact").put("ContactID", contact.path("ContactID").asString());
    return contact;
  }

  private void copyLines(Revision revision) {
    lines.copy(revision.sent(), revision.next(), revision.problems());
    rounding.copy(revision);
    if (revision.linesSent()) {
      Totals.compare(revision.sent(), revision.next(), revision.problems());
    }
  }

  private void check(Revision revision) {
    ObjectNode next = revision.next();
    Problems problems = revision.problems();
    lines.suit(next, problems);
    String status = next.path("Status").asString();
    if (!status.equals("DRAFT")) {
      lines.complete(next, problems);
      checkDueDate(revision);
      problems.errorIf(
          problems.none() && Fields.amount(next, "Total").signum() < 0,
          "The total for this document must be positive");
    }
    if (status.equals("AUTHORISED") && !InvoiceStatus.approved(revision.statusBefore())) {
      contacts.refuseArchived(next, problems);
    }
    if (status.equals("AUTHORISED")) {
      if (revision.type().kind() == Kind.INVOICE
          && !InvoiceStatus.approved(revision.statusBefore())) {
        plan.approve(revision.type().sales(), problems);
      }
      backorders.check(revision);
      LocalDate date = LocalDate.parse(next.path("Date").asString());
      LockDates.check(ledger.organisation(), date, problems);
    }
    if (!revision.fresh()) {
      InvoiceEdits.refuseForbidden(revision, ledger.organisation());
    }
  }

  private void checkDueDate(Revision revision) {
    ObjectNode next = revision.next();
    if (revision.type().kind() != Kind.INVOICE || next.has("DueDate")) {
      return;
    }
    if (switches.is(Switch.DUE_DATE_REQUIRED)) {
      revision.problems().error("Due Date cannot be empty");
    } else {
      next.put("DueDate", next.path("Date").asString());
    }
  }

  private void store(Revision revision) {
    Kind kind = revision.type().kind();
    if (InvoiceEdits.movesNoDate(revision.before(), revision.next())) {
      ledger.putQuietly(kind, revision.next());
    } else {
      ledger.put(kind, revision.next());
    }
  }
}
