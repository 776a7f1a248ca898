package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.BillingMark;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import org.springframework.stereotype.Component;

/**
 * What else must be true after an invoice changed: the trail, open pages, the appointment's mark.
 */
@Component
class BillingStory {

  private final AuditTrail trail;
  private final Changes changes;
  private final Appointments appointments;

  BillingStory(AuditTrail trail, Changes changes, Appointments appointments) {
    this.trail = trail;
    this.changes = changes;
    this.appointments = appointments;
  }

  void note(Invoice it, String action, String text) {
    var record = new RecordRef("invoice", it.id().value());
    trail.note(record, it.details().client().value(), action, text);
    changes.announce(record);
    if (it.details().appointment() != null) {
      BillingMark mark = mark(it.status());
      appointments.mark(
          it.details().appointment(), mark == BillingMark.NONE ? null : it.id().value(), mark);
    }
  }

  private static BillingMark mark(InvoiceStatus status) {
    return switch (status) {
      case DRAFT -> BillingMark.DRAFT;
      case APPROVED -> BillingMark.DUE;
      case PAID -> BillingMark.PAID;
      case VOIDED -> BillingMark.NONE;
    };
  }
}
