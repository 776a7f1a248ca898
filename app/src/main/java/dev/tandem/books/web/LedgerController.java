package dev.tandem.books.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The Ledger page: how practice and ledger stand, and what needs somebody. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class LedgerController {

  private final LedgerHeads heads;

  LedgerController(LedgerHeads heads) {
    this.heads = heads;
  }

  @GetMapping("/ledger/help")
  String help(Model model) {
    return tab("help", model);
  }

  /** The head alone, asked for again by open pages when something changed. */
  @GetMapping("/ledger/head")
  String head(Model model) {
    model.addAttribute("head", heads.current());
    return "ledger/head :: head";
  }

  private String tab(String tab, Model model) {
    model.addAttribute("head", heads.current());
    return "ledger/" + tab;
  }
}
