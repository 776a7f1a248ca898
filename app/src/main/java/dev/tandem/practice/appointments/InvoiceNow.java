package dev.tandem.practice.appointments;

import dev.tandem.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * How an invoice stands today.
 *
 * @param due what is left to pay of it; null of a draft, a paid and a void one
 */
public record InvoiceNow(BillingMark mark, @Nullable Money due) {}
