package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The first page: which organisations there are, and what time it is for them. */
final class OrganisationsPage {
  private final Ledgers ledgers;
  private final SimulatorClock clock;

  OrganisationsPage(Ledgers ledgers, SimulatorClock clock) {
    this.ledgers = ledgers;
    this.clock = clock;
  }

  Response show(Request request) {
    return Frame.page(
        request,
        "Organisations",
        Markup.of(
            """
            <div class="cards">{}</div>
            <section class="card">
              <h2>Clock</h2>
              <p>It is <time>{}</time> UTC for the simulator, {} ahead of real time.</p>
              <form method="post" action="/console/clock/advance" class="inline">
                <button name="seconds" value="60">Advance 1 minute</button>
                <button name="seconds" value="900">Advance 15 minutes</button>
                <button name="seconds" value="86400">Advance 1 day</button>
              </form>
            </section>
            """,
            Markup.join(ledgers.all().stream().map(OrganisationsPage::card)),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            ahead()));
  }

  private String ahead() {
    Duration offset = clock.offset();
    return offset.isZero()
        ? "not at all"
        : "%d h %d min".formatted(offset.toHours(), offset.toMinutesPart());
  }

  private static Markup card(Ledger ledger) {
    BookPages books = new BookPages(ledger);
    String base = "/console/" + ledger.tenantId();
    return Markup.of(
        """
        <section class="card" aria-label="{}">
          <h2>{}</h2>
          <p class="quiet"><code>{}</code></p>
          <ul class="plain-list">
            <li><a href="{}/contacts">Contacts</a> <span class="count">{}</span></li>
            <li><a href="{}/invoices">Invoices</a> <span class="count">{}</span></li>
            <li>Payments <span class="count">{}</span></li>
          </ul>
        </section>
        """,
        ledger.name(),
        ledger.name(),
        ledger.tenantId(),
        base,
        books.count(Kind.CONTACT),
        base,
        books.count(Kind.INVOICE),
        books.count(Kind.PAYMENT));
  }

  Response advance(Request request) {
    long seconds = Math.max(0, request.form().number("seconds", 0));
    clock.advance(Duration.ofSeconds(seconds));
    return Frame.done("/", "The clock was advanced by " + seconds + " seconds.");
  }
}
