package dev.tandem.books.web;

/**
 * The dot and phrase in the top bar.
 *
 * @param tone {@code green}, {@code azure}, {@code orange}, {@code secondary}
 */
record Pulse(String tone, String phrase) {}
