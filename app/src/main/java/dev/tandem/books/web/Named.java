package dev.tandem.books.web;

import org.jspecify.annotations.Nullable;

/**
 * A record of ours as people know it.
 *
 * @param name "INV-0042", "Ann Lee"
 * @param word what it is: "invoice", "patient"
 * @param path its page
 * @param owner the page of the client it belongs to; its own where that is unknown
 * @param whose that client's name; null of a client, or where it is unknown
 */
public record Named(String name, String word, String path, String owner, @Nullable String whose) {

  Named(String name, String word, String path) {
    this(name, word, path, path, null);
  }

  /** {@code "invoice · Ann Lee"}. */
  public String about() {
    return whose == null ? word : word + " · " + whose;
  }
}
