package dev.tandem.books.web;

/**
 * The one line on top of the Ledger page.
 *
 * @param tone Tabler's colour word: {@code green}, {@code orange}, {@code red}
 * @param title two or three words; never the colour alone
 */
record Banner(String tone, String icon, String title, String text) {}
