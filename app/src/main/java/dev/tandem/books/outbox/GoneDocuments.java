package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Forgetting;
import dev.tandem.books.mirror.GoneAlong;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.LedgerAdvances;
import dev.tandem.practice.credits.LedgerParts;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of an invoice, a credit note or a deposit that the ledger no longer has: a person
 * says it.
 */
@Component
@Transactional
public class GoneDocuments {

  private static final String WHY = "Xero no longer has it, and it is not made again.";

  private static final String NO_ACCOUNT =
      "It was booked in Xero, which did not tell to which account. Sent after all, it goes where other means of payment go: see Mapping first.";

  private static final String BANKED =
      "It was banked with the takings of %s. While their receipt stands in Xero, the bank has it: match it with the invoice there and take it off here. If the receipt was taken back in Xero, send it after all.";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private final Forgetting forgetting;
  private final GoneAlong along;
  private final PushQueue queue;
  private final PendingPushes pending;
  private final HeldPushes held;
  private final LeftOut leftOut;
  private final Billing billing;
  private final Takings takings;
  private final Advances advances;
  private final LedgerAdvances theirs;
  private final LedgerParts parts;
  private final WholeDocuments documents;

  GoneDocuments(
      Forgetting forgetting,
      GoneAlong along,
      PushQueue queue,
      PendingPushes pending,
      HeldPushes held,
      LeftOut leftOut,
      Billing billing,
      Takings takings,
      Advances advances,
      LedgerAdvances theirs,
      LedgerParts parts,
      WholeDocuments documents) {
    this.theirs = theirs;
    this.parts = parts;
    this.advances = advances;
    this.documents = documents;
    this.along = along;
    this.forgetting = forgetting;
    this.queue = queue;
    this.pending = pending;
    this.held = held;
    this.leftOut = leftOut;
    this.billing = billing;
    this.takings = takings;
  }

  /** Whether it is a deposit that somebody recorded there: of those nothing is made from here. */
  @Transactional(readOnly = true)
  public boolean isTheirs(RecordRef record) {
    return record.kind().equals(Kind.ADVANCE.text())
        && advances.byIds(List.of(new AdvanceId(record.id()))).stream()
            .anyMatch(AdvanceView::fromLedger);
  }

  /** What would not come back with it, in words: here it would be owed. Empty if nothing. */
  @Transactional(readOnly = true)
  public String lost(RecordRef record) {
    return String.join("; ", along.of(Kind.of(record.kind()), record.id()));
  }

  /**
   * It is sent as if it had never been there, with what belonged to it.
   *
   * @throws Refused if there is no link, a call about it is under way, or it was recorded there
   */
  public void again(RecordRef record, UUID tenant) {
    if (record.kind().equals(Kind.ADVANCE.text())) {
      // Nobody uses it or gives it back meanwhile.
      documents.hold(List.of(record));
    }
    if (isTheirs(record)) {
      throw new Refused(
          "Somebody recorded it in Xero, so it is not made there from here. Say that it is gone here, too.");
    }
    forgetting.document(Kind.of(record.kind()), tenant, record.id()).forEach(queue::again);
  }

  /**
   * It does not count here either, and what used it owes again: nobody here made it, so nobody
   * makes it there again.
   *
   * @throws Refused if there is no link, a call about it or its parts is under way, or it was made
   *     here
   */
  public void goneToo(RecordRef record, UUID tenant) {
    documents.hold(List.of(record));
    if (!isTheirs(record)) {
      throw new Refused("It was made here: have it made again in Xero, or forget the link.");
    }
    var id = new AdvanceId(record.id());
    AdvanceView advance = advances.find(id);
    boolean free =
        pending.dropGone(Kind.ADVANCE, List.of(record.id()))
            && pending.dropGone(
                Kind.ALLOCATION, advance.allocations().stream().map(it -> it.id().value()).toList())
            && pending.dropGone(
                Kind.REFUND, advance.refunds().stream().map(it -> it.id().value()).toList());
    if (!free) {
      throw new Refused("A call about what was used of it is under way. Try again in a minute.");
    }
    parts.gone(id);
    theirs.gone(id);
    forgetting.document(Kind.ADVANCE, tenant, record.id());
  }

  /**
   * It stands here only, with all that was paid on it, until somebody sends it after all.
   *
   * @throws Refused as {@link #again}
   */
  public void forget(RecordRef record, UUID tenant) {
    documents.hold(List.of(record));
    again(record, tenant);
    // What was cancelled here does not wait for anything.
    if (held.chain(Kind.of(record.kind()), record.id()).isEmpty()) {
      return;
    }
    if (record.kind().equals(Kind.INVOICE.text())) {
      billing.find(new InvoiceId(record.id())).standingPayments().forEach(it -> keep(it, tenant));
    }
    leftOut.leave(record, WHY);
  }

  /**
   * Money that came in stays, whoever booked it. Left out with its invoice it goes with that; what
   * might be in the bank over there already, or nobody knows where, a person sends by itself.
   */
  private void keep(PaymentView payment, UUID tenant) {
    if (payment.fromLedger()) {
      billing.paymentIsOfHere(payment.id());
      queue.payment(payment.id(), payment.invoice());
      if (payment.accountCode() == null) {
        leftOut.leave(ref(payment), NO_ACCOUNT);
      }
      return;
    }
    Optional<LocalDate> banked = takings.setFree(payment.id());
    if (banked.isPresent()) {
      forgetting.banked(tenant, payment.id());
      queue.payment(payment.id(), payment.invoice());
      leftOut.leave(ref(payment), BANKED.formatted(DAY.format(banked.get())));
    } else if (takings.keeps(payment.id())) {
      takings.leaveOut(payment.id());
    }
  }

  private static RecordRef ref(PaymentView it) {
    return new RecordRef(Kind.PAYMENT.text(), it.id().value());
  }
}
