package dev.tandem.books.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Small pieces about the ledger that other pages load by URL. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class FragmentsController {

  private final LedgerHeads heads;

  FragmentsController(LedgerHeads heads) {
    this.heads = heads;
  }

  /** For the top bar: one dot and a phrase. */
  @GetMapping("/ledger/pulse")
  String pulse(Model model) {
    model.addAttribute("head", heads.current());
    return "ledger/pieces :: pulse";
  }

  /** For Today: the state of the ledger as a card. */
  @GetMapping("/ledger/card")
  String card(Model model) {
    model.addAttribute("head", heads.current());
    return "ledger/pieces :: card";
  }

  /** For Today: what is stuck between both sides; empty when nothing is. */
  @GetMapping("/ledger/needs-you")
  String needsYou(Model model) {
    model.addAttribute("head", heads.current());
    return "ledger/pieces :: needs-you";
  }
}
