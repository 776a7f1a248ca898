package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells what became of a credit where its story is: at its invoice, or at the deposit itself. */
@Component
class CreditTale {

  private final CreditNotes notes;
  private final WholeAdvances advances;
  private final Billing billing;
  private final AuditTrail trail;
  private final Changes changes;

  CreditTale(
      CreditNotes notes,
      WholeAdvances advances,
      Billing billing,
      AuditTrail trail,
      Changes changes) {
    this.notes = notes;
    this.advances = advances;
    this.billing = billing;
    this.trail = trail;
    this.changes = changes;
  }

  void tell(CreditSource of, String action, String text) {
    switch (of) {
      case CreditNoteId note ->
          billing.credit(notes.find(note).invoice(), BigDecimal.ZERO, action, text);
      case AdvanceId advance -> {
        trail.note(
            new RecordRef("advance", advance.value()),
            advances.find(advance).client().value(),
            action,
            text);
        announce(advance);
      }
    }
  }

  /**
   * What is left of an advance is shown with its client; a credit note's invoice says so itself.
   */
  void announce(CreditSource of) {
    if (of instanceof AdvanceId advance) {
      changes.announce(
          List.of(
              new RecordRef("advance", advance.value()),
              new RecordRef("client", advances.find(advance).client().value())));
    }
  }

  /** An amount of it, as people write its currency. */
  String figures(CreditSource of, BigDecimal amount) {
    return Money.figures(
        amount,
        switch (of) {
          case CreditNoteId note -> notes.find(note).currency();
          case AdvanceId advance -> advances.find(advance).currency();
        });
  }

  /** For people: {@code CN-0001}, {@code the deposit of 150.00 AUD}. */
  String name(CreditSource of) {
    return switch (of) {
      case CreditNoteId note -> notes.find(note).number();
      case AdvanceId id -> {
        AdvanceView it = advances.find(id);
        yield "the %s of %s".formatted(it.word(), Money.text(it.amount(), it.currency()));
      }
    };
  }
}
