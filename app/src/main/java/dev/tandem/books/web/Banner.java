package dev.tandem.books.web;

/**
 * The one line on top of the Ledger page.
 *
 * @param tone the tone of a note: {@code good} is green, {@code warn} orange, {@code calm} grey
 * @param title two or three words; never the colour alone
 */
public record Banner(String tone, String icon, String title, String text) {}
