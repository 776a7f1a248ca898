package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.ShownMeanwhileChanged;
import dev.tandem.practice.credits.WriteOff;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Credits an invoice, or writes off what nobody will pay: shown first, then done. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
class CreditController {

  private final Credits credits;
  private final WriteOff writeOff;
  private final Billing billing;
  private final CreditPage page;

  CreditController(Credits credits, WriteOff writeOff, Billing billing, CreditPage page) {
    this.credits = credits;
    this.writeOff = writeOff;
    this.billing = billing;
    this.page = page;
  }

  @GetMapping("/invoices/{id}/credit")
  String credit(@PathVariable InvoiceId id, Model model) {
    return blank(id, CreditPurpose.CREDIT, model);
  }

  @GetMapping("/invoices/{id}/write-off")
  String writeOff(@PathVariable InvoiceId id, Model model) {
    return blank(id, CreditPurpose.WRITE_OFF, model);
  }

  private String blank(InvoiceId id, CreditPurpose purpose, Model model) {
    credits.requireCreditable(id);
    var form = CreditForm.of(billing.find(id), purpose, page.today());
    return page.show(id, form, Map.of(), model);
  }

  /**
   * @param sure whether the person has seen what will happen, as {@code seen} says, and wants it
   * @param stood what was owed and creditable then, as {@link CreditPage#stands} says
   */
  @PostMapping("/invoices/{id}/credit")
  String write(
      @PathVariable InvoiceId id,
      CreditForm form,
      BindingResult typed,
      @RequestParam(defaultValue = "false") boolean sure,
      @RequestParam(defaultValue = "") String stood,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    try {
      CreditPage.refuseUnreadable(typed);
      InvoiceView invoice = billing.find(id);
      form.requireAsSeen(invoice);
      CreditDetails details = details(invoice, form);
      Map<String, String> errors = Map.of();
      if (sure) {
        try {
          credits.issue(id, details, form.getSeen());
          flash.addFlashAttribute("said", "Credited. The ledger hears of it by itself.");
          return "redirect:/invoices/" + id;
        } catch (ShownMeanwhileChanged e) {
          errors = page.typedOver(id, stood, e);
          response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
      }
      model.addAttribute("plan", credits.preview(id, details));
      return page.show(id, form, errors, model);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page.show(id, form, e.errors(), model);
    } catch (Refused e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page.show(id, form, Map.of("refused", String.valueOf(e.getMessage())), model);
    }
  }

  private CreditDetails details(InvoiceView invoice, CreditForm form) {
    var date = form.getDate() == null ? page.today() : form.getDate();
    return form.getPurpose() == CreditPurpose.WRITE_OFF
        ? new CreditDetails(
            CreditPurpose.WRITE_OFF,
            date,
            form.getReason(),
            WriteOff.amounts(invoice),
            writeOff.lines(invoice, form.getAccount()),
            null)
        : new CreditDetails(
            CreditPurpose.CREDIT,
            date,
            form.getReason(),
            invoice.lineAmounts(),
            form.written(invoice),
            form.refunding(page.today()));
  }
}
