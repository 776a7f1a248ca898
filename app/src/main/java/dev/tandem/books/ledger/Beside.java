package dev.tandem.books.ledger;

/**
 * What the ledger has of a contact beside the fields that travel. Nothing of it is ever ours.
 *
 * @param what as people call it: fax
 */
public record Beside(String what, String value) {

  /** Personal. */
  @Override
  public String toString() {
    return "Beside[" + what + "]";
  }
}
