package dev.tandem.books.outbox;

import dev.tandem.practice.credits.CreditAllocated;
import dev.tandem.practice.credits.CreditNoteIssued;
import dev.tandem.practice.credits.CreditNoteVoided;
import dev.tandem.practice.credits.CreditRefunded;
import dev.tandem.practice.credits.CreditTakenOff;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A credit note goes to the ledger after its invoice, then what it settles and what was given back.
 */
@Component
class QueuePushOnCreditNoteIssued {

  private final PushQueue queue;

  QueuePushOnCreditNoteIssued(PushQueue queue) {
    this.queue = queue;
  }

  @EventListener
  void on(CreditNoteIssued event) {
    queue.creditNote(event.note());
  }

  @EventListener
  void on(CreditAllocated event) {
    queue.allocation(event.allocation());
  }

  @EventListener
  void on(CreditTakenOff event) {
    queue.removedAllocation(event.allocation());
  }

  @EventListener
  void on(CreditNoteVoided event) {
    queue.voidedCreditNote(event.note());
  }

  @EventListener
  void on(CreditRefunded event) {
    queue.refund(event.refund());
  }
}
