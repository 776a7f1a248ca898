package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceView;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of which something would be owed again.
 *
 * @param number null of a draft
 * @param amount so much of it, in its currency
 * @param before what is owed of it now
 * @param after what would be
 */
public record OwedAgain(
    @Nullable String number, BigDecimal amount, BigDecimal before, BigDecimal after) {

  static OwedAgain of(InvoiceView invoice, BigDecimal amount) {
    return new OwedAgain(invoice.number(), amount, invoice.due(), invoice.due().add(amount));
  }
}
