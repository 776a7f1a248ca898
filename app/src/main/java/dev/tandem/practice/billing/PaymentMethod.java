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

  /** Whether nobody takes a fee off such money on its way. */
  public boolean feeless() {
    return this == CASH;
  }

  /**
   * Whether two who record the same money here may say so of it. What each names by a reference of
   * its own is other money.
   */
  public boolean mayBe(String reference, PaymentMethod other, String otherReference) {
    String one = reference.strip();
    String two = otherReference.strip();
    return this == other && (one.isEmpty() || two.isEmpty() || one.equalsIgnoreCase(two));
  }
}
