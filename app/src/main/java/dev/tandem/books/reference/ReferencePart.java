package dev.tandem.books.reference;

/** What is read together. */
public enum ReferencePart {
  /** Accounts and taxes, without which invoices and payments cannot be read. */
  CHART("chart"),
  /** Items, tracking, currencies, branding themes, and the organisation's own settings. */
  DETAILS("details");

  private final String text;

  ReferencePart(String text) {
    this.text = text;
  }

  /** As it is stored. */
  public String text() {
    return text;
  }
}
