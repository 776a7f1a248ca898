package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.TheirSide;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.StandingAgain;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What was taken back here while it stands over there in a closed period, where nobody takes it
 * back: it is kept after all, and stands here again.
 */
@Component
class StandingThere {

  private static final Set<Kind> KINDS =
      EnumSet.of(Kind.PAYMENT, Kind.ALLOCATION, Kind.CREDIT_NOTE, Kind.REFUND, Kind.RECEIPT);

  private final TheirSide theirs;
  private final Corrections payments;
  private final StandingAgain credits;
  private final ReceiptKeeping receipts;

  StandingThere(
      TheirSide theirs, Corrections payments, StandingAgain credits, ReceiptKeeping receipts) {
    this.receipts = receipts;
    this.theirs = theirs;
    this.payments = payments;
    this.credits = credits;
  }

  /** Whether it was taken back here, and waits to be taken back there. */
  boolean has(RecordRef record, UUID tenant) {
    return KINDS.contains(Kind.of(record.kind()))
        && fields(record, tenant).stream()
            .anyMatch(it -> it.name().equals(Fields.STATUS) && it.ours().equals(Fields.REMOVED));
  }

  private List<TheirSide.Field> fields(RecordRef record, UUID tenant) {
    return theirs.waiting(Kind.of(record.kind()), tenant, record.id());
  }

  /**
   * What keeping it would mean, in a sentence.
   *
   * @throws Refused if it does not fit any more
   */
  String preview(RecordRef record) {
    return switch (Kind.of(record.kind())) {
      case PAYMENT -> payments.previewKept(new PaymentId(record.id()));
      case ALLOCATION -> credits.preview(new AllocationId(record.id()));
      case CREDIT_NOTE -> credits.preview(new CreditNoteId(record.id()));
      case REFUND -> credits.preview(new RefundId(record.id()));
      case RECEIPT -> String.join(" ", receipt(record));
      default -> throw new Refused("It cannot be kept here.");
    };
  }

  private List<String> receipt(RecordRef record) {
    return receipts
        .of(record)
        .orElseThrow(() -> new Refused("This receipt stands already."))
        .means();
  }

  /**
   * @throws Refused if it does not fit any more
   */
  void keep(RecordRef record, UUID tenant) {
    theirs.take(
        Kind.of(record.kind()), tenant, record.id(), TheirSide.seen(fields(record, tenant)));
  }
}
