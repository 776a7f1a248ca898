package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.PaymentTerms;
import org.jspecify.annotations.Nullable;

/**
 * How a client's invoices are paid if nothing else is said on one.
 *
 * @param payer who pays what is invoiced for the client; null for the client
 * @param terms when invoices that this client pays are due; null for the practice's terms
 */
public record PaymentArrangement(@Nullable ClientId payer, @Nullable PaymentTerms terms) {

  /** Of a client of whom nothing is arranged. */
  public static final PaymentArrangement NONE = new PaymentArrangement(null, null);
}
