package dev.tandem.practice.credits;

/** Why a credit note was written. */
public enum CreditPurpose {
  CREDIT("Credit"),
  /** Nobody will pay it. */
  WRITE_OFF("Write-off"),
  /** The difference to what should have been charged. */
  CORRECTION("Correction");

  private final String label;

  CreditPurpose(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
