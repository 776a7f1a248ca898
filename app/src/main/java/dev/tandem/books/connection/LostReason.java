package dev.tandem.books.connection;

/**
 * Why the ledger no longer lets us in, in words for the person who repairs it. {@link Diagnosis}
 * tells them apart; the anchors are those of the Help tab.
 */
public enum LostReason {
  GRANT_ENDED(
      "consent-ended",
      "the consent ended",
      Mender.CONNECTOR,
      "Xero no longer accepts the consent given to Tandem: it was withdrawn, or was not used for 60 days.",
      "Reconnect: sign in to Xero and allow Tandem again. Nothing is lost meanwhile."),
  SCOPE_MISSING(
      "scope-missing",
      "a permission is missing",
      Mender.CONNECTOR,
      "The consent given to Tandem does not cover something that it has to do.",
      "Reconnect and allow everything that Xero's page lists. What is allowed already stays."),
  ROLE_MISSING(
      "role-missing",
      "a role is missing",
      Mender.XERO_USER,
      "The consent covers everything, but the Xero user who gave it may no longer write in this organisation.",
      "In Xero, give that user the Standard or Adviser role again (Settings, Users); Tandem notices by itself."
          + " Or reconnect with a Xero user who has such a role."),
  DISCONNECTED_AT_LEDGER(
      "disconnected",
      "disconnected in Xero",
      Mender.CONNECTOR,
      "The organisation was disconnected from Tandem inside Xero.",
      "Reconnect and choose the organisation again. Links to its contacts and invoices are kept."),
  NO_ACCESS(
      "organisation-closed",
      "no access",
      Mender.XERO_USER,
      "Xero lets Tandem into this organisation no more: it is closed, its trial or subscription is over,"
          + " or the Xero user who allowed Tandem is no longer one of its users.",
      "Look in Xero whether the organisation still opens, and add that user again (Settings, Users); Tandem"
          + " notices by itself. Or reconnect with another user of the organisation."),
  DEMO_RESET(
      "demo-reset",
      "demo company was reset",
      Mender.CONNECTOR,
      "This demo company was reset in Xero. It goes on as another organisation of the same name; the books"
          + " that Tandem was connected to are gone.",
      "Disconnect this one and connect the new one. The old links cannot be carried over, because the"
          + " contacts and invoices they led to no longer exist."),
  CUSTOM_APP_REFUSED(
      "app-refused",
      "secret not accepted",
      Mender.CONNECTOR,
      "Xero does not accept the custom connection's client id or secret: the secret was probably replaced in Xero's developer portal.",
      "Enter the client id and the new secret under Ledger, Ways to connect. Where they stand in the environment (XERO_CLIENT_SECRET), whoever runs this installation corrects them there."),
  CUSTOM_APP_CHANGED(
      "custom-connection",
      "another organisation",
      Mender.OPERATOR,
      "The custom connection that this organisation was connected by opens another one now: the client id in the environment was changed, or the app was authorised for another organisation in Xero. Nothing is sent or read, so that no books are mixed up.",
      "Put the former client id and secret back, or authorise the app for this organisation again; Tandem notices by itself. If the other organisation is meant, disconnect this one and connect that one."),
  CUSTOM_NOT_AUTHORISED(
      "custom-connection",
      "not authorised",
      Mender.XERO_USER,
      "Xero gives this custom connection no access: nobody has authorised it yet, or its scopes or organisation were edited, which switches it off until it is authorised again.",
      "In Xero's developer portal, send the authorisation e-mail of the custom connection; the person who gets it allows the organisation. Tandem goes on by itself then."),
  APP_REFUSED(
      "app-refused",
      "app not accepted",
      Mender.OPERATOR,
      "Xero does not accept this installation's client id or secret.",
      "Whoever runs this installation corrects XERO_CLIENT_ID and XERO_CLIENT_SECRET and starts it again."),
  KEY_MISSING(
      "key-missing",
      "encryption key missing",
      Mender.OPERATOR,
      "Tandem cannot read what it keeps for this connection: it is sealed under an encryption key that this installation does not have any more.",
      "Whoever runs this installation adds the old key to ENCRYPTION_KEY_PREVIOUS and starts it again; Tandem goes on by itself then."
          + " If that key is lost, reconnect: links to contacts and invoices are kept.");

  private final String anchor;
  private final String brief;
  private final Mender mender;
  private final String happened;
  private final String remedy;

  LostReason(String anchor, String brief, Mender mender, String happened, String remedy) {
    this.anchor = anchor;
    this.brief = brief;
    this.mender = mender;
    this.happened = happened;
    this.remedy = remedy;
  }

  /** Who can put it right. */
  public enum Mender {
    /** Somebody of the practice who may connect and can sign in to Xero. */
    CONNECTOR,
    /** Somebody who manages the users of the organisation in Xero. */
    XERO_USER,
    /** Whoever runs this installation. */
    OPERATOR
  }

  /** In three or four words, to stand after a colon. */
  public String brief() {
    return brief;
  }

  public String happened() {
    return happened;
  }

  public String remedy() {
    return remedy;
  }

  public Mender mender() {
    return mender;
  }

  /** Where the Help tab explains it. */
  public String help() {
    return "/ledger/help#" + anchor;
  }
}
