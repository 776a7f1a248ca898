package dev.tandem.staff.web;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person's own page: who they are here, and their password. */
@Controller
@RequestMapping("/account")
class AccountController {

  private final Staff staff;

  AccountController(Staff staff) {
    this.staff = staff;
  }

  @GetMapping
  String show(Model model) {
    model.addAttribute("person", staff.member(me()));
    return "staff/account";
  }

  @PostMapping("/password")
  String change(
      @RequestParam(defaultValue = "") String present,
      @RequestParam(defaultValue = "") String password,
      HttpServletResponse response,
      Model model) {
    try {
      staff.changePassword(me(), present, password);
      return "redirect:/sign-in?password-set";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("errors", e.errors());
      return show(model);
    }
  }

  private static StaffId me() {
    return SignedIn.current()
        .map(SignedIn::staff)
        .orElseThrow(() -> new Refused("Only people have an account."));
  }
}
