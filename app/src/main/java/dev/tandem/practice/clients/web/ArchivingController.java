package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Putting clients aside and taking them up again. */
@Controller
@PreAuthorize("hasAuthority('CLIENTS_EDIT')")
class ArchivingController {

  private final Clients clients;

  ArchivingController(Clients clients) {
    this.clients = clients;
  }

  @PostMapping("/clients/{id}/archive")
  String archive(@PathVariable ClientId id, RedirectAttributes flash) {
    clients.archive(id);
    flash.addFlashAttribute(
        "said", clients.find(id).name() + " is archived. Everything is kept; restore it any time.");
    return "redirect:/clients/" + id;
  }

  @PostMapping("/clients/{id}/restore")
  String restore(@PathVariable ClientId id, RedirectAttributes flash) {
    clients.restore(id);
    flash.addFlashAttribute("said", clients.find(id).name() + " is restored.");
    return "redirect:/clients/" + id;
  }
}
