package dev.tandem.books.ledger.xero;

import dev.tandem.xero.Xero;
import dev.tandem.xero.XeroLedger;
import dev.tandem.xero.XeroSettings;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * A ledger to prepare writes with: it turns drafts into bytes and has no way to send them. Writes
 * are prepared inside the transaction that stores them, where no token may be fetched.
 */
final class Paper {

  static final XeroLedger LEDGER =
      new Xero(
              XeroSettings.at(
                  URI.create("http://localhost"),
                  "none",
                  null,
                  URI.create("http://localhost"),
                  List.of()),
              Clock.systemUTC())
          .ledger("none");

  private Paper() {}
}
