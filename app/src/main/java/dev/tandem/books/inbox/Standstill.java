package dev.tandem.books.inbox;

import dev.tandem.books.connection.Features;
import dev.tandem.books.ledger.Kind;
import java.util.Optional;

/** Why no invoices that were made in the ledger come in from an organisation. */
final class Standstill {

  private Standstill() {}

  /**
   * In whole sentences; empty if they do. Without payments those that are paid there would be owed
   * here, and be paid again.
   */
  static Optional<String> of(Features features) {
    return features
        .paused(Kind.INVOICE.text())
        .or(
            () ->
                features
                    .paused(Kind.PAYMENT.text())
                    .map(
                        it ->
                            it
                                + " Invoices that are paid in Xero would look owed here, so none comes"
                                + " in until payments do."));
  }
}
