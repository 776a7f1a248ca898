package dev.tandem.books.web;

import dev.tandem.books.clearing.ClearingAccounts;
import dev.tandem.books.connection.BindingId;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which bank accounts have to come back to zero; they stand on the tab of the month's end. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
class ClearingController {

  private static final String PAGE = "redirect:/ledger/month-end";

  private final ClearingAccounts clearing;

  ClearingController(ClearingAccounts clearing) {
    this.clearing = clearing;
  }

  @PostMapping("/ledger/connection/{id}/clearing")
  String choose(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "") List<String> account,
      RedirectAttributes flash) {
    clearing.choose(id, account);
    flash.addFlashAttribute(
        "said",
        switch (account.size()) {
          case 0 -> "No account has to come back to zero any more.";
          case 1 -> "One account has to come back to zero. Tandem looks every morning.";
          default ->
              "%d accounts have to come back to zero. Tandem looks every morning."
                  .formatted(account.size());
        });
    return PAGE;
  }

  @PostMapping("/ledger/connection/{id}/clearing/reading")
  String readNow(@PathVariable BindingId id, RedirectAttributes flash) {
    clearing.readNow(id);
    flash.addFlashAttribute("said", "Xero is asked what they have come to by now.");
    return PAGE;
  }
}
