package dev.tandem.practice.credits.web;

import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Renumbering;
import dev.tandem.shared.Refused;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives a credit note another number, where the ledger has its own for another one. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class CreditNumberController {

  private final Credits credits;
  private final Renumbering renumbering;

  CreditNumberController(Credits credits, Renumbering renumbering) {
    this.credits = credits;
    this.renumbering = renumbering;
  }

  @GetMapping("/credit-notes/{id}/number")
  String ask(@PathVariable CreditNoteId id, Model model) {
    model.addAttribute("note", credits.find(id));
    model.addAttribute("upcoming", renumbering.upcoming());
    return "credits/number";
  }

  /**
   * @param instead the number that the person saw: sent twice, the form does nothing more
   */
  @PostMapping("/credit-notes/{id}/number")
  String give(
      @PathVariable CreditNoteId id,
      @RequestParam(defaultValue = "") String instead,
      RedirectAttributes flash) {
    try {
      flash.addFlashAttribute(
          "said", "Its number is %s now.".formatted(renumbering.giveNext(id, instead)));
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/invoices/" + credits.find(id).invoice();
  }
}
