package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;

/** The organisation, and the kind of record, that a page's address names. */
final class LedgerChoice {
  private final Ledgers ledgers;

  LedgerChoice(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  Ledger of(Request request) {
    return ledgers
        .get(request.variable("tenant"))
        .orElseThrow(() -> new Refusal(Response.text(404, "There is no such organisation")));
  }

  Section section(Request request) {
    return Section.named(request.variable("kind"))
        .orElseThrow(() -> new Refusal(Response.text(404, "There is no such page")));
  }
}
