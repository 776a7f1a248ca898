package dev.tandem.books.mapping;

import java.util.List;

/**
 * Something is mapped to what the organisation does not have, or not any more.
 *
 * @param payment whether payments are mapped to it, not lines
 * @param from the ledger's id of it, or the code of an account that was never read
 * @param name what people know it by
 * @param gone whether it was there once, and was archived or deleted
 * @param usedBy whose mapping names it, and how many drafts do
 */
public record Flaw(
    Part part, boolean payment, String from, String name, boolean gone, List<String> usedBy) {

  /** What happened, as a sentence. */
  public String happened() {
    String what =
        switch (part) {
          case ACCOUNT -> "The account ";
          case TAX -> "The tax ";
          case ITEM -> "The item ";
          case TRACKING -> "The tracking option ";
        };
    if (!gone) {
      return "Xero has no "
          + (part == Part.ACCOUNT && !payment ? "income account " : what.substring(4).toLowerCase())
          + name
          + ".";
    }
    return what + name + " was archived or deleted in Xero, or may not be used for this any more.";
  }

  /** What comes of it as long as nobody chooses another. */
  public String consequence() {
    return switch (part) {
      case ACCOUNT -> payment ? "Payments that belong there wait." : "Invoices will be refused.";
      case TAX -> "Invoices will be refused.";
      case ITEM, TRACKING -> "Lines go without it.";
    };
  }
}
