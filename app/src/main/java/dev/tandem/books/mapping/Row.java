package dev.tandem.books.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Something of the practice beside where it belongs.
 *
 * @param target what is chosen for it
 * @param account what holds where no account is chosen, in words
 * @param tax what holds where no tax is chosen, in words
 * @param problem why it cannot stay so; null if it can
 */
public record Row(
    Subject subject,
    String name,
    Target target,
    String account,
    String tax,
    @Nullable String problem) {

  /** Unique on the page. */
  public String key() {
    return subject.kind().text() + "-" + (subject.id().isEmpty() ? "rest" : subject.id());
  }

  /** The path of what is mapped. */
  public String path() {
    return subject.kind().text() + "/" + (subject.id().isEmpty() ? "rest" : subject.id());
  }
}
