package dev.tandem.vendors.email;

import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** How a letter looks: the same words as plain text and as a quiet page. */
final class LetterText {

  private LetterText() {}

  static String plain(Letter letter) {
    var link = letter.link();
    return String.join("\n\n", letter.paragraphs())
        + (link == null ? "" : "\n\n" + link.label() + ": " + link.url())
        + "\n";
  }

  static String html(Letter letter) {
    String paragraphs =
        letter.paragraphs().stream()
            .map(it -> "<p style=\"margin:0 0 16px\">" + escaped(it) + "</p>")
            .collect(Collectors.joining());
    var link = letter.link();
    String button =
        link == null
            ? ""
            : "<p style=\"margin:24px 0\"><a href=\"%s\" style=\"background:#0b6bcb;color:#fff;padding:10px 18px;border-radius:6px;text-decoration:none\">%s</a></p>"
                .formatted(escaped(link.url()), escaped(link.label()));
    return "<!doctype html><html lang=\"en\"><body style=\"margin:0;padding:24px;font:16px/1.5 sans-serif;color:#14233a\"><div style=\"max-width:560px\"><h1 style=\"font-size:20px;margin:0 0 16px\">%s</h1>%s%s</div></body></html>"
        .formatted(escaped(letter.subject()), paragraphs, button);
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text);
  }
}
