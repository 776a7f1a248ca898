package dev.tandem;

import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.shared.Practices;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/**
 * Records of a practice that a stranger asks for, one per type of id; for {@link EveryRouteTest}.
 * Each module adds its own line: the simple name of the id's class, or, for a plain UUID or text,
 * the controller's name and the type ({@code "ImportController UUID"}).
 */
final class StrangersRecords {

  private StrangersRecords() {}

  static void add(ApplicationContext house, PracticeRoom theirs, Map<String, String> samples) {
    var appointments = house.getBean(Appointments.class);
    var billing = house.getBean(Billing.class);
    Practices.run(
        theirs.practice(),
        () -> {
          var appointment = appointments.book(theirs.at("2026-11-23T10:00", "first visit"));
          samples.put("AppointmentId", appointment.toString());
          appointments.complete(appointment);
          samples.put("InvoiceId", billing.ofClient(theirs.client(), 1).getFirst().id().toString());
        });
    // Nothing of these was made: no practice has a record of this id.
    samples.put("PaymentId", theirs.client().toString());
    samples.put("BindingId", theirs.client().toString());
    samples.put("ClientImportId", theirs.client().toString());
    // A UUID without a line of its own: some record's id that is surely not of the asking practice.
    samples.put("UUID", theirs.client().toString());
    samples.put("String", theirs.client().toString());
  }
}
