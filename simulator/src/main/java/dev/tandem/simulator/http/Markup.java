package dev.tandem.simulator.http;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HTML that is safe to show: every value put into it was escaped, unless it is markup itself. */
public record Markup(String html) {
  public static final Markup NOTHING = new Markup("");

  /** Replaces each {@code {}} of the template by the next value. */
  public static Markup of(String template, Object... values) {
    StringBuilder html = new StringBuilder();
    int next = 0;
    int from = 0;
    for (int at = template.indexOf("{}"); at >= 0; at = template.indexOf("{}", from)) {
      html.append(template, from, at);
      Object value = values[next++];
      html.append(value instanceof Markup markup ? markup.html : Html.escape(value.toString()));
      from = at + 2;
    }
    return new Markup(html.append(template, from, template.length()).toString());
  }

  public static Markup join(Stream<Markup> parts) {
    return new Markup(parts.map(Markup::html).collect(Collectors.joining("\n")));
  }
}
