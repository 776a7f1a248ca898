package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.http.Html;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The console's own frame: navigation, the clock, and what the last act led to. */
final class Frame {
  private static final Map<String, String> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put("/", "Organisations");
    PLACES.put("/console/calls", "Calls");
    PLACES.put("/console/webhooks", "Webhooks");
    PLACES.put("/console/faults", "Faults");
    PLACES.put("/console/apps", "Connected apps");
    PLACES.put("/console/mail", "Mail");
    PLACES.put("/console/switches", "Switches");
    PLACES.put("/console/control", "Control API");
  }

  /** Other sites may not show these pages in a frame and have them clicked. */
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'";

  private final SimulatorClock clock;

  Frame(SimulatorClock clock) {
    this.clock = clock;
  }

  Response page(Request request, String title, Markup content) {
    return page(request, title, Markup.NOTHING, Markup.NOTHING, content);
  }

  /** A page about one organisation, with the way to its other pages. */
  Response page(Request request, Ledger ledger, String title, Markup content) {
    return page(
        request, title, Markup.of("{}", ledger.name()), Sections.menu(ledger, request), content);
  }

  private Response page(Request request, String title, Markup about, Markup menu, Markup content) {
    Markup body =
        Markup.of(
            """
            <a class="skip" href="#main">Skip to the content</a>
            <header class="top">
              <a class="brand" href="/">Xero <span>simulator</span></a>
              <nav aria-label="Console">{}</nav>
              {}
            </header>
            <div class="body">
              {}
              <main id="main">
                <div class="title">{}<h1>{}</h1></div>
                {}
                <div id="content" data-live>{}</div>
              </main>
            </div>
            <script src="/console/console.js" defer></script>
            """,
            places(request),
            clock(request),
            menu,
            about.html().isEmpty() ? about : Markup.of("<p class=\"about\">{}</p>", about),
            title,
            outcome(request),
            content);
    return Response.html(200, Html.page(title, body.html()))
        .with("Content-Security-Policy", POLICY)
        .with("X-Frame-Options", "DENY")
        .with("Cache-Control", "no-store");
  }

  private static Markup places(Request request) {
    return Markup.join(
        PLACES.entrySet().stream()
            .map(
                place ->
                    Markup.of(
                        "<a href=\"{}\"{}>{}</a>",
                        place.getKey(),
                        current(request.path().equals(place.getKey())),
                        place.getValue())));
  }

  static Markup current(boolean here) {
    return new Markup(here ? " aria-current=\"page\"" : "");
  }

  private Markup clock(Request request) {
    String back = request.target().replaceFirst("([?&])(done|problem)=[^&]*", "$1");
    return Markup.of(
        """
        <details class="clock">
          <summary aria-label="Clock"><time id="clock" data-live>{}</time></summary>
          <div class="card">
            <p>UTC, for the simulator. {}</p>
            <form method="post" action="/console/clock/advance">
              <input type="hidden" name="back" value="{}">
              <button class="plain" name="seconds" value="60">+1 minute</button>
              <button class="plain" name="seconds" value="3600">+1 hour</button>
              <button class="plain" name="seconds" value="86400">+1 day</button>
            </form>
            <form method="post" action="/console/clock/advance">
              <input type="hidden" name="back" value="{}">
              <label>To <input type="datetime-local" name="to" required></label>
              <button class="plain">Go</button>
            </form>
          </div>
        </details>
        """,
        clock
            .instant()
            .truncatedTo(ChronoUnit.MINUTES)
            .toString()
            .replace("T", " ")
            .replace(":00Z", "")
            .replaceFirst("Z$", ""),
        ahead(clock.offset()),
        back,
        back);
  }

  private static String ahead(Duration offset) {
    if (offset.isZero()) {
      return "It runs with real time.";
    }
    return "%d days %d h %d min ahead of real time."
        .formatted(offset.toDays(), offset.toHoursPart(), offset.toMinutesPart());
  }

  private static Markup outcome(Request request) {
    if (request.query().get("problem").isPresent()) {
      return Markup.of(
          "<p class=\"notice\" role=\"alert\">{}</p>", request.query().get("problem", ""));
    }
    return request
        .query()
        .get("done")
        .map(text -> Markup.of("<p class=\"done\" role=\"status\">{}</p>", text))
        .orElse(Markup.NOTHING);
  }

  /** Where a form says that it stands, if that is one of the console's own pages. */
  static String back(Parameters form, String otherwise) {
    String wanted = form.get("back", otherwise);
    return wanted.equals("/") || wanted.matches("/(\\?|console/)[^\\\\]*") ? wanted : otherwise;
  }

  /** Back to a page that tells what was done. */
  static Response done(String page, String what) {
    return Response.seeOther(link(page, "done", what));
  }

  static Response problem(String page, String what) {
    return Response.seeOther(link(page, "problem", what));
  }

  static String link(String page, String parameter, String value) {
    return page
        + (page.contains("?") ? "&" : "?")
        + parameter
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  static Markup search(String page, String term, String label) {
    return Markup.of(
        """
        <form class="search" method="get" action="{}" role="search">
          <label><span class="visually-hidden">{}</span>
            <input type="search" name="q" value="{}" placeholder="{}"></label>
          <button type="submit" class="plain">Search</button>
        </form>
        """,
        page,
        label,
        term,
        label);
  }

  static Markup pager(String page, String term, int number, int count) {
    if (count <= 1) {
      return Markup.NOTHING;
    }
    String base = term.isEmpty() ? page : link(page, "q", term);
    return Markup.of(
        "<nav class=\"pager\" aria-label=\"Pages\">{} <span>Page {} of {}</span> {}</nav>",
        turn(base, number - 1, count, "prev", "Previous"),
        number,
        count,
        turn(base, number + 1, count, "next", "Next"));
  }

  private static Markup turn(String base, int to, int count, String relation, String word) {
    return to < 1 || to > count
        ? Markup.NOTHING
        : Markup.of(
            "<a class=\"button plain\" rel=\"{}\" href=\"{}\">{}</a>",
            relation,
            link(base, "page", "" + to),
            word);
  }

  /** What stands where there is nothing yet: how it would come to be. */
  static Markup empty(String what, Markup how) {
    return Markup.of("<section class=\"empty\"><h2>{}</h2><div>{}</div></section>", what, how);
  }

  static Markup status(String word) {
    return word.isEmpty()
        ? Markup.NOTHING
        : Markup.of("<span class=\"status {}\">{}</span>", word, word);
  }

  /** A form of one button. */
  static Markup press(String action, String look, String word) {
    return Markup.of(
        "<form method=\"post\" action=\"{}\" class=\"inline\"><button class=\"{}\">{}</button></form>",
        action,
        look,
        word);
  }
}
