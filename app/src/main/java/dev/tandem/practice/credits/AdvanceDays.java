package dev.tandem.practice.credits;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives deposits that the ledger does not have yet another day, because it takes none of theirs;
 * whoever calls sends them again.
 */
@Component
@Transactional
public class AdvanceDays {

  private final WholeAdvances whole;
  private final AdvanceRepository advances;
  private final Advances money;
  private final CreditTale tale;

  AdvanceDays(WholeAdvances whole, AdvanceRepository advances, Advances money, CreditTale tale) {
    this.whole = whole;
    this.advances = advances;
    this.money = money;
    this.tale = tale;
  }

  /**
   * @throws Refused if the ledger has it, or it was removed
   * @throws InvalidInput if money cannot have come in on that day
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public void check(AdvanceId id, LocalDate day) {
    check(whole.find(id), day);
  }

  private void check(AdvanceView it, LocalDate day) {
    if (it.removed() || it.fromLedger() || it.ledgerId() != null) {
      throw new Refused("Only a deposit that Xero does not have yet can get another day.");
    }
    if (day.isAfter(money.today())) {
      throw new InvalidInput("day", "Money cannot have come in after today");
    }
  }

  /**
   * @throws Refused as {@link #check}
   * @throws InvalidInput as {@link #check}
   */
  public void move(AdvanceId id, LocalDate day) {
    AdvanceView before = whole.hold(id);
    check(before, day);
    advances.store(before.as(day, before.amount(), false));
    tale.tell(id, "moved", "moved %s from %s to %s".formatted(tale.name(id), before.date(), day));
  }
}
