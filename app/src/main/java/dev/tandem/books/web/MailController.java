package dev.tandem.books.web;

import dev.tandem.books.mailing.InvoiceMail;
import dev.tandem.books.mailing.Mailing;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** E-mailing one invoice through Xero: to whom it would go, then the one click that sends it. */
@Controller
@RequestMapping("/ledger/invoices/{id}/mail")
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class MailController {

  private final InvoiceMail mail;
  private final Billing billing;
  private final Clients clients;

  MailController(InvoiceMail mail, Billing billing, Clients clients) {
    this.mail = mail;
    this.billing = billing;
    this.clients = clients;
  }

  @GetMapping
  String look(@PathVariable InvoiceId id, Model model) {
    return draw(id, null, model);
  }

  private String draw(InvoiceId id, @Nullable String refused, Model model) {
    var invoice = billing.find(id);
    model.addAttribute("invoice", invoice);
    model.addAttribute("client", clients.find(invoice.billTo()));
    List<Mailing> before = mail.of(id);
    model.addAttribute("mailings", before);
    model.addAttribute("doubtful", before.stream().anyMatch(Mailing::doubtful));
    String why = refused;
    try {
      model.addAttribute("letter", mail.look(id));
    } catch (Refused e) {
      why = why == null ? e.getMessage() : why;
      model.addAttribute("letter", null);
    }
    model.addAttribute("why", why);
    return "ledger/mail";
  }

  /**
   * @param to the addresses as the person saw them
   * @param after the newest e-mail that the page showed; none if it showed none
   * @param looked that an earlier one in doubt did not go
   */
  @PostMapping
  String send(
      @PathVariable InvoiceId id,
      @RequestParam(defaultValue = "") List<String> to,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "false") boolean looked,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    Mailing sent;
    try {
      sent = mail.send(id, new InvoiceMail.Seen(to, after, looked));
    } catch (Refused e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      return draw(id, e.getMessage(), model);
    }
    String who = String.join(", ", sent.recipients());
    switch (sent.state()) {
      case SENT -> flash.addFlashAttribute("said", "Xero has e-mailed it to " + who + ".");
      case NOT_SENT -> flash.addFlashAttribute("refused", "It was not sent. " + sent.problem());
      case SENDING, UNKNOWN ->
          flash.addFlashAttribute(
              "refused",
              sent.problem()
                  + " Look at the invoice's History & Notes in Xero before anybody sends it again.");
    }
    return "redirect:"
        + (sent.state() == Mailing.State.SENT
            ? "/invoices/" + id
            : "/ledger/invoices/" + id + "/mail");
  }

  /** A person looked over there: it went. */
  @PostMapping("/cleared")
  String cleared(@PathVariable InvoiceId id, RedirectAttributes flash) {
    mail.itWent(id);
    flash.addFlashAttribute("said", "Noted: the e-mail went.");
    return "redirect:/invoices/" + id;
  }

  /** What did not go is not sent any more. */
  @PostMapping("/left")
  String left(@PathVariable InvoiceId id, RedirectAttributes flash) {
    mail.leave(id);
    flash.addFlashAttribute("said", "Noted: it is not e-mailed through Xero.");
    return "redirect:/ledger/refusals";
  }
}
