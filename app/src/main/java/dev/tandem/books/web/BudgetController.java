package dev.tandem.books.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Calls and bytes by job and organisation: left, used, to come, and what it costs. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class BudgetController {

  private final LedgerHeads heads;
  private final Spendings spendings;

  BudgetController(LedgerHeads heads, Spendings spendings) {
    this.heads = heads;
    this.spendings = spendings;
  }

  @GetMapping("/ledger/budget")
  String budget(Model model) {
    model.addAttribute("head", heads.current());
    model.addAttribute("budget", spendings.now());
    return "ledger/budget";
  }
}
