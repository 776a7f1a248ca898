package dev.tandem.books.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.lane.Deadlock;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.plan.WrongLinks;
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

/** "This is the wrong contact": what it means, and undoing it together with the invoices. */
@Controller
@RequestMapping("/ledger/links/{id}/clients/{client}/undoing")
@PreAuthorize("hasAuthority('LEDGER_OPERATE')")
class WrongLinkController {

  private final WrongLinks links;

  WrongLinkController(WrongLinks links) {
    this.links = links;
  }

  @GetMapping
  String ask(
      @PathVariable BindingId id,
      @PathVariable ClientId client,
      @RequestParam(defaultValue = "") String search,
      Model model) {
    model.addAttribute("wrong", links.about(id, client, search));
    model.addAttribute("search", search);
    return "ledger/wrong";
  }

  /**
   * @param choice who it is instead: link, create or leave
   * @param contact of a link: the ledger's id
   * @param wins of a link: whose word counts; unless said theirs, since what we have may be the
   *     wrong contact's
   */
  @PostMapping
  String undo(
      @PathVariable BindingId id,
      @PathVariable ClientId client,
      @RequestParam(defaultValue = "") String choice,
      @RequestParam(defaultValue = "") String contact,
      @RequestParam(defaultValue = "theirs") String wins,
      RedirectAttributes flash) {
    long moving = links.about(id, client, "").moving();
    Choice chosen = PlanController.choice(choice);
    switch (chosen) {
      case LINK -> {
        if (contact.isEmpty()) {
          throw new InvalidInput("contact", "Choose the contact.");
        }
        Deadlock.retried(() -> links.link(id, client, contact, PlanController.wins(wins)));
      }
      case CREATE -> Deadlock.retried(() -> links.create(id, client));
      case LEAVE -> Deadlock.retried(() -> links.leave(id, client));
    }
    flash.addFlashAttribute("said", "The link is undone." + follows(moving, chosen));
    return "redirect:/ledger/story/client/" + client;
  }

  private static String follows(long moving, Choice chosen) {
    if (moving == 0) {
      return "";
    }
    String invoices = moving == 1 ? " One invoice " : " " + moving + " invoices ";
    if (chosen == Choice.LEAVE) {
      return invoices + (moving == 1 ? "waits" : "wait") + " until you say who it is.";
    }
    return invoices + (moving == 1 ? "follows." : "follow.");
  }
}
