package dev.tandem.vendors.email;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One e-mail to one person, in plain words; how it looks is decided by {@link Email}.
 *
 * @param key names this letter for ever: the same key never goes out twice over a carrier that
 *     knows keys, however often it is tried. Up to 200 letters of ASCII
 * @param to one address
 * @param paragraphs plain text, shown one below the other
 * @param link where one acts; absolute
 */
public record Letter(
    String key, String to, String subject, List<String> paragraphs, @Nullable Link link) {

  public Letter {
    paragraphs = List.copyOf(paragraphs);
  }

  /** The button. */
  public record Link(String label, String url) {}

  /** Without address and text: a letter may end up in a log line. */
  @Override
  public String toString() {
    return "Letter[" + key + "]";
  }
}
