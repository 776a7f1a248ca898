package dev.tandem.practice.appointments;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PractitionerView;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Refused;
import dev.tandem.shared.Tally;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The diary. A practitioner is never in two appointments at once: the database refuses the second
 * ({@link SlotTaken}), so that two people who book at the same moment cannot both succeed.
 */
@Component
@Transactional
public class Appointments {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);

  private final AppointmentRepository appointments;
  private final Clients clients;
  private final Setup setup;
  private final Story story;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Appointments(
      AppointmentRepository appointments,
      Clients clients,
      Setup setup,
      Story story,
      ApplicationEventPublisher events,
      Clock clock) {
    this.appointments = appointments;
    this.clients = clients;
    this.setup = setup;
    this.story = story;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @throws SlotTaken if the practitioner is not free
   */
  public AppointmentId book(Booking booking) {
    check(booking, null);
    var id = new AppointmentId(Ids.next(clock));
    var booked =
        new AppointmentView(
            id,
            booking.client(),
            booking.service(),
            booking.slot(),
            booking.reason(),
            AppointmentStatus.BOOKED,
            "",
            null,
            BillingMark.NONE,
            null);
    free(booked.slot(), () -> appointments.add(booked));
    story.note(booked, "booked", "booked an appointment for " + when(booked.slot()));
    events.publishEvent(new AppointmentBooked(id));
    return id;
  }

  /**
   * Changes what a person saw booked: time, place, practitioner, service, reason, even the client.
   *
   * @param seen what {@link AppointmentView#seen} said then
   * @throws AppointmentChangedMeanwhile if something else is booked by now
   * @throws SlotTaken if the practitioner is not free
   */
  public void change(AppointmentId id, String seen, Booking wanted) {
    AppointmentView before = appointments.hold(id);
    onlyBooked(before, "changed");
    if (!before.seen().equals(seen)) {
      throw new AppointmentChangedMeanwhile(before, when(before.slot()));
    }
    change(before, wanted);
  }

  private void change(AppointmentView before, Booking wanted) {
    check(wanted, before);
    AppointmentView after = before.booked(wanted);
    if (after.equals(before)) {
      return;
    }
    free(wanted.slot(), () -> appointments.store(after));
    boolean moved = !before.slot().equals(after.slot());
    story.note(
        after, moved ? "moved" : "changed", moved ? move(before, after) : "changed the booking");
    events.publishEvent(new AppointmentMoved(before.id()));
  }

  /**
   * For a drag in the diary: whoever drags means the time they put it to, whatever it was.
   *
   * @throws SlotTaken if the practitioner is not free
   */
  public void move(AppointmentId id, Slot to) {
    AppointmentView it = appointments.hold(id);
    onlyBooked(it, "changed");
    change(it, new Booking(it.client(), it.service(), to, it.reason()));
  }

  /** The client came and was served. Doing it again changes nothing. */
  public void complete(AppointmentId id) {
    AppointmentView it = appointments.hold(id);
    if (it.status() == AppointmentStatus.COMPLETED) {
      return;
    }
    onlyBooked(it, "completed");
    become(it, AppointmentStatus.COMPLETED, "", "completed the appointment");
    events.publishEvent(new AppointmentCompleted(id));
  }

  public void cancel(AppointmentId id, String reason) {
    AppointmentView it = appointments.hold(id);
    if (it.status() == AppointmentStatus.CANCELLED) {
      return;
    }
    onlyBooked(it, "cancelled");
    String because = reason.isBlank() ? "" : ": " + reason.strip();
    become(it, AppointmentStatus.CANCELLED, reason.strip(), "cancelled the appointment" + because);
    events.publishEvent(new AppointmentCancelled(id));
  }

  public void noShow(AppointmentId id) {
    AppointmentView it = appointments.hold(id);
    if (it.status() == AppointmentStatus.NO_SHOW) {
      return;
    }
    onlyBooked(it, "marked as missed");
    become(it, AppointmentStatus.NO_SHOW, "", "noted that nobody came");
    events.publishEvent(new AppointmentCancelled(id));
  }

  /**
   * Takes back a completion, cancellation or absence.
   *
   * @throws SlotTaken if the time was given to somebody else meanwhile
   */
  public void reinstate(AppointmentId id) {
    AppointmentView it = appointments.hold(id);
    if (it.isBooked()) {
      return;
    }
    if (it.invoice() != null) {
      throw new Refused("There is an invoice for this appointment. Void the invoice first.");
    }
    free(it.slot(), () -> become(it, AppointmentStatus.BOOKED, "", "set it back to booked"));
    events.publishEvent(new AppointmentBooked(id));
  }

  /** Billing says how its invoice stands; null when none stands any more. */
  public void mark(AppointmentId id, @Nullable UUID invoice, BillingMark mark) {
    appointments.mark(id, invoice, mark);
    story.announce(id);
  }

  /** Finds it and keeps others from deciding about it until the transaction ends. */
  public AppointmentView hold(AppointmentId id) {
    return appointments.hold(id);
  }

  @Transactional(readOnly = true)
  public AppointmentView find(AppointmentId id) {
    return appointments.find(id);
  }

  @Transactional(readOnly = true)
  public List<AppointmentView> byIds(Collection<AppointmentId> ids) {
    return appointments.byIds(ids);
  }

  /** All that touch the time from one moment (included) to another (excluded), by start. */
  @Transactional(readOnly = true)
  public List<AppointmentView> between(Instant from, Instant to) {
    return appointments.between(from, to);
  }

  /** Latest first. */
  @Transactional(readOnly = true)
  public List<AppointmentView> ofClient(ClientId client, int limit) {
    return appointments.ofClient(client, limit);
  }

  /** Completed, but nothing charges for them; oldest first. */
  @Transactional(readOnly = true)
  public List<AppointmentView> awaitingInvoice(int limit) {
    return appointments.awaitingInvoice(limit);
  }

  /** What was archived since it was booked may stay, but nothing archived is booked anew. */
  private void check(Booking booking, @Nullable AppointmentView before) {
    if (clients.find(booking.client()).archived()) {
      throw new Refused("The " + setup.words().one() + " is archived. Restore the record first.");
    }
    ServiceView service = setup.service(booking.service());
    PractitionerView practitioner = setup.practitioner(booking.slot().practitioner());
    LocationView location = setup.location(booking.slot().location());
    if (service.archived() && (before == null || !before.service().equals(service.id()))) {
      throw archived(service.name());
    }
    if (practitioner.archived()
        && (before == null || !before.slot().practitioner().equals(practitioner.id()))) {
      throw archived(practitioner.name());
    }
    if (location.archived()
        && (before == null || !before.slot().location().equals(location.id()))) {
      throw archived(location.name());
    }
  }

  private static Refused archived(String name) {
    return new Refused(name + " is archived and cannot be booked any more.");
  }

  private static void onlyBooked(AppointmentView it, String done) {
    if (!it.isBooked()) {
      throw new Refused(
          "This appointment is "
              + it.status().label().toLowerCase(Locale.ROOT)
              + " and cannot be "
              + done
              + ".");
    }
  }

  private void become(AppointmentView it, AppointmentStatus next, String why, String said) {
    appointments.store(it.as(next, why));
    story.note(it, next.name().toLowerCase(Locale.ROOT), said);
  }

  private void free(Slot slot, Runnable write) {
    // Asked before, because after the refusal this transaction answers no more questions.
    String practitioner = setup.practitioner(slot.practitioner()).name();
    try {
      write.run();
    } catch (DataIntegrityViolationException e) {
      if (String.valueOf(e.getMessage()).contains("practitioner_is_free")) {
        throw new SlotTaken(practitioner);
      }
      throw e;
    }
  }

  private String move(AppointmentView before, AppointmentView after) {
    return "moved it from " + when(before.slot()) + " to " + when(after.slot());
  }

  private String when(Slot slot) {
    return WHEN.withZone(setup.practice().zone()).format(slot.start());
  }

  /** Those that were done before then and for which nobody has been billed. */
  @Transactional(readOnly = true)
  public Tally notInvoiced(Instant before) {
    return appointments.notInvoiced(before, setup.practice().zone());
  }
}
