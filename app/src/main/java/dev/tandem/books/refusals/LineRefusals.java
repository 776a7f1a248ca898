package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Refusal.of;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.Set;

/**
 * Xero: what it says of the lines of an invoice or a credit note: accounts, taxes, items, tracking,
 * figures.
 */
final class LineRefusals {

  private static final Set<Kind> DOCUMENTS = Set.of(Kind.INVOICE, Kind.CREDIT_NOTE);

  private static final String ACCOUNT_HELP =
      "Choose an account for these lines. The others that wait for the same reason can go along.";

  private static final String TAX_HELP =
      "Choose a tax that goes with the account. The others that wait for the same reason can go along.";

  private static final String LINES_HELP = "Correct the lines, then it goes by itself.";

  private static final String PART_HELP =
      "Choose another for these lines, or leave it off. The others that wait for the same reason can go along.";

  private static final String MAPPING_HELP = "Put it right under Mapping, then try again.";

  static final List<Refusal> ALL =
      List.of(
          account(
              "account-archived",
              "account code|has been archived, or has been deleted",
              "Account {} was archived or deleted in Xero, so nothing can be booked on it."),
          account(
              "account-removed",
              "does not match a recognised account",
              "Xero has no account {} any more."),
          tax(
              "tax-unknown",
              "taxtype code|does not exist or cannot be used",
              "Xero does not have this tax, or not for sales."),
          tax(
              "tax-does-not-fit",
              "taxtype code|cannot be used with account code",
              "The tax {} does not go with the account of the line."),
          tax("tax-missing", "taxtype field is mandatory", "A line has no tax."),
          account(
              "account-not-valid",
              "account code|is not a valid code for this document",
              "Account {} does not exist in Xero, or is not for sales: a bank or system account."),
          account(
              "account-id-not-valid",
              "is not a valid id for this document",
              "The account does not exist in Xero."),
          account(
              "account-missing", "account code or id must be specified", "A line has no account."),
          part("item-unknown", "item code|is not valid", "Xero has no item {} in its price list."),
          mapping(
              "item-taken",
              "price list item with code|already exists",
              "Xero has an item {} already."),
          part("item-short", "item code|on hand", "Xero counts item {} and has too few."),
          part(
              "tracking-option",
              "tracking option",
              "Xero has no tracking option {} any more, or it is archived."),
          part("tracking-many", "at most 2 tracking", "A line has more than two trackings."),
          lines("lines-missing", "one or more line items must be specified", "It has no lines."),
          lines("description-missing", "description field is mandatory", "A line has no text."),
          lines(
              "line-total",
              "the line total",
              "A line comes to another amount in Xero than was sent."),
          lines(
              "line-too-large",
              "line amount is too large",
              "A line comes to more than Xero holds."),
          lines(
              "total-differs",
              "invoice total does not equal the sum of the lines",
              "The total is not the sum of the lines."),
          lines(
              "subtotal-differs",
              "sub total does not equal",
              "The total before tax is not the sum of the lines."),
          lines(
              "tax-total-differs",
              "tax total does not equal",
              "The tax is not the sum of the lines' taxes."),
          lines("total-negative", "total for this document must be positive", "It is below zero."),
          lines("discount", "discount rate", "A discount is not between 0 and 100 per cent."),
          lines("discount-twice", "discountrate or a discountamount", "A line has two discounts."),
          lines("tax-too-large", "taxamount cannot exceed", "A tax is larger than its price."),
          lines("rounding", "roundingamount must be between", "It is rounded by more than 0.10."),
          lines(
              "text-too-long",
              "length of the field description",
              "A line's text is longer than Xero can hold."));

  private LineRefusals() {}

  private static Refusal account(String name, String fragments, String happened) {
    return of(DOCUMENTS, name, fragments, happened, ACCOUNT_HELP, Step.ACCOUNT).at("account");
  }

  private static Refusal tax(String name, String fragments, String happened) {
    return of(DOCUMENTS, name, fragments, happened, TAX_HELP, Step.TAX).at("tax");
  }

  private static Refusal mapping(String name, String fragments, String happened) {
    return of(name, fragments, happened, MAPPING_HELP, Step.MAPPING);
  }

  private static Refusal part(String name, String fragments, String happened) {
    return of(DOCUMENTS, name, fragments, happened, PART_HELP, Step.PART).at("lines");
  }

  private static Refusal lines(String name, String fragments, String happened) {
    return of(name, fragments, happened, LINES_HELP, Step.LINES).at("lines");
  }
}
