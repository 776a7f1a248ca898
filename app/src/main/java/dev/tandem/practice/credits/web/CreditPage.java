package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceAdvice;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.practice.credits.CreditAccounts;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.ShownMeanwhileChanged;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;

/** What the pages of credits, write-offs and corrections share. */
@Component
class CreditPage {

  private final Billing billing;
  private final Credits credits;
  private final Setup setup;
  private final ObjectProvider<CreditAccounts> accounts;
  private final InvoiceAdvice advice;
  private final Clock clock;

  CreditPage(
      Billing billing,
      Credits credits,
      Setup setup,
      ObjectProvider<CreditAccounts> accounts,
      ObjectProvider<InvoiceAdvice> advice,
      Clock clock) {
    this.advice = advice.getIfAvailable(() -> InvoiceAdvice.NONE);
    this.billing = billing;
    this.credits = credits;
    this.setup = setup;
    this.accounts = accounts;
    this.clock = clock;
  }

  LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }

  /** What the ledger would say of money that goes back on this day; null if nothing. */
  @Nullable String dayNote(@Nullable LocalDate day, @Nullable LocationId location) {
    return day == null ? null : advice.onDate(day, location).orElse(null);
  }

  /** What is owed and can be credited: the same as long as nobody credited or paid meanwhile. */
  String stands(InvoiceId id) {
    return billing.find(id).due().toPlainString() + "/" + credits.creditable(id).toPlainString();
  }

  /**
   * What was typed after it was shown is shown anew; what became another meanwhile, for instance
   * because the button was pressed twice, is looked at from the beginning.
   *
   * @throws ShownMeanwhileChanged as given, if something else became another than what was typed
   */
  Map<String, String> typedOver(InvoiceId id, String stood, ShownMeanwhileChanged e) {
    if (!stood.equals(stands(id))) {
      throw e;
    }
    return Map.of(
        "refused",
        "This is not what was shown, so nothing was written. Look at what will happen now, then confirm that.");
  }

  @Nullable LocationId location(InvoiceId id) {
    return billing.find(id).location();
  }

  String show(InvoiceId id, CreditForm form, Map<String, String> errors, Model model) {
    InvoiceView invoice = billing.find(id);
    model.addAttribute("invoice", invoice);
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("gone", form.without(invoice));
    // Whoever sends it again has this before their eyes.
    model.addAttribute("invoiceSeen", invoice.seen());
    model.addAttribute("today", today());
    model.addAttribute("stands", stands(id));
    model.addAttribute("noteDay", dayNote(form.getDate(), invoice.location()));
    model.addAttribute("refundDay", dayNote(form.getRefundDate(), invoice.location()));
    model.addAttribute("asDraft", WrittenAs.of(setup.preferences()) == WrittenAs.DRAFT);
    CreditAccounts known = accounts.getIfAvailable();
    model.addAttribute("banks", known == null ? List.of() : known.banks(id));
    model.addAttribute("losses", known == null ? List.of() : known.losses(id));
    model.addAttribute("writeOff", form.getPurpose() == CreditPurpose.WRITE_OFF);
    model.addAttribute("correction", form.getPurpose() == CreditPurpose.CORRECTION);
    model.addAttribute(
        "methods",
        Arrays.stream(PaymentMethod.values()).filter(it -> it != PaymentMethod.LEDGER).toList());
    return "credits/credit";
  }

  static void refuseUnreadable(BindingResult typed) {
    var errors = new LinkedHashMap<String, String>();
    typed.getFieldErrors().forEach(it -> errors.put(it.getField(), "This cannot be read"));
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }
}
