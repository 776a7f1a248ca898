package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.control.Wanted;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.Admission;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The first page: which organisations there are, and how an app reaches them. */
final class OrganisationsPage {
  private static final int SHOWN = 60;

  private final Ledgers ledgers;
  private final Admission admission;
  private final SimulatorClock clock;
  private final String address;
  private final Frame frame;

  OrganisationsPage(
      Ledgers ledgers, Admission admission, SimulatorClock clock, String address, Frame frame) {
    this.ledgers = ledgers;
    this.admission = admission;
    this.clock = clock;
    this.address = address;
    this.frame = frame;
  }

  Response show(Request request) {
    String term = request.query().get("q", "");
    List<Ledger> all = ledgers.all();
    List<Ledger> found =
        all.stream()
            .filter(
                each ->
                    each.name().toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT)))
            .toList();
    return frame.page(
        request,
        "Organisations",
        Markup.of(
            "{}<div class=\"cards\">{}</div>{}{}{}",
            all.size() > 12 ? Frame.search("/", term, "Name of an organisation") : Markup.NOTHING,
            Markup.join(found.stream().limit(SHOWN).map(this::card)),
            found.size() > SHOWN
                ? Markup.of(
                    "<p class=\"quiet\">{} more; search for a name.</p>", found.size() - SHOWN)
                : Markup.NOTHING,
            opening(),
            connecting()));
  }

  private Markup card(Ledger ledger) {
    BookPages books = new BookPages(ledger);
    ObjectNode organisation = ledger.organisation();
    Stream<Section> main = Stream.of(Section.CONTACTS, Section.INVOICES, Section.PAYMENTS);
    return Markup.of(
        """
        <section class="card organisation" aria-label="{}" data-key="{}">
          <h2><a href="/console/{}">{}</a></h2>
          <p class="quiet">{} · {} · {}{}</p>
          <ul class="plain-list">{}</ul>
          <p class="quiet small"><code>{}</code></p>
        </section>
        """,
        ledger.name(),
        ledger.tenantId(),
        ledger.tenantId(),
        ledger.name(),
        organisation.path("CountryCode").asString(""),
        organisation.path("BaseCurrency").asString(""),
        organisation.path("Class").asString(""),
        admission.closed(ledger.tenantId()) ? ", closed" : "",
        Markup.join(
            main.map(
                each ->
                    Markup.of(
                        "<li><a href=\"{}\">{}</a> <span class=\"count\">{}</span></li>",
                        Sections.address(ledger, each),
                        each.title(),
                        books.count(each.kind())))),
        ledger.tenantId());
  }

  private static Markup opening() {
    return new Markup(
        """
        <details class="card" id="opening"><summary>Open another organisation</summary>
          <form method="post" action="/console/organisations" class="fields">
            <label>Name <input name="name" required></label>
            <label>Country <select name="country"><option value="AU">Australia</option>
              <option value="NZ">New Zealand</option><option value="UK">United Kingdom</option>
              <option value="US">United States</option></select></label>
            <label>Currency <input name="currency" size="4" maxlength="3" placeholder="its own"></label>
            <label>Plan <input name="plan" placeholder="STARTER, PREMIUM …"></label>
            <label class="choice"><input type="checkbox" name="demo" value="true" checked> A demo company</label>
            <button>Open it</button>
          </form>
        </details>
        """);
  }

  private Markup connecting() {
    return Markup.of(
        """
        <section class="card" id="connecting">
          <h2>Connect an app</h2>
          <p>Point it at this simulator instead of Xero’s three hosts. Nothing else changes.</p>
          <dl class="facts">
            <div><dt>Authorize</dt><dd><code>{}/identity/connect/authorize</code></dd></div>
            <div><dt>Token</dt><dd><code>{}/connect/token</code></dd></div>
            <div><dt>API</dt><dd><code>{}/api.xro/2.0</code></dd></div>
            <div><dt>Discovery</dt><dd><code>{}/.well-known/openid-configuration</code></dd></div>
            <div><dt>Client id, secret</dt><dd><code>client</code> <code>secret</code></dd></div>
          </dl>
          <p class="quiet">Tests steer it over <a href="/console/control">the control API</a>.</p>
        </section>
        """,
        address,
        address,
        address,
        address);
  }

  Response open(Request request) {
    Parameters form = request.form();
    try {
      Ledger opened = ledgers.found(Wanted.organisation(form, 1, 1).demo(form.flag("demo")));
      return Frame.done("/console/" + opened.tenantId(), opened.name() + " was opened.");
    } catch (IllegalArgumentException refused) {
      return Frame.problem("/", String.valueOf(refused.getMessage()));
    }
  }

  Response advance(Request request) {
    Parameters form = request.form();
    String back = Frame.back(form, "/");
    try {
      Duration by =
          form.get("to").isPresent()
              ? Duration.between(
                  clock.instant(),
                  LocalDateTime.parse(form.get("to", "")).toInstant(ZoneOffset.UTC))
              : Duration.ofSeconds(form.number("seconds", 0));
      if (by.isNegative()) {
        return Frame.problem(back, "The clock only goes forward.");
      }
      clock.advance(by);
      return Frame.done(back, "The clock was advanced.");
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      return Frame.problem(back, "The clock cannot be set to that.");
    }
  }
}
