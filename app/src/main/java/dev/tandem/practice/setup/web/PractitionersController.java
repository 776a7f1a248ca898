package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.Membership;
import dev.tandem.staff.Staff;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The practice's practitioners: list, form, archive. */
@Controller
@RequestMapping("/setup/practitioners")
@PreAuthorize("hasAuthority('SETUP_EDIT')")
class PractitionersController {

  private final Setup setup;
  private final Staff staff;

  PractitionersController(Setup setup, Staff staff) {
    this.setup = setup;
    this.staff = staff;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("practitioners", setup.practitioners());
    model.addAttribute("archived", setup.archivedPractitioners());
    return "setup/practitioners";
  }

  @GetMapping("/new")
  String begin(Model model) {
    return draw(null, PractitionerForm.blank(), Map.of(), model);
  }

  @PostMapping
  String add(
      PractitionerForm form, Model model, HttpServletResponse response, RedirectAttributes flash) {
    try {
      setup.add(form.details());
      flash.addFlashAttribute("said", Typing.text(form.name()) + " is added.");
      return "redirect:/setup/practitioners";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(null, form, e.errors(), model);
    }
  }

  @GetMapping("/{id}")
  String open(@PathVariable PractitionerId id, Model model) {
    return draw(id, PractitionerForm.of(setup.practitioner(id)), Map.of(), model);
  }

  @PostMapping("/{id}")
  String save(
      @PathVariable PractitionerId id,
      PractitionerForm form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    setup.practitioner(id);
    try {
      setup.change(id, form.details());
      flash.addFlashAttribute("said", Typing.text(form.name()) + " is saved.");
      return "redirect:/setup/practitioners";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(id, form, e.errors(), model);
    }
  }

  @PostMapping("/{id}/archive")
  String archive(@PathVariable PractitionerId id, RedirectAttributes flash) {
    setup.archive(id);
    flash.addFlashAttribute(
        "said", setup.practitioner(id).name() + " is archived. You find it below.");
    return "redirect:/setup/practitioners";
  }

  @PostMapping("/{id}/restore")
  String restore(@PathVariable PractitionerId id, RedirectAttributes flash) {
    setup.restore(id);
    flash.addFlashAttribute("said", setup.practitioner(id).name() + " is in use again.");
    return "redirect:/setup/practitioners";
  }

  private String draw(
      @Nullable PractitionerId id, PractitionerForm form, Map<String, String> errors, Model model) {
    model.addAttribute("practitioner", id);
    model.addAttribute("title", id == null ? "New practitioner" : Typing.text(form.name()));
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    var people = new LinkedHashMap<String, String>();
    people.put("", "Nobody, does not sign in");
    for (Membership it : staff.people()) {
      people.put(it.staff().toString(), it.name() + " (" + it.email() + ")");
    }
    model.addAttribute("people", people);
    return "setup/practitioner";
  }
}
