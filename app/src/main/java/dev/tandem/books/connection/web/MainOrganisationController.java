package dev.tandem.books.connection.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.NoSuchRecord;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
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

  /**
   * @param organisation blank for whichever is the main one
   */
  @PostMapping("/ledger/locations/{location}")
  String assign(
      @PathVariable LocationId location,
      @RequestParam(defaultValue = "") String organisation,
      RedirectAttributes flash) {
    Binding books = organisation.isBlank() ? null : connections.binding(id(organisation));
    connections.assign(location, books == null ? null : books.id());
    flash.addFlashAttribute(
        "said",
        books == null
            ? "Saved. Its invoices follow the main organisation."
            : "Saved. Its invoices go to " + books.organisationName() + ".");
    return "redirect:/ledger";
  }

  private static BindingId id(String text) {
    try {
      return BindingId.of(text);
    } catch (IllegalArgumentException _) {
      throw new NoSuchRecord("connection", text);
    }
  }
}
