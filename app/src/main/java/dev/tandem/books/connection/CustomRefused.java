package dev.tandem.books.connection;

import dev.tandem.shared.InvalidInput;

/** A custom connection did not come about; the messages stand at the fields that were typed. */
public class CustomRefused extends InvalidInput {

  private CustomRefused(String field, String message) {
    super(field, message);
  }

  static CustomRefused secret() {
    return new CustomRefused(
        "secret",
        "Xero does not accept this pair of client id and secret. Copy both again from the app's"
            + " Configuration page; a secret is shown once, so you may have to generate a new one.");
  }

  static CustomRefused notAuthorised() {
    return new CustomRefused(
        "client",
        "Xero knows this app and gives it no access. Either it is no custom connection, or nobody has"
            + " authorised it yet, or its scopes were edited since: that switches it off until the"
            + " authorising user allows it again by the e-mail from Xero.");
  }

  static CustomRefused withoutOrganisation() {
    return new CustomRefused(
        "client",
        "This custom connection may not read which organisation it opens. Add the scope"
            + " accounting.settings.read to it in Xero's developer portal, authorise it again, and"
            + " come back.");
  }

  static CustomRefused elsewhere(String organisation, String country) {
    return new CustomRefused(
        "client",
        "Xero offers custom connections for organisations in Australia, New Zealand, the United"
            + " Kingdom and the United States, and %s is in %s. Connect it with a standard app."
                .formatted(organisation, country));
  }

  static CustomRefused away() {
    return new CustomRefused(
        "client",
        "Xero does not answer at the moment. Nothing was kept; try again in a few minutes.");
  }

  /** Whoever pressed first would get the books of whomever the environment was made for. */
  static CustomRefused severalPractices() {
    return new CustomRefused(
        "client",
        "The environment's custom connection (XERO_TENANT_ID) is for an installation of one practice,"
            + " and this one has several. Enter the client id and secret for this practice instead,"
            + " under Ledger, Ways to connect.");
  }

  /** The environment says one organisation and its app opens another. */
  static CustomRefused otherOrganisation(String named, String name, String opened) {
    return new CustomRefused(
        "client",
        "XERO_TENANT_ID names the organisation %s, but this custom connection opens %s (%s). Whoever runs this installation corrects one of the two: the id in the environment, or the organisation in Xero's developer portal."
            .formatted(named, name, opened));
  }
}
