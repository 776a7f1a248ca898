package dev.tandem.practice.billing;

/** How money came in. */
public enum PaymentMethod {
  CARD("Card"),
  CASH("Cash"),
  TRANSFER("Bank transfer"),
  CHEQUE("Cheque"),
  OTHER("Other"),
  /** Recorded on the ledger's side, which does not say how. */
  LEDGER("Recorded in the ledger");

  private final String label;

  PaymentMethod(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
