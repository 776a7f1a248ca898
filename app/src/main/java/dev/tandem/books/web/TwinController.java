package dev.tandem.books.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.plan.Twins;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.InvalidInput;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who one client is in an organisation: what speaks for whom, side by side, and the decision. */
@Controller
@RequestMapping("/ledger/plan/{id}/clients/{client}")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class TwinController {

  private final Twins twins;

  TwinController(Twins twins) {
    this.twins = twins;
  }

  @GetMapping
  String ask(
      @PathVariable BindingId id,
      @PathVariable ClientId client,
      @RequestParam(defaultValue = "") String search,
      Model model) {
    model.addAttribute("question", twins.about(id, client, search));
    model.addAttribute("search", search);
    return "ledger/twin";
  }

  /**
   * @param contact of a link: the ledger's id
   */
  @PostMapping
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String decide(
      @PathVariable BindingId id,
      @PathVariable ClientId client,
      @RequestParam(defaultValue = "") String choice,
      @RequestParam(defaultValue = "") String contact,
      @RequestParam(defaultValue = "ours") String wins,
      RedirectAttributes flash) {
    var question = twins.about(id, client, "");
    String name = question.client().name();
    switch (PlanController.choice(choice)) {
      case LINK -> {
        if (contact.isEmpty()) {
          throw new InvalidInput("contact", "Choose the contact.");
        }
        twins.link(id, client, contact, PlanController.wins(wins));
      }
      case CREATE -> twins.create(id, client);
      case LEAVE -> twins.leave(id, client);
    }
    flash.addFlashAttribute("said", "Decided for " + name + ".");
    if (question.planned()) {
      return "redirect:/ledger/story/client/" + client;
    }
    flash.addAttribute("organisation", id.toString());
    return "redirect:/ledger/plan";
  }
}
