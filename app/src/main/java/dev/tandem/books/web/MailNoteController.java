package dev.tandem.books.web;

import dev.tandem.books.mailing.MailChoices;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where an invoice is approved: whether that sends it to the client, too. */
@Controller
class MailNoteController {

  private final MailChoices choices;

  MailNoteController(MailChoices choices) {
    this.choices = choices;
  }

  @GetMapping("/ledger/mail/note")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  String note(Model model) {
    model.addAttribute("byItself", choices.byItself());
    return "ledger/mail-choice :: note";
  }
}
