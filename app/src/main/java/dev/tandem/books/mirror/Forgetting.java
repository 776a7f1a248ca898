package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends the link of a record that the ledger no longer has, because a person said so, and those of
 * what belonged to it there: that went with it. Nothing changes over there.
 */
@Component
@Transactional
public class Forgetting {

  private static final String FORGOTTEN = "The link was ended: Xero no longer has it";

  /** What belongs to a document, in the order in which it is made there. */
  private static final Map<Kind, String> PARTS =
      Map.of(
          Kind.INVOICE,
          """
          select 'payment' as kind, id from practice.payment where invoice_id = :record
          union all
          select 'allocation', id from practice.allocation where invoice_id = :record""",
          Kind.CREDIT_NOTE,
          """
          select 'allocation' as kind, id from practice.allocation where credit_note_id = :record
          union all
          select 'refund', id from practice.refund where credit_note_id = :record""",
          Kind.ADVANCE,
          """
          select 'allocation' as kind, id from practice.allocation where advance_id = :record
          union all
          select 'refund', id from practice.refund where advance_id = :record""");

  private static final Map<Kind, String> TABLES =
      Map.of(
          Kind.CREDIT_NOTE,
          "practice.credit_note",
          Kind.ADVANCE,
          "practice.advance",
          Kind.ALLOCATION,
          "practice.allocation",
          Kind.REFUND,
          "practice.refund");

  private final JdbcClient jdbc;
  private final Links links;
  private final Linking linking;
  private final LedgerContacts contacts;
  private final ForgottenInvoices forgotten;
  private final Conflicts conflicts;
  private final Billing billing;
  private final Takings takings;
  private final Story story;
  private final AuditTrail trail;
  private final Changes changes;

  Forgetting(
      JdbcClient jdbc,
      Links links,
      Linking linking,
      LedgerContacts contacts,
      ForgottenInvoices forgotten,
      Conflicts conflicts,
      Billing billing,
      Takings takings,
      Story story,
      AuditTrail trail,
      Changes changes) {
    this.jdbc = jdbc;
    this.links = links;
    this.linking = linking;
    this.contacts = contacts;
    this.forgotten = forgotten;
    this.conflicts = conflicts;
    this.billing = billing;
    this.takings = takings;
    this.story = story;
    this.trail = trail;
    this.changes = changes;
  }

  /**
   * A client's contact: its name is nobody's over there any more.
   *
   * @throws Refused if there is no link, or a call about the record is under way
   */
  public void client(UUID tenant, UUID client) {
    contacts.forget(tenant, linking.unlink(tenant, client, FORGOTTEN));
  }

  /**
   * An invoice, a credit note or a deposit.
   *
   * @return it and what belonged to it there, in the order in which they are made
   * @throws Refused if there is no link, or a call about the document is under way
   */
  public List<RecordRef> document(Kind kind, UUID tenant, UUID record) {
    if (kind == Kind.INVOICE) {
      // As whoever takes money at the desk: first the invoice, then what waits.
      billing.holdAll(List.of(new InvoiceId(record)));
    }
    links.lockWaiting(kind, tenant, List.of(record));
    LinkRow link = links.lockRecords(kind, tenant, List.of(record)).get(record);
    if (link == null) {
      throw new Refused("This record is not linked with one there any more.");
    }
    if (link.writing()) {
      throw new Refused("A call about this record is under way. Try again in a minute.");
    }
    var ended = new ArrayList<RecordRef>();
    ended.add(end(kind, tenant, record));
    if (kind == Kind.INVOICE) {
      forgotten.note(tenant, link.ledgerId(), record);
    }
    for (RecordRef part : parts(kind, record)) {
      Kind of = Kind.of(part.kind());
      // What was banked with others on one day stands there with them.
      boolean banked = of == Kind.PAYMENT && takings.keeps(new PaymentId(part.id()));
      if (!banked && !links.ledgerIds(of, tenant, List.of(part.id())).isEmpty()) {
        ended.add(end(of, tenant, part.id()));
      }
    }
    trail.note(
        new RecordRef(kind.text(), record),
        null,
        "unlinked",
        "ended the link with what Xero no longer has");
    changes.announce(ended);
    return ended;
  }

  /**
   * A payment that was banked with others: under its id the ledger has no invoice of ours.
   *
   * @param payment of an invoice that was ended before
   */
  public void banked(UUID tenant, PaymentId payment) {
    end(Kind.PAYMENT, tenant, payment.value());
  }

  private List<RecordRef> parts(Kind kind, UUID record) {
    return jdbc.sql(Objects.requireNonNull(PARTS.get(kind)))
        .param("record", record)
        .query((row, _) -> new RecordRef(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }

  /** Under the ledger's id it is nothing any more: with it, it would count as being there. */
  private void isUnknown(Kind kind, UUID record) {
    String table = TABLES.get(kind);
    if (table != null) {
      jdbc.sql("update " + table + " set ledger_id = null where id = :record")
          .param("record", record)
          .update();
    } else if (kind == Kind.PAYMENT) {
      billing.paymentsAreUnknown(
          billing.paymentsByIds(List.of(new PaymentId(record))).stream()
              .filter(it -> !it.fromLedger() && !it.removed())
              .map(PaymentView::id)
              .toList());
    }
  }

  private RecordRef end(Kind kind, UUID tenant, UUID record) {
    links.remove(kind, tenant, record);
    isUnknown(kind, record);
    conflicts.close(tenant, kind.text(), record);
    story.note(kind, tenant, null, List.of(new Story.Event(record, FORGOTTEN, Map.of())));
    return new RecordRef(kind.text(), record);
  }
}
