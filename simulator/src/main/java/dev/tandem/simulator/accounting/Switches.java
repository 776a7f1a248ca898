package dev.tandem.simulator.accounting;

import java.math.RoundingMode;

/**
 * Points on which Xero's behaviour is not documented, each with the likeliest answer as default.
 *
 * @param halves how an exact half cent is rounded
 * @param deletedNumbersAreFree whether a new invoice may take the number of a deleted one
 * @param dueDateRequired whether approving needs a DueDate; otherwise it becomes the document date
 * @param zeroTotalIsPaid whether an approved invoice of 0.00 is paid at once
 * @param paymentFiresInvoiceEvent whether paying an invoice sends an INVOICE UPDATE webhook
 */
public record Switches(
    RoundingMode halves,
    boolean deletedNumbersAreFree,
    boolean dueDateRequired,
    boolean zeroTotalIsPaid,
    boolean paymentFiresInvoiceEvent) {
  public static final Switches LIKELIEST =
      new Switches(RoundingMode.HALF_UP, false, true, true, true);
}
