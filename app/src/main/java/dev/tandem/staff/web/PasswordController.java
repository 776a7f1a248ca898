package dev.tandem.staff.web;

import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.Staff;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind a one-time link: a person chooses a password. */
@Controller
@RequestMapping("/password/{token}")
class PasswordController {

  private final Staff staff;

  PasswordController(Staff staff) {
    this.staff = staff;
  }

  @GetMapping
  String show(@PathVariable String token, Model model) {
    model.addAttribute("opens", staff.linkOpens(token));
    return "staff/password";
  }

  @PostMapping
  String choose(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String password,
      HttpServletResponse response,
      Model model) {
    try {
      staff.choosePassword(token, password);
      return "redirect:/sign-in?password-set";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("opens", true);
      model.addAttribute("errors", e.errors());
      return "staff/password";
    }
  }
}
