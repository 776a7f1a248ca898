package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.PaymentTerms;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.Preferences.InvoiceAs;
import dev.tandem.practice.setup.Preferences.InvoiceOn;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When invoices are made, and how. */
@Controller
@RequestMapping("/setup/preferences")
@PreAuthorize("hasAuthority('SETUP_EDIT')")
class PreferencesController {

  private final Setup setup;

  PreferencesController(Setup setup) {
    this.setup = setup;
  }

  /** As typed. */
  record Form(
      InvoiceOn invoiceOn,
      InvoiceAs invoiceAs,
      PaymentTerms.Rule paymentTermsRule,
      String paymentTermsDays,
      String invoicePrefix) {}

  @GetMapping
  String show(Model model) {
    Preferences now = setup.preferences();
    return draw(
        new Form(
            now.invoiceOn(),
            now.invoiceAs(),
            now.paymentTerms().rule(),
            Integer.toString(now.paymentTerms().days()),
            now.invoicePrefix()),
        Map.of(),
        model);
  }

  @PostMapping
  String save(
      @RequestParam InvoiceOn invoiceOn,
      @RequestParam InvoiceAs invoiceAs,
      @RequestParam(defaultValue = "DAYS_AFTER_DATE") PaymentTerms.Rule paymentTermsRule,
      @RequestParam(defaultValue = "") String paymentTermsDays,
      @RequestParam(defaultValue = "") String invoicePrefix,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    try {
      int days = Typing.wholeNumber("paymentTermsDays", paymentTermsDays);
      setup.change(
          new Preferences(
              invoiceOn,
              invoiceAs,
              new PaymentTerms(paymentTermsRule, days),
              invoicePrefix.strip()));
      flash.addFlashAttribute("said", "The preferences are saved.");
      return "redirect:/setup/preferences";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return draw(
          new Form(invoiceOn, invoiceAs, paymentTermsRule, paymentTermsDays, invoicePrefix),
          e.errors(),
          model);
    }
  }

  private static String draw(Form form, Map<String, String> errors, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("rules", PaymentTerms.Rule.values());
    model.addAttribute("errors", errors);
    return "setup/preferences";
  }
}
