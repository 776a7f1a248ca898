package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.Admission;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** One organisation: what it is, its locks and currencies, and who may come in. */
final class OverviewPage {
  private final LedgerChoice choice;
  private final Function<Ledger, UserDesk> desks;
  private final Admission admission;
  private final Frame frame;

  OverviewPage(
      LedgerChoice choice, Function<Ledger, UserDesk> desks, Admission admission, Frame frame) {
    this.choice = choice;
    this.desks = desks;
    this.admission = admission;
    this.frame = frame;
  }

  Response show(Request request) {
    Ledger ledger = choice.of(request);
    return frame.page(
        request,
        ledger,
        "Overview",
        Markup.of(
            "<div class=\"tiles\">{}</div><div class=\"cards\">{}{}{}</div>",
            Markup.join(Sections.used(ledger).map(each -> tile(ledger, each))),
            facts(ledger),
            settings(ledger),
            access(ledger)));
  }

  private static Markup tile(Ledger ledger, Section section) {
    return Markup.of(
        "<a class=\"tile\" href=\"{}\"><strong>{}</strong> {}</a>",
        Sections.address(ledger, section),
        new BookPages(ledger).count(section.kind()),
        section.title());
  }

  private static Markup facts(Ledger ledger) {
    ObjectNode organisation = ledger.organisation();
    return Markup.of(
        """
        <section class="card"><h2>{}</h2><dl class="facts">{}{}{}{}{}{}
          <div><dt>Tenant id</dt><dd><code>{}</code></dd></div></dl></section>
        """,
        ledger.name(),
        fact(organisation, "CountryCode"),
        fact(organisation, "BaseCurrency"),
        fact(organisation, "Class"),
        fact(organisation, "IsDemoCompany"),
        fact(organisation, "Timezone"),
        fact(organisation, "ShortCode"),
        ledger.tenantId());
  }

  private static Markup fact(ObjectNode organisation, String field) {
    return Markup.of(
        "<div><dt>{}</dt><dd>{}</dd></div>",
        Values.words(field),
        organisation.path(field).asString(""));
  }

  private static Markup settings(Ledger ledger) {
    ObjectNode organisation = ledger.organisation();
    String base = "/console/" + ledger.tenantId();
    return Markup.of(
        """
        <section class="card"><h2>As its user</h2>
          {}{}
          <form method="post" action="{}/set/currency" class="row">
            <label>Add a currency <input name="code" size="4" maxlength="3" placeholder="USD" required></label>
            <button class="plain">Add</button>
          </form>
          {}
            <label>Approvals a month, invoices <input name="invoices" type="number" min="0" placeholder="no limit"></label>
            <label>bills <input name="bills" type="number" min="0" placeholder="no limit"></label>
            <button class="plain">Set</button>
          </form>
          {}
        </section>
        """,
        lock(base, "lock", "Books locked up to", organisation.path("PeriodLockDate").asString("")),
        lock(
            base,
            "lock-year",
            "Year locked up to",
            organisation.path("EndOfYearLockDate").asString("")),
        base,
        ControlDesk.form(
            "POST organisations/" + ledger.tenantId() + "/approval-limit",
            base,
            "The limit was set.",
            "row"),
        Frame.press(
            base + "/set/demo",
            "plain",
            organisation.path("IsDemoCompany").asBoolean(false)
                ? "Make it no demo company"
                : "Make it a demo company"));
  }

  private static Markup lock(String base, String act, String word, String day) {
    return Markup.of(
        """
        <form method="post" action="{}/set/{}" class="row">
          <label>{} <input type="date" name="date" value="{}"></label>
          <button class="plain">Set</button>
        </form>
        """,
        base,
        act,
        word,
        day);
  }

  private Markup access(Ledger ledger) {
    String base = "/console/organisations/" + ledger.tenantId();
    boolean closed = admission.closed(ledger.tenantId());
    return Markup.of(
        """
        <section class="card"><h2>Who comes in</h2>
          <form method="post" action="{}/role" class="row">
            <label>The connected user is <select name="role">{}{}{}</select></label>
            <button class="plain">Change</button>
          </form>
          {}
          <h3>Start over</h3>
          <p class="quiet">Empty books of the same name under a new id, as Xero resets a demo company.</p>
          {}
        </section>
        """,
        base,
        role(ledger, Admission.Role.STANDARD, "a standard user"),
        role(ledger, Admission.Role.READ_ONLY, "allowed to read only"),
        role(ledger, Admission.Role.NONE, "no longer a user"),
        Frame.press(
            base + (closed ? "/open" : "/close"),
            "plain",
            closed ? "Open organisation again" : "Close organisation"),
        Frame.press(base + "/start-anew", "danger", "Reset demo company"));
  }

  private Markup role(Ledger ledger, Admission.Role role, String word) {
    return Choices.option(role.name(), word, admission.role(ledger.tenantId()).name());
  }

  Response set(Request request) {
    Ledger ledger = choice.of(request);
    String here = "/console/" + ledger.tenantId();
    try {
      return Frame.done(
          here, set(desks.apply(ledger), request.variable("what"), request.form(), ledger));
    } catch (UserDesk.Refused refused) {
      return Frame.problem(here, String.valueOf(refused.getMessage()));
    }
  }

  private static String set(UserDesk desk, String what, Parameters form, Ledger ledger) {
    String day = form.get("date").orElse(null);
    switch (what) {
      case "lock" -> desk.settings().lockPeriod(day);
      case "lock-year" -> desk.settings().lockYear(day);
      case "currency" ->
          desk.settings().addCurrency(form.get("code", "").strip().toUpperCase(Locale.ROOT));
      case "demo" ->
          desk.settings()
              .demoCompany(!ledger.organisation().path("IsDemoCompany").asBoolean(false));
      default -> throw new IllegalArgumentException("There is nothing called " + what);
    }
    return switch (what) {
      case "currency" -> "The currency was added.";
      case "demo" -> "It was changed.";
      default -> day == null ? "Nothing is locked any more." : "Locked up to " + day + ".";
    };
  }
}
