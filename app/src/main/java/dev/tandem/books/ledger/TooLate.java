package dev.tandem.books.ledger;

/** A call was held up here for so long that it must not leave any more; it did not. */
public final class TooLate extends RuntimeException {

  public TooLate() {
    super("The call was held up too long to leave");
  }
}
