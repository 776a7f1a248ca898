package dev.tandem.books.web;

import dev.tandem.books.mailing.InvoiceMail;
import dev.tandem.books.mailing.InvoicePaper;
import dev.tandem.books.mailing.MailChoices;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.shared.Refused;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What of an invoice goes to the client through Xero: its online page, its PDF, its e-mails. */
@Controller
@RequestMapping("/ledger/invoices/{id}")
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class PaperController {

  private final InvoicePaper paper;
  private final InvoiceMail mail;
  private final MailChoices choices;
  private final Billing billing;

  PaperController(InvoicePaper paper, InvoiceMail mail, MailChoices choices, Billing billing) {
    this.paper = paper;
    this.mail = mail;
    this.choices = choices;
    this.billing = billing;
  }

  /** A card for the invoice's page; a page of its own for whoever has no scripts. */
  @GetMapping("/paper")
  String paper(
      @PathVariable InvoiceId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    return draw(id, htmx, null, model);
  }

  private String draw(InvoiceId id, @Nullable String htmx, @Nullable String refused, Model model) {
    InvoiceView invoice = billing.find(id);
    model.addAttribute("invoice", invoice);
    model.addAttribute("there", paper.there(id));
    model.addAttribute("online", paper.known(id).orElse(null));
    model.addAttribute("mailings", mail.of(id));
    model.addAttribute("mailDue", mail.isDue(id));
    model.addAttribute("mailing", choices.on());
    model.addAttribute("paperRefused", refused);
    return htmx == null ? "ledger/paper" : "ledger/paper :: paper";
  }

  /** Asks Xero for the client's page once; afterwards it is known. */
  @PostMapping("/online")
  String online(
      @PathVariable InvoiceId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model,
      RedirectAttributes flash) {
    String refused = null;
    billing.find(id);
    try {
      paper.onlineAddress(id);
    } catch (Refused e) {
      refused = e.getMessage();
    }
    if (htmx != null) {
      return draw(id, htmx, refused, model);
    }
    if (refused != null) {
      flash.addFlashAttribute("refused", refused);
    }
    return "redirect:/ledger/invoices/" + id + "/paper";
  }

  /** The PDF, or the page that says why there is none. */
  @GetMapping("/pdf")
  Object pdf(@PathVariable InvoiceId id, Model model) {
    InvoiceView invoice = billing.find(id);
    try {
      byte[] pdf = paper.pdf(id);
      String name = (invoice.number() == null ? "Invoice" : invoice.number()) + ".pdf";
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_PDF)
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              ContentDisposition.attachment()
                  .filename(name.replace('/', '-'), StandardCharsets.UTF_8)
                  .build()
                  .toString())
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .body(pdf);
    } catch (Refused e) {
      return draw(id, null, e.getMessage(), model);
    }
  }
}
