package dev.tandem.staff.web;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Membership;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The page behind an invitation: somebody who has an account takes a place in one more practice.
 */
@Controller
@RequestMapping("/invitation/{token}")
class InvitationController {

  private final Staff staff;

  InvitationController(Staff staff) {
    this.staff = staff;
  }

  @GetMapping
  String show(@PathVariable String token, @AuthenticationPrincipal SignedIn me, Model model) {
    Membership offered = staff.invitation(token).orElse(null);
    model.addAttribute("offered", offered);
    model.addAttribute("mine", offered != null && offered.staff().equals(me.staff()));
    return "staff/invitation";
  }

  @PostMapping
  String accept(
      @PathVariable String token, @AuthenticationPrincipal SignedIn me, HttpSession session) {
    PracticeId practice =
        staff
            .invitation(token)
            .map(Membership::practice)
            .orElseThrow(() -> new Refused("This link was used or is too old. Ask for a new one."));
    StaffId person = Objects.requireNonNull(me.staff(), "Pages are opened by people");
    Practices.run(practice, () -> staff.accept(token, person));
    session.setAttribute(PracticeOfSession.CHOSEN, practice.toString());
    return "redirect:/";
  }
}
