package dev.tandem.simulator.console;

import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control side's description, to be read and tried out. */
final class ControlPage {
  private record Described(String method, String path, JsonNode operation) {}

  private final Supplier<ObjectNode> description;
  private final Frame frame;

  ControlPage(Supplier<ObjectNode> description, Frame frame) {
    this.description = description;
    this.frame = frame;
  }

  Response show(Request request) {
    ObjectNode document = description.get();
    Map<String, List<Described>> groups = groups(document);
    return frame.page(
        request,
        "Control API",
        Markup.of(
            """
            <p class="intro">{} The same as <a href="/_simulator/openapi.json">OpenAPI 3.1</a>.</p>
            <nav class="chips" aria-label="Groups">{}</nav>
            {}
            """,
            document.at("/info/description").asString(""),
            Markup.join(
                groups.keySet().stream()
                    .map(tag -> Markup.of("<a href=\"#{}\">{}</a>", anchor(tag), tag))),
            Markup.join(
                groups.entrySet().stream().map(each -> group(each.getKey(), each.getValue())))));
  }

  private static Map<String, List<Described>> groups(ObjectNode document) {
    Map<String, List<Described>> groups = new LinkedHashMap<>();
    for (var path : document.path("paths").properties()) {
      for (var each : path.getValue().properties()) {
        groups
            .computeIfAbsent(
                each.getValue().path("tags").path(0).asString(""), tag -> new ArrayList<>())
            .add(new Described(each.getKey(), path.getKey(), each.getValue()));
      }
    }
    return groups;
  }

  private static String anchor(String tag) {
    return tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
  }

  private static Markup group(String tag, List<Described> operations) {
    return Markup.of(
        "<section id=\"{}\"><h2>{}</h2>{}</section>",
        anchor(tag),
        tag,
        Markup.join(operations.stream().map(ControlPage::operation)));
  }

  private static Markup operation(Described each) {
    JsonNode operation = each.operation;
    return Markup.of(
        """
        <details class="operation" id="{}">
          <summary><span class="method {}">{}</span> <code>{}</code> <span>{}</span></summary>
          <div class="inside">
            {}
            <form class="fields" data-try="{}" data-path="{}">
              {}
              {}
              <div class="actions"><button>Try it</button></div>
              <pre class="answer" hidden><code></code></pre>
            </form>
            <ul class="plain-list quiet">{}</ul>
          </div>
        </details>
        """,
        operation.path("operationId").asString(),
        each.method,
        each.method.toUpperCase(Locale.ROOT),
        each.path,
        operation.path("summary").asString(),
        operation.has("description")
            ? Markup.of("<p>{}</p>", operation.path("description").asString())
            : Markup.NOTHING,
        each.method.toUpperCase(Locale.ROOT),
        each.path,
        Markup.join(operation.path("parameters").valueStream().map(ControlPage::parameter)),
        body(operation),
        Markup.join(answers(operation)));
  }

  private static Markup parameter(JsonNode parameter) {
    JsonNode schema = parameter.path("schema");
    boolean required = parameter.path("required").asBoolean(false);
    String name = parameter.path("name").asString();
    String place = parameter.path("in").asString();
    Markup meaning =
        Markup.of("<span class=\"quiet\">{}</span>", parameter.path("description").asString(""));
    if (schema.has("enum")) {
      return Markup.of(
          "<label><span><code>{}</code> {}</span> <select name=\"{}\" data-in=\"{}\">{}{}</select></label>",
          name,
          meaning,
          name,
          place,
          required ? Markup.NOTHING : new Markup("<option></option>"),
          Markup.join(
              schema
                  .path("enum")
                  .valueStream()
                  .map(word -> Choices.option(word.asString(), word.asString(), ""))));
    }
    return Markup.of(
        "<label><span><code>{}</code> {}</span> <input name=\"{}\" data-in=\"{}\"{} placeholder=\"{}\"></label>",
        name,
        meaning,
        name,
        place,
        new Markup(required ? " required" : ""),
        schema.path("default").asString(""));
  }

  private static Markup body(JsonNode operation) {
    JsonNode body = operation.path("requestBody");
    return body.isMissingNode()
        ? Markup.NOTHING
        : Markup.of(
            "<label><span>Body <span class=\"quiet\">{}</span></span> <textarea data-in=\"body\" rows=\"5\" spellcheck=\"false\"{}></textarea></label>",
            body.path("description").asString(""),
            new Markup(body.path("required").asBoolean(false) ? " required" : ""));
  }

  private static Stream<Markup> answers(JsonNode operation) {
    return operation
        .path("responses")
        .propertyStream()
        .map(
            each ->
                Markup.of(
                    "<li><code>{}</code> {}</li>",
                    each.getKey(),
                    each.getValue().path("description").asString("")));
  }
}
