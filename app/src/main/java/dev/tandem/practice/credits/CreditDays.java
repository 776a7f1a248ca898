package dev.tandem.practice.credits;

import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.staff.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives credit notes and refunds that the ledger does not have yet another day, because it takes
 * none of theirs; whoever calls sends them again.
 */
@Component
@Transactional
public class CreditDays {

  private final CreditNotes notes;
  private final RefundRepository refunds;
  private final JdbcClient jdbc;
  private final AuditTrail trail;
  private final Setup setup;
  private final Clock clock;

  CreditDays(
      CreditNotes notes,
      RefundRepository refunds,
      JdbcClient jdbc,
      AuditTrail trail,
      Setup setup,
      Clock clock) {
    this.notes = notes;
    this.refunds = refunds;
    this.jdbc = jdbc;
    this.trail = trail;
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
    tell(before, "moved %s from %s to %s".formatted(before.number(), before.date(), day));
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
    if (day.isAfter(LocalDate.now(clock.withZone(setup.practice().zone())))) {
      throw new InvalidInput("day", "Money cannot have gone out after today");
    }
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
    CreditNoteView note = notes.hold(find(id).note());
    RefundView before = find(id);
    check(before, day);
    jdbc.sql(
            "update practice.refund set paid_on = :day where practice_id = house.here() and id = :id")
        .param("day", day)
        .param("id", id.value())
        .update();
    tell(note, "moved a refund of %s from %s to %s".formatted(note.number(), before.date(), day));
  }

  private void tell(CreditNoteView note, String text) {
    trail.note(new RecordRef("invoice", note.invoice().value()), null, "moved", text);
  }
}
