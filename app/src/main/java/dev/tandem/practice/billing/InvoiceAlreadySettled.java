package dev.tandem.practice.billing;

import dev.tandem.shared.Refused;

/** Somebody was quicker: the invoice is paid in full. */
public class InvoiceAlreadySettled extends Refused {

  InvoiceAlreadySettled(String number) {
    super(number + " is already paid in full.");
  }
}
