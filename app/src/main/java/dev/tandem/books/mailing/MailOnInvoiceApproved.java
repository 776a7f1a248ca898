package dev.tandem.books.mailing;

import dev.tandem.practice.billing.InvoiceApproved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Notes, with the approval itself, that the ledger shall e-mail the invoice. What was approved
 * before somebody turned this on is never mailed by it.
 */
@Component
class MailOnInvoiceApproved {

  private final MailChoices choices;
  private final MailDue due;

  MailOnInvoiceApproved(MailChoices choices, MailDue due) {
    this.choices = choices;
    this.due = due;
  }

  @EventListener
  void on(InvoiceApproved event) {
    if (choices.byItself()) {
      due.add(event.invoice());
    }
  }
}
