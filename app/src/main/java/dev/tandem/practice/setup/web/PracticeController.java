package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The practice's profile: name, country, zone, kind. */
@Controller
@PreAuthorize("hasAuthority('SETUP_EDIT')")
class PracticeController {

  private final Setup setup;

  PracticeController(Setup setup) {
    this.setup = setup;
  }

  @GetMapping("/setup")
  String begin() {
    return "redirect:/setup/practice";
  }

  @GetMapping("/setup/practice")
  String show(Model model) {
    return draw(ProfileForm.of(setup.practice()), Map.of(), model);
  }

  @PostMapping("/setup/practice")
  String save(
      ProfileForm form, Model model, HttpServletResponse response, RedirectAttributes flash) {
    try {
      setup.change(form.changed(setup.practice()));
      flash.addFlashAttribute("said", "The practice's profile is saved.");
      return "redirect:/setup/practice";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(form, e.errors(), model);
    }
  }

  private static String draw(ProfileForm form, Map<String, String> errors, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("kinds", Choices.KINDS);
    model.addAttribute("countries", Choices.COUNTRIES);
    model.addAttribute("zones", Choices.ZONES);
    return "setup/practice";
  }
}
