package dev.tandem.demo;

import dev.tandem.demo.SamplePractice.Given;
import dev.tandem.demo.SamplePractice.Practising;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.Booking;
import dev.tandem.practice.appointments.Slot;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import org.springframework.context.ApplicationContext;

/**
 * Eight weeks of diary, four of them past: visits that took place and were paid or not, people who
 * did not come, bookings ahead.
 */
final class SampleDiary {

  private static final int WEEKS_EACH_WAY = 4;

  private final Appointments appointments;
  private final Billing billing;
  private final Random random;
  private final Instant now;

  SampleDiary(ApplicationContext application, Clock clock, long seed) {
    this.appointments = application.getBean(Appointments.class);
    this.billing = application.getBean(Billing.class);
    this.random = new Random(seed);
    this.now = clock.instant();
  }

  void fill(
      LocalDate today,
      List<ClientId> clients,
      List<LocationId> locations,
      List<Practising> practitioners,
      SampleTakings takings) {
    LocalDate monday = today.with(DayOfWeek.MONDAY);
    LocalDate end = monday.plusWeeks(WEEKS_EACH_WAY);
    for (LocalDate day = monday.minusWeeks(WEEKS_EACH_WAY);
        day.isBefore(end);
        day = day.plusDays(1)) {
      if (day.equals(today.minusDays(SampleTakings.DAYS_KEPT))) {
        takings.keep();
      }
      for (int index = 0; index < practitioners.size(); index++) {
        if (works(index, day)) {
          // Everybody has a home, and helps out at the next location on Thursdays.
          int location =
              (index + (day.getDayOfWeek() == DayOfWeek.THURSDAY ? 1 : 0)) % locations.size();
          fillDay(day, practitioners.get(index), locations.get(location), clients);
        }
      }
    }
  }

  /** Weekdays for all but one day each; Saturdays for the first two. */
  private static boolean works(int practitioner, LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SUNDAY -> false;
      case SATURDAY -> practitioner < 2;
      default -> day.getDayOfWeek().getValue() - 1 != practitioner % 5;
    };
  }

  private void fillDay(
      LocalDate day, Practising practitioner, LocationId location, List<ClientId> clients) {
    LocalTime time = LocalTime.of(9, 0).plusMinutes(15L * random.nextInt(5));
    while (time.isBefore(LocalTime.of(16, 30))) {
      Given service = practitioner.services().get(random.nextInt(practitioner.services().size()));
      Instant start = day.atTime(time).atZone(SamplePractice.ZONE).toInstant();
      var slot =
          new Slot(
              practitioner.id(),
              location,
              start,
              start.plus(Duration.ofMinutes(service.minutes())));
      String reason = practitioner.reasons().get(random.nextInt(practitioner.reasons().size()));
      ClientId client = clients.get(random.nextInt(clients.size()));
      outcome(appointments.book(new Booking(client, service.id(), slot, reason)), slot, day);
      time = time.plusMinutes(service.minutes() + 15L * (1 + random.nextInt(10)));
    }
  }

  private void outcome(AppointmentId appointment, Slot slot, LocalDate day) {
    int fate = random.nextInt(100);
    if (fate < 4) {
      appointments.cancel(appointment, "Asked for another day");
    } else if (slot.end().isBefore(now)) {
      if (fate < 8) {
        appointments.noShow(appointment);
      } else {
        appointments.complete(appointment);
        pay(appointment, day, fate);
      }
    }
  }

  /** Most pay at the desk, some later, some not yet. */
  private void pay(AppointmentId appointment, LocalDate day, int fate) {
    if (fate > 82) {
      return;
    }
    InvoiceId invoice = billing.issueFor(appointment);
    var method =
        fate < 60 ? PaymentMethod.CARD : fate < 75 ? PaymentMethod.TRANSFER : PaymentMethod.CASH;
    billing.takePayment(
        invoice, new PaymentDetails(day, billing.find(invoice).due(), method, "", null));
  }
}
