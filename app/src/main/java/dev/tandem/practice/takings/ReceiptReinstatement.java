package dev.tandem.practice.takings;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.billing.Reinstatement;
import dev.tandem.practice.takings.ReceiptView.Member;
import dev.tandem.practice.takings.ReceiptView.State;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.staff.AuditTrail;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A receipt that lost a payment here and cannot be deleted in the ledger counts again, with all
 * that it was made of; what was made in its place does not go.
 */
@Component
@Transactional
public class ReceiptReinstatement {

  private final TakingsRepository takings;
  private final Receipts receipts;
  private final Reinstatement reinstatement;
  private final Billing billing;
  private final AuditTrail trail;

  ReceiptReinstatement(
      TakingsRepository takings,
      Receipts receipts,
      Reinstatement reinstatement,
      Billing billing,
      AuditTrail trail) {
    this.takings = takings;
    this.receipts = receipts;
    this.reinstatement = reinstatement;
    this.billing = billing;
    this.trail = trail;
  }

  /** Made of the same payments, and on their way or to come. */
  @Transactional(readOnly = true)
  public List<ReceiptView> instead(ReceiptView it) {
    List<ReceiptId> others =
        takings.kept(it.members().stream().map(m -> m.payment().id()).toList()).stream()
            .map(TakingsRepository.Kept::receipt)
            .filter(Objects::nonNull)
            .filter(other -> !other.equals(it.id()))
            .distinct()
            .toList();
    return others.isEmpty() ? List.of() : takings.receipts(others);
  }

  /**
   * @throws Refused if what was made in its place is over there already
   */
  @Transactional(readOnly = true, noRollbackFor = Refused.class)
  public void check(ReceiptView it) {
    refuseIf(!receipts.begun(instead(it).stream().map(ReceiptView::id).toList()).isEmpty());
  }

  private static void refuseIf(boolean begun) {
    if (begun) {
      throw new Refused(
          "What was made in place of this receipt is in Xero already, or on its way there. Look at both in Xero before anything is put back.");
    }
  }

  /**
   * Again changes nothing.
   *
   * @throws Refused if what was made in its place is over there already, or one of its payments
   *     cannot be put back
   */
  public void putBack(ReceiptId id) {
    // The rows in the order in which whoever removes a payment takes them.
    find(id).members().stream()
        .map(it -> it.payment().invoice())
        .distinct()
        .sorted(Comparator.comparing(InvoiceId::value))
        .forEach(billing::hold);
    takings.lockReceipts(List.of(id));
    ReceiptView old = find(id);
    if (old.state() != State.REPLACED) {
      return;
    }
    List<ReceiptId> instead = instead(old).stream().map(ReceiptView::id).toList();
    takings.lockReceipts(instead);
    refuseIf(instead.stream().anyMatch(receipts::begun));
    receipts.putBack(id, instead);
    old.bound().stream()
        .map(Member::payment)
        .filter(PaymentView::removed)
        .map(PaymentView::id)
        .sorted(Comparator.comparing(PaymentId::value))
        .forEach(reinstatement::payment);
    trail.note(
        new RecordRef("takings", old.close().value()),
        null,
        "changed",
        "put a receipt of " + old.day() + " back: the ledger keeps it");
  }

  private ReceiptView find(ReceiptId id) {
    return takings.receipts(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("receipt", id));
  }
}
