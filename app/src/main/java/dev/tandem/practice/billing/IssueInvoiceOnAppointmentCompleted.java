package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.AppointmentCompleted;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * In the transaction of the completion: both happen or neither does. Only a refusal (the service
 * has no account code) does not undo the completion, for the client did come: the appointment then
 * waits in {@link Billing#toIssue}, with the reason.
 */
@Component
class IssueInvoiceOnAppointmentCompleted {

  private static final Logger LOG =
      LoggerFactory.getLogger(IssueInvoiceOnAppointmentCompleted.class);

  private final Issuing issuing;
  private final Setup setup;

  IssueInvoiceOnAppointmentCompleted(Issuing issuing, Setup setup) {
    this.issuing = issuing;
    this.setup = setup;
  }

  @EventListener
  void on(AppointmentCompleted event) {
    if (setup.preferences().invoiceOn() != Preferences.InvoiceOn.COMPLETION) {
      return;
    }
    try {
      issuing.issueFor(event.appointment());
    } catch (Refused e) {
      LOG.info("Appointment {} waits to be invoiced: {}", event.appointment(), e.getMessage());
    }
  }
}
