package dev.tandem.books.web;

/**
 * The dot and phrase in the top bar.
 *
 * @param tone {@code good}, {@code wait}, {@code warn}, {@code calm}
 */
public record Pulse(String tone, String phrase) {}
