package dev.tandem.books.connection;

/** Why the ledger no longer lets us in, in words for the person who repairs it. */
public enum LostReason {
  GRANT_ENDED(
      "Xero no longer accepts the consent given to Tandem: it was withdrawn, or was not used for 60 days.",
      "Reconnect: sign in to Xero and allow Tandem again. Nothing is lost meanwhile."),
  SCOPE_MISSING(
      "The consent, or the role of the person who gave it, does not cover something Tandem has to do.",
      "Reconnect with a Xero user who may edit contacts, invoices and payments."),
  DISCONNECTED_AT_LEDGER(
      "The organisation was disconnected from Tandem inside Xero, or is closed.",
      "Reconnect and choose the organisation again. Links to its contacts and invoices are kept."),
  CUSTOM_APP_REFUSED(
      "Xero does not accept the custom connection's client id or secret: the secret was probably replaced in Xero's developer portal.",
      "Enter the client id and the new secret under Ledger, Ways to connect. Where they stand in the environment (XERO_CLIENT_SECRET), whoever runs this installation corrects them there."),
  CUSTOM_NOT_AUTHORISED(
      "Xero gives this custom connection no access: nobody has authorised it yet, or its scopes or organisation were edited, which switches it off until it is authorised again.",
      "In Xero's developer portal, send the authorisation e-mail of the custom connection; the person who gets it allows the organisation. Tandem goes on by itself then."),
  APP_REFUSED(
      "Xero does not accept this installation's client id or secret.",
      "Whoever runs this installation corrects XERO_CLIENT_ID and XERO_CLIENT_SECRET and starts it again.");

  private final String happened;
  private final String remedy;

  LostReason(String happened, String remedy) {
    this.happened = happened;
    this.remedy = remedy;
  }

  public String happened() {
    return happened;
  }

  public String remedy() {
    return remedy;
  }
}
