package dev.tandem.books.refusals;

/** The button that leads to what mends a refusal; what it does is shown there before it is done. */
public enum Step {
  /** Another account for the lines of this invoice, and of others that wait for the same reason. */
  ACCOUNT("Choose another account"),
  /** Another tax for them. */
  TAX("Choose another tax"),
  /**
   * Another item or tracking option on the lines, or none, for all that wait for the same reason.
   */
  PART("Choose another, or leave it off"),
  /** Where payments go: it is mapped, not written on the record. */
  MAPPING("Look at the mapping"),
  /** A person says which contact a client is. */
  WHO("Say who it is"),
  /** Some fields of the client are corrected on the spot. */
  FIELD("Correct it"),
  /** The invoice is corrected in its own form. */
  LINES("Correct the invoice"),
  /** Something about whom it belongs to is put right here. */
  CLIENT("Go to the client"),
  /** The client is brought back here and over there. */
  UNARCHIVE("Un-archive in Xero"),
  /** The invoice's number is another's over there. */
  NUMBER("Give it the next number"),
  /** The day lies in a period that is closed over there. */
  DATE("Move the date or leave it out"),
  /** Xero has moved on: what it has now is held against what waits here. */
  COMPARE("See both sides"),
  /** The payments on both sides are held against each other. */
  MONEY("See the payments"),
  /** What is left of a credit and owed on its invoice, and what of it can still be used. */
  CREDIT("See what is left"),
  /** The takings of a day are banked without what Xero does not take. */
  TAKINGS("Go to the day’s takings"),
  /** Nothing is left to put right: sent again it is found as it should be. */
  AGAIN("Try it again"),
  /** Xero shows a payment, refund or deposit that may be this one: a person says whether it is. */
  SAME("Is it this one?"),
  /** The ledger no longer has it: it is made again there, or stays here only. */
  GONE("Say what becomes of it"),
  /** The ledger no longer has what somebody recorded there: a person says that it is gone. */
  GONE_TOO("Say that it is gone"),
  /** Somebody changes something in Xero itself, then it goes again. */
  IN_XERO("What to do in Xero"),
  /** Nothing here helps but to look at it. */
  LOOK("Look at it");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
