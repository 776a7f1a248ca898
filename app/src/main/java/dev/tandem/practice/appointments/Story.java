package dev.tandem.practice.appointments;

import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import org.springframework.stereotype.Component;

/** Writes down what happened to an appointment and tells open pages. */
@Component("appointmentStory")
class Story {

  private final AuditTrail trail;
  private final Changes changes;

  Story(AuditTrail trail, Changes changes) {
    this.trail = trail;
    this.changes = changes;
  }

  void note(AppointmentView it, String action, String text) {
    trail.note(ref(it.id()), it.client().value(), action, text);
    announce(it.id());
  }

  void announce(AppointmentId id) {
    changes.announce(ref(id));
  }

  private static RecordRef ref(AppointmentId id) {
    return new RecordRef("appointment", id.value());
  }
}
