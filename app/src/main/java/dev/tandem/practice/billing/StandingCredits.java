package dev.tandem.practice.billing;

import java.util.List;

/** Asked before an invoice is voided or charges something else. */
public interface StandingCredits {

  /** The numbers of the credit notes for it that are not void. */
  List<String> of(InvoiceId invoice);
}
