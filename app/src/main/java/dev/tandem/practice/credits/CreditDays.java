package dev.tandem.practice.credits;

import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives credit notes, what credits settle and refunds another day, as long as the ledger does not
 * have them, because it takes none of theirs; whoever calls sends them again.
 */
@Component
@Transactional
public class CreditDays {

  private final CreditNotes notes;
  private final WholeAdvances advances;
  private final RefundRepository refunds;
  private final AllocationRepository allocations;
  private final CreditTale tale;
  private final JdbcClient jdbc;
  private final Setup setup;
  private final Clock clock;

  CreditDays(
      CreditNotes notes,
      WholeAdvances advances,
      RefundRepository refunds,
      AllocationRepository allocations,
      CreditTale tale,
      JdbcClient jdbc,
      Setup setup,
      Clock clock) {
    this.notes = notes;
    this.advances = advances;
    this.refunds = refunds;
    this.allocations = allocations;
    this.tale = tale;
    this.jdbc = jdbc;
    this.setup = setup;
    this.clock = clock;
  }

  /**
   * @throws Refused if the ledger has it, or it was voided
   */
  @Transactional(readOnly = true, noRollbackFor = Refused.class)
  public void check(CreditNoteId id) {
    check(notes.find(id));
  }

  private static void check(CreditNoteView it) {
    if (!it.stands() || it.ledgerId() != null) {
      throw new Refused("Only a credit note that Xero does not have yet can get another day.");
    }
  }

  /**
   * @throws Refused as {@link #check(CreditNoteId)}
   */
  public void move(CreditNoteId id, LocalDate day) {
    CreditNoteView before = notes.hold(id);
    check(before);
    jdbc.sql(
            "update practice.credit_note set issued_on = :day where practice_id = house.here() and id = :id")
        .param("day", day)
        .param("id", id.value())
        .update();
    tale.tell(id, "moved", "moved %s from %s to %s".formatted(before.number(), before.date(), day));
  }

  /**
   * @throws Refused if the ledger has it, or it was taken back
   * @throws InvalidInput if money cannot have gone out on that day
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public void check(RefundId id, LocalDate day) {
    check(find(id), day);
  }

  private void check(RefundView it, LocalDate day) {
    if (it.removed() || it.ledgerId() != null) {
      throw new Refused("Only a refund that Xero does not have yet can get another day.");
    }
    if (day.isAfter(today())) {
      throw new InvalidInput("day", "Money cannot have gone out after today");
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }

  private RefundView find(RefundId id) {
    return refunds.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new Refused("This refund is not there any more."));
  }

  /**
   * @throws Refused as {@link #check(RefundId, LocalDate)}
   * @throws InvalidInput as {@link #check(RefundId, LocalDate)}
   */
  public void move(RefundId id, LocalDate day) {
    CreditSource of = find(id).of();
    hold(of);
    RefundView before = find(id);
    check(before, day);
    jdbc.sql(
            "update practice.refund set paid_on = :day where practice_id = house.here() and id = :id")
        .param("day", day)
        .param("id", id.value())
        .update();
    tale.tell(
        of,
        "moved",
        "moved a refund of %s from %s to %s".formatted(tale.name(of), before.date(), day));
  }

  private void hold(CreditSource of) {
    switch (of) {
      case CreditNoteId note -> notes.hold(note);
      case AdvanceId advance -> advances.hold(advance);
    }
  }

  /**
   * @throws Refused if the ledger has it, or it was taken off
   * @throws InvalidInput if nothing can have been set off on that day
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public void check(AllocationId id, LocalDate day) {
    check(find(id), day);
  }

  private void check(AllocationView it, LocalDate day) {
    if (it.removed() || it.fromLedger() || it.ledgerId() != null) {
      throw new Refused("Only what Xero does not have yet can get another day.");
    }
    if (day.isAfter(today())) {
      throw new InvalidInput("day", "A credit cannot have been used after today");
    }
  }

  private AllocationView find(AllocationId id) {
    return allocations.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new Refused("This use of a credit is not there any more."));
  }

  /**
   * @throws Refused as {@link #check(AllocationId, LocalDate)}
   * @throws InvalidInput as {@link #check(AllocationId, LocalDate)}
   */
  public void move(AllocationId id, LocalDate day) {
    CreditSource of = find(id).of();
    hold(of);
    AllocationView before = find(id);
    check(before, day);
    jdbc.sql(
            "update practice.allocation set allocated_on = :day where practice_id = house.here() and id = :id")
        .param("day", day)
        .param("id", id.value())
        .update();
    tale.tell(
        of,
        "moved",
        "moved the use of %s of %s from %s to %s"
            .formatted(tale.figures(of, before.amount()), tale.name(of), before.date(), day));
  }
}
