package dev.tandem.practice.credits;

/** Why a client's money is here without an invoice that owes it. */
public enum AdvanceSort {
  /** Taken before anything was invoiced. */
  DEPOSIT("Deposit"),
  /** More was paid than an invoice owed. */
  OVERPAYMENT("Overpayment"),
  /** Credited over there, for no invoice of ours: no money came in for it. */
  CREDIT("Credit note");

  private final String label;

  AdvanceSort(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
