package dev.tandem.practice.billing;

import dev.tandem.shared.Refused;

/** The page on which an invoice was written was sent again, for somebody else. */
public class InvoiceForAnother extends Refused {

  InvoiceForAnother(Invoice written) {
    super(
        "%s was written from this page already, for somebody else, so nothing more was saved. Save once more to write another invoice, for whom this says now."
            .formatted(written.number() == null ? "A draft" : written.number()));
  }
}
