package dev.tandem.staff.web;

import dev.tandem.shared.NoSuchRecord;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.Staff;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody who works for several practices goes over to another one. */
@Controller
class PracticeSwitchController {

  private final Staff staff;

  PracticeSwitchController(Staff staff) {
    this.staff = staff;
  }

  @PostMapping("/practice-switch")
  String go(@RequestParam String practice, HttpSession session) {
    boolean mine =
        SignedIn.current().map(SignedIn::staff).map(staff::practicesOf).stream()
            .flatMap(java.util.List::stream)
            .anyMatch(it -> it.practice().toString().equals(practice));
    if (!mine) {
      throw new NoSuchRecord("practice", practice);
    }
    session.setAttribute(PracticeOfSession.CHOSEN, practice);
    return "redirect:/";
  }
}
