package dev.tandem.books.web;

/**
 * A record of ours as people know it.
 *
 * @param name "INV-0042", "Ann Lee"
 * @param word what it is: "invoice", "patient"
 * @param path its page
 */
public record Named(String name, String word, String path) {}
