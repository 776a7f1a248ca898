package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
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

/** The practice's locations: list, form, archive. */
@Controller
@RequestMapping("/setup/locations")
@PreAuthorize("hasAuthority('SETUP_EDIT')")
class LocationsController {

  private final Setup setup;

  LocationsController(Setup setup) {
    this.setup = setup;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("locations", setup.locations());
    model.addAttribute("archived", setup.archivedLocations());
    return "setup/locations";
  }

  @GetMapping("/new")
  String begin(Model model) {
    return draw(null, LocationForm.blank(), Map.of(), model);
  }

  @PostMapping
  String add(
      LocationForm form, Model model, HttpServletResponse response, RedirectAttributes flash) {
    try {
      setup.add(form.details());
      flash.addFlashAttribute("said", Typing.text(form.name()) + " is added.");
      return "redirect:/setup/locations";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(null, form, e.errors(), model);
    }
  }

  @GetMapping("/{id}")
  String open(@PathVariable LocationId id, Model model) {
    return draw(id, LocationForm.of(setup.location(id)), Map.of(), model);
  }

  @PostMapping("/{id}")
  String save(
      @PathVariable LocationId id,
      LocationForm form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    setup.location(id);
    try {
      setup.change(id, form.details());
      flash.addFlashAttribute("said", Typing.text(form.name()) + " is saved.");
      return "redirect:/setup/locations";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(id, form, e.errors(), model);
    }
  }

  @PostMapping("/{id}/archive")
  String archive(@PathVariable LocationId id, RedirectAttributes flash) {
    setup.archive(id);
    flash.addFlashAttribute("said", setup.location(id).name() + " is archived. You find it below.");
    return "redirect:/setup/locations";
  }

  @PostMapping("/{id}/restore")
  String restore(@PathVariable LocationId id, RedirectAttributes flash) {
    setup.restore(id);
    flash.addFlashAttribute("said", setup.location(id).name() + " is in use again.");
    return "redirect:/setup/locations";
  }

  private static String draw(
      @Nullable LocationId id, LocationForm form, Map<String, String> errors, Model model) {
    model.addAttribute("location", id);
    model.addAttribute("title", id == null ? "New location" : Typing.text(form.name()));
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    return "setup/location";
  }
}
