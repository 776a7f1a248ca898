package dev.tandem.books.web;

import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Refused;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Beside a service: what the ledger charges for its tax, where something else was typed. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class ServiceTaxController {

  private final Setup setup;
  private final Mappings mappings;

  ServiceTaxController(Setup setup, Mappings mappings) {
    this.setup = setup;
    this.mappings = mappings;
  }

  @GetMapping("/ledger/services/{id}/tax")
  String note(@PathVariable ServiceId id, Model model) {
    LedgerTaxRate charged = mappings.chargedOtherwise(id).orElse(null);
    model.addAttribute("service", setup.service(id));
    model.addAttribute("charged", charged);
    model.addAttribute("seen", charged == null ? "" : mappings.rateSeen(id, charged));
    return "ledger/service-tax :: note";
  }

  @PostMapping("/ledger/services/{id}/tax")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('SETUP_EDIT')")
  String take(
      @PathVariable ServiceId id,
      @RequestParam(defaultValue = "") String seen,
      RedirectAttributes flash) {
    try {
      mappings.takeRate(id, seen);
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
      return "redirect:/setup/services/" + id;
    }
    flash.addFlashAttribute(
        "said", setup.service(id).name() + " has the rate that Xero charges now.");
    return "redirect:/setup/services/" + id;
  }
}
