package dev.tandem.books.ledger;

import java.util.UUID;

/** A ledger provider. */
public interface Ledger {

  /** The provider's name, as bindings carry it. */
  String provider();

  /**
   * Opens an organisation's books; makes no call by itself.
   *
   * @param binding which tie to which organisation
   */
  Books books(UUID binding);

  /** The same organisation's books, to be tried out; makes no call by itself. */
  Trial trial(UUID binding);
}
