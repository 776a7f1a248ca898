package dev.tandem.practice.billing;

import dev.tandem.shared.Refused;

/** Somebody else (or the ledger) changed the invoice after the page was drawn. */
public class InvoiceChangedMeanwhile extends Refused {

  private final String name;

  InvoiceChangedMeanwhile(String name) {
    super(
        name
            + " was changed meanwhile, so nothing was saved. Your version is below; look at the"
            + " invoice first, for saving now replaces what it says.");
    this.name = name;
  }

  /** Its number, or that it is a draft. */
  public String name() {
    return name;
  }
}
