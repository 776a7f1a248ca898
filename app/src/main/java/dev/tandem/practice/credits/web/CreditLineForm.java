package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.CreditLines;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One line of an invoice as it is to be credited or should have been; 0 times leaves it out. */
class CreditLineForm {

  private @Nullable String description;
  private @Nullable BigDecimal quantity;
  private @Nullable BigDecimal unitPrice;

  static CreditLineForm of(InvoiceLine line) {
    LineDetails it = CreditLines.of(line);
    var form = new CreditLineForm();
    form.description = it.description();
    form.quantity = it.quantity();
    form.unitPrice = it.unitPrice();
    return form;
  }

  boolean isLeftOut() {
    return quantity == null || quantity.signum() == 0;
  }

  /** Account and tax are the invoice's. */
  LineDetails onto(InvoiceLine line) {
    LineDetails was = CreditLines.of(line);
    return CreditLines.with(
        was,
        description == null || description.isBlank() ? was.description() : description,
        quantity == null ? was.quantity() : quantity,
        unitPrice == null ? was.unitPrice() : unitPrice);
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  public @Nullable BigDecimal getQuantity() {
    return quantity;
  }

  public void setQuantity(@Nullable BigDecimal quantity) {
    this.quantity = quantity;
  }

  public @Nullable BigDecimal getUnitPrice() {
    return unitPrice;
  }

  public void setUnitPrice(@Nullable BigDecimal unitPrice) {
    this.unitPrice = unitPrice;
  }
}
