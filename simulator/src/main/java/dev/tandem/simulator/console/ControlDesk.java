package dev.tandem.simulator.console;

import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.openapi.Operations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Forms whose act is one request of the control side: {@code do} names it, {@code back} the page,
 * {@code said} what to tell afterwards; every other field that is filled in goes into its query.
 */
final class ControlDesk {
  private static final List<String> OWN = List.of("do", "back", "said");

  private final Routes<Handler> routes;

  ControlDesk(Routes<Handler> routes) {
    this.routes = routes;
  }

  Response act(Request request) {
    Parameters form = request.form();
    String back = Frame.back(form, "/");
    String[] words = form.get("do", "POST nothing").split(" ", 2);
    Response response = call(words[0], Operations.PREFIX + words[1], query(form));
    return response.status() < 400
        ? Frame.done(back, form.get("said", "Done."))
        : Frame.problem(back, why(response));
  }

  private static String query(Parameters form) {
    return form.names().stream()
        .filter(name -> !OWN.contains(name))
        .flatMap(
            name ->
                form.all(name).stream()
                    .filter(value -> !value.isBlank())
                    .map(value -> encoded(name) + "=" + encoded(value)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Response call(String method, String path, String query) {
    Routes.Match<Handler> match = routes.find(method, path);
    if (match == null) {
      return Response.json(404, Json.object().put("error", "There is no " + method + " " + path));
    }
    Request request =
        new Request(
            method,
            path,
            path + (query.isEmpty() ? "" : "?" + query),
            Parameters.parse(query),
            Map.of(),
            new byte[0],
            match.variables());
    try {
      return match.target().handle(request);
    } catch (Refusal refusal) {
      return refusal.response();
    }
  }

  private static String why(Response response) {
    try {
      return Json.parse(response.body()).path("error").asString(response.text());
    } catch (JacksonException plain) {
      return response.text();
    }
  }

  /** The beginning of such a form. */
  static Markup form(String act, String back, String said, String look) {
    return Markup.of(
        """
        <form method="post" action="/console/act" class="{}"><input type="hidden" name="do" value="{}">
        <input type="hidden" name="back" value="{}"><input type="hidden" name="said" value="{}">
        """,
        look,
        act,
        back,
        said);
  }
}
