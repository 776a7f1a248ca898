package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.AppointmentChangedMeanwhile;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.Diary;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.BlankIsNothing;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import dev.tandem.staff.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Booking, and changing what was booked: a dialog over the diary, or a page of its own. */
@Controller
@PreAuthorize("hasAuthority('DIARY_EDIT')")
class BookingController {

  private final Appointments appointments;
  private final Diary diary;
  private final Clients clients;
  private final Setup setup;
  private final Clock clock;

  BookingController(
      Appointments appointments, Diary diary, Clients clients, Setup setup, Clock clock) {
    this.appointments = appointments;
    this.diary = diary;
    this.clients = clients;
    this.setup = setup;
    this.clock = clock;
  }

  @InitBinder
  void ids(WebDataBinder binder) {
    binder.registerCustomEditor(ClientId.class, new BlankIsNothing(ClientId::of));
    binder.registerCustomEditor(ServiceId.class, new BlankIsNothing(ServiceId::of));
    binder.registerCustomEditor(PractitionerId.class, new BlankIsNothing(PractitionerId::of));
    binder.registerCustomEditor(LocationId.class, new BlankIsNothing(LocationId::of));
  }

  @GetMapping("/appointments/new")
  String form(
      BookingForm form,
      @AuthenticationPrincipal SignedIn me,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    return show(form.from(today(), me, setup), null, Map.of(), htmx, model);
  }

  @GetMapping("/appointments/{id}/change")
  String change(
      @PathVariable AppointmentId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    return show(BookingForm.of(diary.entry(id)), id, Map.of(), htmx, model);
  }

  /** Whom the typed letters may mean, to choose from. */
  @GetMapping("/appointments/clients")
  String choices(@RequestParam(defaultValue = "") String q, Model model) {
    model.addAttribute(
        "choices",
        q.isBlank()
            ? java.util.List.of()
            : clients
                .search(
                    new ClientSearch(q, ClientSearch.Status.ACTIVE, ClientSearch.Order.NAME, 1, 8))
                .clients());
    model.addAttribute("asked", q);
    return "appointments/booking :: client-choices";
  }

  @PostMapping("/appointments")
  String book(
      BookingForm form,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model,
      HttpServletResponse response) {
    return save(form, null, htmx, model, response);
  }

  @PostMapping("/appointments/{id}")
  String change(
      @PathVariable AppointmentId id,
      BookingForm form,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model,
      HttpServletResponse response) {
    return save(form, id, htmx, model, response);
  }

  private String save(
      BookingForm form,
      @Nullable AppointmentId id,
      @Nullable String htmx,
      Model model,
      HttpServletResponse response) {
    try {
      var booking = form.booking(setup, setup.words().one());
      AppointmentId saved = id == null ? appointments.book(booking) : id;
      if (id != null) {
        appointments.change(id, form.seen() == null ? "" : form.seen(), booking);
      }
      return Reply.to(htmx, saved, id == null ? "Booked." : "Changed.", response);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(form, id, e.errors(), htmx, model);
    } catch (AppointmentChangedMeanwhile e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(form.seeing(e.seen()), id, Map.of("seen", words(e)), htmx, model);
    } catch (Refused e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(form, id, Map.of("time", words(e)), htmx, model);
    }
  }

  private static String words(Refused refused) {
    return String.valueOf(refused.getMessage());
  }

  private String show(
      BookingForm form,
      @Nullable AppointmentId id,
      Map<String, String> errors,
      @Nullable String htmx,
      Model model) {
    model.addAttribute("title", id == null ? "Book an appointment" : "Change the appointment");
    model.addAttribute("form", form);
    // On a page of its own the form is sent as any other, and the answer is the appointment's page.
    model.addAttribute("inDialog", htmx != null);
    model.addAttribute("appointment", id);
    model.addAttribute("errors", errors);
    model.addAttribute("client", form.client() == null ? null : clientOrNull(form.client()));
    model.addAttribute("services", setup.services());
    model.addAttribute("practitioners", setup.practitioners());
    model.addAttribute("locations", setup.locations());
    return htmx == null ? "appointments/booking" : "appointments/booking :: booking";
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }

  private dev.tandem.practice.clients.@Nullable ClientView clientOrNull(ClientId id) {
    return clients.byIds(java.util.List.of(id)).get(id);
  }
}
