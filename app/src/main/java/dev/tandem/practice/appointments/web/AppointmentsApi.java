package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.AppointmentView;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.Booking;
import dev.tandem.practice.appointments.Diary;
import dev.tandem.practice.appointments.Slot;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The diary for programs. Times carry their offset and are answered in the practice's zone. */
@RestController
@RequestMapping("/api/v1/appointments")
@PreAuthorize("hasAuthority('DIARY_VIEW')")
@Tag(name = "Appointments")
class AppointmentsApi {

  /**
   * @param invoice the invoice that stands for it
   * @param billing how that stands as of today: NONE, DRAFT, DUE, PART_PAID, OVERDUE or PAID
   * @param due what is left to pay of it; null where nothing is
   * @param ledger the invoice's side in the ledger; null where there is none
   */
  record Appointment(
      UUID id,
      UUID client,
      UUID service,
      UUID practitioner,
      UUID location,
      OffsetDateTime start,
      OffsetDateTime end,
      String reason,
      String status,
      String billing,
      @Nullable UUID invoice,
      @Nullable Money due,
      LedgerSides.@Nullable Side ledger) {}

  /**
   * @param end left out: as long as the service takes
   */
  record NewAppointment(
      @Nullable UUID client,
      @Nullable UUID service,
      @Nullable UUID practitioner,
      @Nullable UUID location,
      @Nullable OffsetDateTime start,
      @Nullable OffsetDateTime end,
      @Nullable String reason) {}

  /** What stays as it was is left out. */
  record Move(
      @Nullable UUID practitioner,
      @Nullable UUID location,
      @Nullable OffsetDateTime start,
      @Nullable OffsetDateTime end) {}

  record Cancellation(@Nullable String reason) {}

  record AppointmentList(List<Appointment> items, int page, int size, long total) {}

  private final Appointments appointments;
  private final Diary diary;
  private final Setup setup;
  private final ObjectProvider<LedgerSides> ledger;

  AppointmentsApi(
      Appointments appointments, Diary diary, Setup setup, ObjectProvider<LedgerSides> ledger) {
    this.appointments = appointments;
    this.diary = diary;
    this.setup = setup;
    this.ledger = ledger;
  }

  @GetMapping
  @Operation(summary = "Appointments that touch a time range of at most 62 days, by start")
  AppointmentList list(
      @RequestParam OffsetDateTime from,
      @RequestParam OffsetDateTime to,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    if (!to.isAfter(from) || Duration.between(from, to).toDays() > 62) {
      throw new InvalidInput("to", "After from, by at most 62 days");
    }
    int rows = Math.clamp(size, 1, 100);
    List<AppointmentView> all = appointments.between(from.toInstant(), to.toInstant());
    return new AppointmentList(
        answers(all.stream().skip((Math.max(1, page) - 1L) * rows).limit(rows).toList()),
        Math.max(1, page),
        rows,
        all.size());
  }

  @GetMapping("/{id}")
  Appointment get(@PathVariable AppointmentId id) {
    return answers(List.of(appointments.find(id))).getFirst();
  }

  @PostMapping
  @PreAuthorize("hasAuthority('DIARY_EDIT')")
  @Operation(summary = "Books an appointment; 409 if the practitioner is not free")
  ResponseEntity<Appointment> book(@RequestBody NewAppointment wanted) {
    AppointmentId id = appointments.book(booking(wanted));
    return ResponseEntity.created(URI.create("/api/v1/appointments/" + id)).body(get(id));
  }

  @PutMapping("/{id}/slot")
  @PreAuthorize("hasAuthority('DIARY_EDIT')")
  @Operation(
      summary =
          "Moves it to another time, place or practitioner; keeps its length if no end is given")
  Appointment move(@PathVariable AppointmentId id, @RequestBody Move to) {
    Slot was = appointments.find(id).slot();
    var start = to.start() == null ? was.start() : to.start().toInstant();
    var end =
        to.end() == null
            ? start.plus(Duration.between(was.start(), was.end()))
            : to.end().toInstant();
    appointments.move(
        id,
        new Slot(
            to.practitioner() == null ? was.practitioner() : new PractitionerId(to.practitioner()),
            to.location() == null ? was.location() : new LocationId(to.location()),
            start,
            end));
    return get(id);
  }

  @PostMapping("/{id}/completion")
  @PreAuthorize("hasAuthority('DIARY_EDIT')")
  @Operation(summary = "The client came; the invoice follows by the practice's preference")
  Appointment complete(@PathVariable AppointmentId id) {
    appointments.complete(id);
    return get(id);
  }

  @PostMapping("/{id}/cancellation")
  @PreAuthorize("hasAuthority('DIARY_EDIT')")
  Appointment cancel(
      @PathVariable AppointmentId id, @RequestBody(required = false) @Nullable Cancellation why) {
    appointments.cancel(id, why == null || why.reason() == null ? "" : why.reason());
    return get(id);
  }

  @PostMapping("/{id}/absence")
  @PreAuthorize("hasAuthority('DIARY_EDIT')")
  @Operation(summary = "Nobody came")
  Appointment noShow(@PathVariable AppointmentId id) {
    appointments.noShow(id);
    return get(id);
  }

  private Booking booking(NewAppointment it) {
    if (it.client() == null
        || it.service() == null
        || it.practitioner() == null
        || it.location() == null
        || it.start() == null) {
      throw new InvalidInput(missing(it));
    }
    var service = new ServiceId(it.service());
    var start = it.start().toInstant();
    var end =
        it.end() == null
            ? start.plus(Duration.ofMinutes(setup.service(service).minutes()))
            : it.end().toInstant();
    return new Booking(
        new ClientId(it.client()),
        service,
        new Slot(new PractitionerId(it.practitioner()), new LocationId(it.location()), start, end),
        it.reason() == null ? "" : it.reason());
  }

  private static Map<String, String> missing(NewAppointment it) {
    var errors = new LinkedHashMap<String, String>();
    var given = new LinkedHashMap<String, @Nullable Object>();
    given.put("client", it.client());
    given.put("service", it.service());
    given.put("practitioner", it.practitioner());
    given.put("location", it.location());
    given.put("start", it.start());
    given.forEach(
        (field, value) -> {
          if (value == null) {
            errors.put(field, "Is needed");
          }
        });
    return errors;
  }

  /** As of today, and with the ledger's side: asked for all of them at once. */
  private List<Appointment> answers(List<AppointmentView> noted) {
    List<AppointmentView> them = diary.asOfToday(noted);
    Map<RecordRef, LedgerSides.Side> sides =
        LedgerSides.of(
            ledger,
            them.stream()
                .flatMap(it -> Stream.ofNullable(it.invoice()))
                .map(AppointmentsApi::ref)
                .toList());
    ZoneId zone = setup.practice().zone();
    return them.stream()
        .map(it -> answer(it, zone, it.invoice() == null ? null : sides.get(ref(it.invoice()))))
        .toList();
  }

  private static RecordRef ref(UUID invoice) {
    return new RecordRef("invoice", invoice);
  }

  private static Appointment answer(
      AppointmentView it, ZoneId zone, LedgerSides.@Nullable Side ledger) {
    return new Appointment(
        it.id().value(),
        it.client().value(),
        it.service().value(),
        it.slot().practitioner().value(),
        it.slot().location().value(),
        it.slot().start().atZone(zone).toOffsetDateTime(),
        it.slot().end().atZone(zone).toOffsetDateTime(),
        it.reason(),
        it.status().name(),
        it.billing().name(),
        it.invoice(),
        it.due(),
        ledger);
  }
}
