package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.Corrections;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.ShownMeanwhileChanged;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.shared.BlankIsNothing;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Corrects what an invoice charged after money came in for it: shown first, then done. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
class CorrectionController {

  private final Corrections corrections;
  private final Billing billing;
  private final CreditPage page;
  private final AddedLines added;

  CorrectionController(
      Corrections corrections, Billing billing, CreditPage page, AddedLines added) {
    this.added = added;
    this.corrections = corrections;
    this.billing = billing;
    this.page = page;
  }

  @InitBinder
  void ids(WebDataBinder binder) {
    binder.registerCustomEditor(ServiceId.class, new BlankIsNothing(ServiceId::of));
  }

  @GetMapping("/invoices/{id}/correction")
  String form(@PathVariable InvoiceId id, Model model) {
    var form = CreditForm.of(billing.find(id), CreditPurpose.CORRECTION, page.today());
    return show(id, form, Map.of(), model);
  }

  /** The same form with a line more: nothing is done, nothing typed is lost. */
  @PostMapping(path = "/invoices/{id}/correction", params = "more")
  String another(@PathVariable InvoiceId id, CreditForm form, BindingResult typed, Model model) {
    form.setPurpose(CreditPurpose.CORRECTION);
    String seen = form.getInvoiceSeen();
    String drawn = show(id, form.withAnotherLine(), Map.of(), model);
    // What was typed so far was typed with that before the eyes.
    model.addAttribute("invoiceSeen", seen);
    return drawn;
  }

  private String show(InvoiceId id, CreditForm form, Map<String, String> errors, Model model) {
    InvoiceView invoice = billing.find(id);
    model.addAttribute("offer", added.offer(invoice));
    model.addAttribute("services", added.services());
    return page.show(id, form, errors, model);
  }

  /**
   * @param sure whether the person has seen what will happen, as {@code seen} says, and wants it
   * @param stood what was owed and creditable then, as {@link CreditPage#stands} says
   */
  @PostMapping("/invoices/{id}/correction")
  String write(
      @PathVariable InvoiceId id,
      CreditForm form,
      BindingResult typed,
      @RequestParam(defaultValue = "false") boolean sure,
      @RequestParam(defaultValue = "") String stood,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    form.setPurpose(CreditPurpose.CORRECTION);
    try {
      CreditPage.refuseUnreadable(typed);
      InvoiceView invoice = billing.find(id);
      form.requireAsSeen(invoice);
      var wanted = new ArrayList<>(form.written(invoice));
      wanted.addAll(added.of(invoice, form.getAdded()));
      var refunding = form.refunding(page.today());
      Map<String, String> errors = Map.of();
      try {
        if (sure) {
          try {
            InvoiceId result =
                corrections.correct(id, wanted, form.getReason(), refunding, form.getSeen());
            flash.addFlashAttribute("said", "Corrected. The ledger hears of it by itself.");
            return "redirect:/invoices/" + result;
          } catch (ShownMeanwhileChanged e) {
            errors = page.typedOver(id, stood, e);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
          }
        }
        Corrections.Plan plan = corrections.preview(id, wanted, form.getReason(), refunding);
        model.addAttribute("corrected", plan);
        model.addAttribute("plan", plan.credit());
      } catch (InvalidInput e) {
        // These alone count the lines that are wanted, not the rows.
        throw new InvalidInput(form.atRows(invoice, e.errors()));
      }
      return show(id, form, errors, model);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(id, form, e.errors(), model);
    } catch (Refused e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(id, form, Map.of("refused", String.valueOf(e.getMessage())), model);
    }
  }
}
