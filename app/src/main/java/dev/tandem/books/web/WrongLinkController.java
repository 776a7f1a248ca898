package dev.tandem.books.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.plan.WrongLinks;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Deadlock;
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
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    var wrong = links.about(id, client, search);
    model.addAttribute("wrong", wrong);
    model.addAttribute("invoices", Slice.of(wrong.invoices(), page));
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
    Answer answer = Answer.of(choice, contact, wins);
    switch (answer.choice()) {
      case LINK -> Deadlock.retried(() -> links.link(id, client, answer.contact(), answer.wins()));
      case CREATE -> Deadlock.retried(() -> links.create(id, client));
      case LEAVE -> Deadlock.retried(() -> links.leave(id, client));
    }
    flash.addFlashAttribute("said", "The link is undone." + follows(moving, answer.choice()));
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
