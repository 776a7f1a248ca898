package dev.tandem.books.web;

import dev.tandem.books.mailing.MailChoices;
import dev.tandem.shared.Recipients;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether the practice e-mails its invoices through Xero; shown among its preferences. */
@Controller
@PreAuthorize("hasAuthority('SETUP_EDIT')")
class MailChoiceController {

  private final MailChoices choices;
  private final Recipients recipients;

  MailChoiceController(MailChoices choices, Recipients recipients) {
    this.choices = choices;
    this.recipients = recipients;
  }

  @GetMapping("/ledger/mail")
  String choice(
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Model model) {
    model.addAttribute("installation", choices.installation());
    model.addAttribute("chosen", choices.practice());
    model.addAttribute("byItself", choices.byItself());
    model.addAttribute("selective", recipients.selective());
    return htmx == null ? "ledger/mail-choice" : "ledger/mail-choice :: choice";
  }

  @PostMapping("/ledger/mail")
  String choose(
      @RequestParam boolean on,
      @RequestParam(defaultValue = "false") boolean byItself,
      RedirectAttributes flash) {
    choices.turn(on, byItself);
    flash.addFlashAttribute("said", told(on, on && byItself));
    return "redirect:/setup/preferences";
  }

  private static String told(boolean on, boolean byItself) {
    if (byItself) {
      return "Invoices that are approved from now on are e-mailed through Xero by themselves.";
    }
    return on
        ? "Invoices can be e-mailed through Xero."
        : "Invoices are no longer e-mailed through Xero.";
  }
}
