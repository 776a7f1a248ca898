package dev.tandem.shared.doctor;

/** What findings are about; shown in this order. */
public enum Chapter {
  CONFIGURATION("Configuration"),
  KEYS("Keys"),
  CLOCK("Clock"),
  DATABASE("Database"),
  MACHINE("This machine"),
  NODES("Nodes"),
  EMAIL("Email"),
  LEDGER("Xero"),
  WEBHOOKS("Webhooks");

  private final String title;

  Chapter(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
