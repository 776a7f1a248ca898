package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.Diary;
import dev.tandem.practice.appointments.DiaryEntry;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.Clients;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The appointments that the search over everything shows: the latest of whoever is meant. */
@Controller
@PreAuthorize("hasAuthority('DIARY_VIEW')")
class AppointmentSearchController {

  private static final int PEOPLE = 3;
  private static final int EACH = 2;

  private final Diary diary;
  private final Clients clients;

  AppointmentSearchController(Diary diary, Clients clients) {
    this.diary = diary;
    this.clients = clients;
  }

  @GetMapping("/appointments/search")
  String found(@RequestParam(defaultValue = "") String q, Model model) {
    model.addAttribute("entries", q.isBlank() ? List.of() : of(q));
    return "appointments/found :: found";
  }

  private List<DiaryEntry> of(String q) {
    var search =
        new ClientSearch(q, ClientSearch.Status.ACTIVE, ClientSearch.Order.NAME, 1, PEOPLE);
    return clients.search(search).clients().stream()
        .flatMap(it -> diary.ofClient(it.id(), EACH).stream())
        .toList();
  }
}
