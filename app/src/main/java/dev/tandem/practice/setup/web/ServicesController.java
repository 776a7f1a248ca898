package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.ServiceChoices;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The practice's services: list, form, archive. */
@Controller
@RequestMapping("/setup/services")
@PreAuthorize("hasAuthority('SETUP_EDIT')")
class ServicesController {

  private final Setup setup;
  private final ServiceChoices choices;

  ServicesController(Setup setup, ObjectProvider<ServiceChoices> choices) {
    this.setup = setup;
    this.choices = choices.getIfAvailable(() -> ServiceChoices.NONE);
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("services", setup.services());
    model.addAttribute("archived", setup.archivedServices());
    return "setup/services";
  }

  @GetMapping("/new")
  String begin(Model model) {
    return draw(null, ServiceForm.blank(offer()), Map.of(), model);
  }

  @PostMapping
  String add(
      ServiceForm form, Model model, HttpServletResponse response, RedirectAttributes flash) {
    try {
      setup.add(form.details(offer(), null));
      flash.addFlashAttribute("said", Typing.text(form.name()) + " is added.");
      return "redirect:/setup/services";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(null, form, e.errors(), model);
    }
  }

  @GetMapping("/{id}")
  String open(@PathVariable ServiceId id, Model model) {
    return draw(id, ServiceForm.of(setup.service(id)), Map.of(), model);
  }

  @PostMapping("/{id}")
  String save(
      @PathVariable ServiceId id,
      ServiceForm form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    ServiceView before = setup.service(id);
    try {
      setup.change(id, form.details(offer(), before));
      flash.addFlashAttribute("said", Typing.text(form.name()) + " is saved.");
      return "redirect:/setup/services";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(id, form, e.errors(), model);
    }
  }

  @PostMapping("/{id}/archive")
  String archive(@PathVariable ServiceId id, RedirectAttributes flash) {
    setup.archive(id);
    flash.addFlashAttribute("said", setup.service(id).name() + " is archived. You find it below.");
    return "redirect:/setup/services";
  }

  @PostMapping("/{id}/restore")
  String restore(@PathVariable ServiceId id, RedirectAttributes flash) {
    setup.restore(id);
    flash.addFlashAttribute("said", setup.service(id).name() + " is in use again.");
    return "redirect:/setup/services";
  }

  private ServiceChoices.@Nullable Offer offer() {
    return choices.now().orElse(null);
  }

  private String draw(
      @Nullable ServiceId id, ServiceForm form, Map<String, String> errors, Model model) {
    model.addAttribute("service", id);
    model.addAttribute("title", id == null ? "New service" : Typing.text(form.name()));
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("offer", offer());
    return "setup/service";
  }
}
