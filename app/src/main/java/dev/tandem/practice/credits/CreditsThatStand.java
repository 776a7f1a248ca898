package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.StandingCredits;
import java.util.List;
import org.springframework.stereotype.Component;

/** Also those that settle nothing of their invoice, because it was paid when they were written. */
@Component
class CreditsThatStand implements StandingCredits {

  private final CreditNoteRepository notes;

  CreditsThatStand(CreditNoteRepository notes) {
    this.notes = notes;
  }

  @Override
  public List<String> of(InvoiceId invoice) {
    return notes.of(List.of(invoice)).stream()
        .filter(CreditNoteView::stands)
        .map(CreditNoteView::number)
        .toList();
  }
}
