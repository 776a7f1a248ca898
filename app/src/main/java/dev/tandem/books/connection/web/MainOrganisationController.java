package dev.tandem.books.connection.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which organisation is for what, where a practice has several. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class MainOrganisationController {

  private final Connections connections;

  MainOrganisationController(Connections connections) {
    this.connections = connections;
  }

  @GetMapping("/ledger/connection/{id}/main")
  String ask(@PathVariable BindingId id, Model model) {
    model.addAttribute("binding", connections.binding(id));
    model.addAttribute("before", connections.main().orElse(null));
    return "connection/main";
  }

  @PostMapping("/ledger/connection/{id}/main")
  String makeMain(@PathVariable BindingId id, RedirectAttributes flash) {
    connections.makeMain(id);
    flash.addFlashAttribute(
        "said", connections.binding(id).organisationName() + " is the main organisation now.");
    return "redirect:/ledger";
  }
}
