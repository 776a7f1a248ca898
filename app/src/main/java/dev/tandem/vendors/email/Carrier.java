package dev.tandem.vendors.email;

/** Takes letters out of the house. */
interface Carrier {

  /** As people know it: {@code Resend}, or the name of the mail server. */
  String name();

  /**
   * Hands it over, or says why not; no transaction may be open.
   *
   * @throws NotSent if it did not go, or nobody knows
   */
  void carry(String from, Letter letter, String text, String html);
}
