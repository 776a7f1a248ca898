package dev.tandem.simulator.console;

import dev.tandem.simulator.http.Html;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The console's own frame: heading, navigation, and what the last act led to. */
final class Frame {
  private Frame() {}

  static Response page(Request request, String title, Markup content) {
    Markup body =
        Markup.of(
            """
            <header class="top">
              <a class="brand" href="/">Xero <span>simulator</span></a>
              <nav aria-label="Console">
                <a href="/">Organisations</a>
                <a href="/console/calls">Calls</a>
                <a href="/console/webhooks">Webhooks</a>
                <a href="/console/faults">Faults</a>
                <a href="/console/apps">Connected apps</a>
                <a href="/console/mail">Mail</a>
              </nav>
            </header>
            <main>
              <h1>{}</h1>
              {}
              {}
            </main>
            """,
            title,
            outcome(request),
            content);
    return Response.html(200, Html.page(title, body.html()));
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
          <label>{} <input type="search" name="q" value="{}"></label>
          <button type="submit">Search</button>
        </form>
        """,
        page,
        label,
        term);
  }

  static Markup pager(String page, String term, int number, int count) {
    String base = link(page, "q", term);
    Markup before =
        number > 1
            ? Markup.of(
                "<a rel=\"prev\" href=\"{}\">Previous</a>", link(base, "page", "" + (number - 1)))
            : Markup.NOTHING;
    Markup after =
        number < count
            ? Markup.of(
                "<a rel=\"next\" href=\"{}\">Next</a>", link(base, "page", "" + (number + 1)))
            : Markup.NOTHING;
    return Markup.of(
        "<nav class=\"pager\" aria-label=\"Pages\">{} <span>Page {} of {}</span> {}</nav>",
        before,
        number,
        count,
        after);
  }
}
