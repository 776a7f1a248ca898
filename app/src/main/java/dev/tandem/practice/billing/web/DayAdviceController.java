package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceAdvice;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What the ledger would say of a day that is being chosen for something of an invoice. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class DayAdviceController {

  private final Billing billing;
  private final InvoiceAdvice advice;

  DayAdviceController(Billing billing, ObjectProvider<InvoiceAdvice> advice) {
    this.billing = billing;
    this.advice = advice.getIfAvailable(() -> InvoiceAdvice.NONE);
  }

  /**
   * @param input the id of the field in which the day stands
   * @param field its name, under which the day is sent along
   */
  @GetMapping("/invoices/{id}/day-advice")
  String advice(
      @PathVariable InvoiceId id,
      @RequestParam(defaultValue = "date") String input,
      @RequestParam(defaultValue = "date") String field,
      @RequestParam Map<String, String> typed,
      Model model) {
    InvoiceView invoice = billing.find(id);
    LocalDate day = day(typed.getOrDefault(field, ""));
    model.addAttribute(
        "dayNote", day == null ? null : advice.onDate(day, invoice.location()).orElse(null));
    model.addAttribute("of", invoice.id());
    model.addAttribute("input", input);
    model.addAttribute("field", field);
    return "billing/advice :: answer";
  }

  private static @Nullable LocalDate day(String typed) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
