package dev.tandem.books.web;

/**
 * A record of ours as people know it.
 *
 * @param name "INV-0042", "Ann Lee"
 * @param word what it is: "invoice", "patient"
 * @param path its page
 * @param owner the page of the client it belongs to; its own where that is unknown
 */
public record Named(String name, String word, String path, String owner) {

  Named(String name, String word, String path) {
    this(name, word, path, path);
  }
}
