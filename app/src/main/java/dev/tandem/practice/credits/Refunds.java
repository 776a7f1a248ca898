package dev.tandem.practice.credits;

import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes back refunds that never happened, as long as the ledger does not have them. */
@Component
@Transactional
public class Refunds {

  private static final String THERE =
      "This refund is in Xero. Once it is removed there it goes here, too.";
  static final String MADE_THERE =
      "Somebody gave this back in the ledger. Once it is deleted there it is gone here, too.";

  private final Credits credits;
  private final WholeAdvances advances;
  private final RefundRepository refunds;
  private final CreditTale tale;
  private final ApplicationEventPublisher events;

  Refunds(
      Credits credits,
      WholeAdvances advances,
      RefundRepository refunds,
      CreditTale tale,
      ApplicationEventPublisher events) {
    this.credits = credits;
    this.advances = advances;
    this.refunds = refunds;
    this.tale = tale;
    this.events = events;
  }

  /**
   * What it was of is left again. Again changes nothing.
   *
   * @return what it was of
   * @throws Refused if somebody made it in the ledger, or it is of a deposit and the ledger has it
   */
  public CreditSource takeBack(RefundId id) {
    CreditSource of = find(id).of();
    switch (of) {
      case CreditNoteId _ -> credits.removeRefund(id);
      case AdvanceId deposit -> takeBack(id, deposit);
    }
    return of;
  }

  /** Why it cannot be taken back here; empty if it can. */
  @Transactional(readOnly = true)
  public Optional<String> stays(RefundId id) {
    RefundView it = find(id);
    if (it.removed()) {
      return Optional.empty();
    }
    return switch (it.of()) {
      case CreditNoteId _ -> it.fromLedger() ? Optional.of(MADE_THERE) : Optional.empty();
      case AdvanceId _ -> isThere(it) ? Optional.of(THERE) : Optional.empty();
    };
  }

  private static boolean isThere(RefundView it) {
    return it.fromLedger() || it.ledgerId() != null;
  }

  private void takeBack(RefundId id, AdvanceId deposit) {
    advances.hold(deposit);
    RefundView held = find(id);
    if (held.removed()) {
      return;
    }
    if (isThere(held)) {
      throw new Refused(THERE);
    }
    refunds.store(held.as(held.amount(), true));
    tale.tell(
        deposit,
        "refund-taken-back",
        "took the refund of %s back: the money did not go out"
            .formatted(tale.figures(deposit, held.amount())));
    events.publishEvent(new CreditRefunded(id, deposit, null));
  }

  private RefundView find(RefundId id) {
    return refunds.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("refund", id));
  }
}
