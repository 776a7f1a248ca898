package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.Collection;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives credit notes other numbers, where the ledger has theirs for others. */
@Component
@Transactional
public class Renumbering {

  private final CreditNotes whole;
  private final CreditNoteRepository notes;
  private final CreditNumbers numbers;
  private final Billing billing;
  private final ApplicationEventPublisher events;

  Renumbering(
      CreditNotes whole,
      CreditNoteRepository notes,
      CreditNumbers numbers,
      Billing billing,
      ApplicationEventPublisher events) {
    this.whole = whole;
    this.notes = notes;
    this.numbers = numbers;
    this.billing = billing;
    this.events = events;
  }

  /** The number that the next credit note will get. */
  @Transactional(readOnly = true)
  public String upcoming() {
    return numbers.upcoming();
  }

  /**
   * @param instead the number that it shall no longer have; where it has another by now, somebody
   *     was faster (or clicked twice), and it keeps that
   * @return the number that it has now
   * @throws Refused if it is void, or the ledger has it already
   */
  public String giveNext(CreditNoteId id, String instead) {
    CreditNoteView before = whole.hold(id);
    if (!before.number().equals(instead)) {
      return before.number();
    }
    if (!before.stands() || before.ledgerId() != null) {
      throw new Refused(
          "Only a credit note that the ledger does not have yet, and that is not void, can get another number.");
    }
    String next = numbers.next();
    notes.store(before.numbered(next));
    billing.credit(
        before.invoice(),
        BigDecimal.ZERO,
        "credit-renumbered",
        "gave %s the number %s".formatted(before.number(), next));
    events.publishEvent(new CreditNoteIssued(id, before.invoice()));
    return next;
  }

  /** These credit notes' numbers are in use in the ledger: ours go on above those of our form. */
  public void pass(Collection<String> used) {
    numbers.passBy(used);
  }
}
