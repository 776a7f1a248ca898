package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;

/** What an empty page tells: how the first record would come to be. */
final class Hints {
  private Hints() {}

  static Markup of(Ledger ledger, Section section) {
    String way =
        switch (section) {
          case PAYMENTS -> "Pay an approved invoice on its page, or let an app do it:";
          case OVERPAYMENTS ->
              "They come of bank transactions of the type RECEIVE-OVERPAYMENT or SPEND-OVERPAYMENT:";
          case PREPAYMENTS ->
              "They come of bank transactions of the type RECEIVE-PREPAYMENT or SPEND-PREPAYMENT:";
          case REPEATING_INVOICES -> "Xero's API shows them; they are made in Xero itself.";
          default -> "Add one here as Xero's user would, or let a connected app do it:";
        };
    return Markup.of(
        """
        <p>{}</p>
        <pre><code>PUT /api.xro/2.0/{}
        xero-tenant-id: {}
        Authorization: Bearer …</code></pre>
        """,
        way,
        section.kind().collection(),
        ledger.tenantId());
  }
}
