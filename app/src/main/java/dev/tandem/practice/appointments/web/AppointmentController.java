package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.Diary;
import dev.tandem.practice.appointments.DiaryEntry;
import dev.tandem.practice.appointments.Slot;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** One appointment: its page, its card over the diary, and where it is dragged to. */
@Controller
@PreAuthorize("hasAuthority('DIARY_VIEW')")
class AppointmentController {

  private final Appointments appointments;
  private final Diary diary;
  private final Clients clients;
  private final Setup setup;
  private final AuditTrail trail;
  private final Clock clock;

  AppointmentController(
      Appointments appointments,
      Diary diary,
      Clients clients,
      Setup setup,
      AuditTrail trail,
      Clock clock) {
    this.appointments = appointments;
    this.diary = diary;
    this.clients = clients;
    this.setup = setup;
    this.trail = trail;
    this.clock = clock;
  }

  @GetMapping("/appointments/{id}")
  String page(@PathVariable AppointmentId id, Model model) {
    tell(show(id, model), model);
    return "appointments/appointment";
  }

  /** The story again, after something happened to the appointment or to its invoice. */
  @GetMapping("/appointments/{id}/story")
  String story(@PathVariable AppointmentId id, Model model) {
    tell(show(id, model), model);
    return "appointments/appointment :: story";
  }

  @GetMapping("/appointments/{id}/card")
  String card(@PathVariable AppointmentId id, Model model) {
    show(id, model);
    return "appointments/appointment :: card";
  }

  @GetMapping("/appointments/of-client/{client}")
  String ofClient(@PathVariable ClientId client, Model model) {
    model.addAttribute("client", clients.find(client));
    model.addAttribute("entries", diary.ofClient(client, 50));
    model.addAttribute("now", LocalDateTime.now(clock.withZone(setup.practice().zone())));
    return "appointments/of-client :: appointments";
  }

  /** Where it was dragged; what the database refuses is answered with the reason. */
  @PostMapping("/appointments/{id}/slot")
  @PreAuthorize("hasAuthority('DIARY_EDIT')")
  @ResponseBody
  ResponseEntity<Map<String, String>> move(
      @PathVariable AppointmentId id,
      @RequestParam LocalDateTime start,
      @RequestParam LocalDateTime end,
      @RequestParam PractitionerId practitioner) {
    try {
      ZoneId zone = setup.practice().zone();
      LocationId location = appointments.find(id).slot().location();
      appointments.move(
          id,
          new Slot(
              practitioner,
              location,
              start.atZone(zone).toInstant(),
              end.atZone(zone).toInstant()));
      return ResponseEntity.ok(Map.of());
    } catch (InvalidInput e) {
      return refused(e.errors().values().iterator().next());
    } catch (Refused e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private static ResponseEntity<Map<String, String>> refused(String reason) {
    return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("refused", reason));
  }

  private DiaryEntry show(AppointmentId id, Model model) {
    DiaryEntry entry = diary.entry(id);
    model.addAttribute("entry", entry);
    model.addAttribute("client", clients.find(entry.appointment().client()));
    return entry;
  }

  /** With what happened to its invoice, for those who may see invoices. */
  private void tell(DiaryEntry entry, Model model) {
    var told = new ArrayList<>(List.of(new RecordRef("appointment", entry.id().value())));
    UUID invoice = entry.appointment().invoice();
    if (invoice != null && mayInvoices()) {
      told.add(new RecordRef("invoice", invoice));
    }
    model.addAttribute("story", trail.ofRecords(told, 50));
  }

  private static boolean mayInvoices() {
    return SignedIn.current().filter(it -> it.may(Permission.INVOICES_VIEW)).isPresent();
  }
}
