package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.setup.PractitionerId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds the books that an invoice's lines go to. */
@Component
class InvoiceBooks {

  private final Billing billing;
  private final LineChoices choices;

  InvoiceBooks(Billing billing, ObjectProvider<LineChoices> choices) {
    this.billing = billing;
    this.choices = choices.getIfAvailable(() -> LineChoices.NONE);
  }

  /**
   * @param before the invoice that is changed: its lines are its appointment's practitioner's work
   */
  LineBooks of(InvoiceForm form, @Nullable InvoiceView before) {
    PractitionerId whose =
        before == null || before.appointment() == null
            ? null
            : billing.practitionerOf(before.appointment());
    return new LineBooks(billing, choices, form.getLocation(), whose, form.getOffered());
  }
}
