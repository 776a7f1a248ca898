package dev.tandem.books.ledger;

import java.util.Set;

/** The names of the fields that travel. All values are text; what is not known is empty. */
public final class Fields {

  public static final String NAME = "name";
  public static final String GIVEN_NAME = "given name";
  public static final String FAMILY_NAME = "family name";
  public static final String EMAIL = "e-mail";
  public static final String PHONE = "phone";
  public static final String MOBILE = "mobile";
  public static final String LINE1 = "address";
  public static final String LINE2 = "address, second line";
  public static final String CITY = "town";
  public static final String REGION = "region";
  public static final String POSTCODE = "postcode";
  public static final String COUNTRY = "country";

  /** Of a client, what stands in one entry of a list over there. */
  public static final Set<String> ADDRESS = Set.of(LINE1, LINE2, CITY, REGION, POSTCODE, COUNTRY);

  /** Of a client, the telephones, which stand in one list over there. */
  public static final Set<String> PHONES = Set.of(PHONE, MOBILE);

  /** Of a client, what stands in lists over there, which are replaced as a whole. */
  public static final Set<String> LISTED =
      Set.of(PHONE, MOBILE, LINE1, LINE2, CITY, REGION, POSTCODE, COUNTRY);

  /** Yes or no. */
  public static final String ARCHIVED = "archived";

  /** The ledger's id of the client. */
  public static final String CLIENT = "client";

  public static final String NUMBER = "number";
  public static final String REFERENCE = "reference";

  /** {@code 2026-11-20}. */
  public static final String DATE = "date";

  public static final String DUE_DATE = "due date";

  /** {@link #EXCLUSIVE}, {@link #INCLUSIVE} or {@link #NO_TAX}. */
  public static final String LINE_AMOUNTS = "tax in prices";

  public static final String EXCLUSIVE = "exclusive";
  public static final String INCLUSIVE = "inclusive";
  public static final String NO_TAX = "no tax";

  /** As {@link LedgerLine#text}. */
  public static final String LINES = "lines";

  public static final String CURRENCY = "currency";

  /** What one unit of the ledger's own currency is worth in the invoice's. */
  public static final String RATE = "exchange rate";

  /** {@link #DRAFT}, {@link #APPROVED} or {@link #REMOVED}. */
  public static final String STATUS = "status";

  /** The ledger's id of the invoice. */
  public static final String INVOICE = "invoice";

  /** The ledger's id of the credit note, or of the advance that is used as one. */
  public static final String CREDIT_NOTE = "credit note";

  public static final String AMOUNT = "amount";

  /** What a client's money is for, in words. */
  public static final String TEXT = "text";

  /** The ledger's code or id of the account. */
  public static final String ACCOUNT = "account";

  /** Of a receipt: a line for each invoice, its id in the ledger and the amount. */
  public static final String PARTS = "payments";

  public static final String DRAFT = "draft";
  public static final String APPROVED = "approved";
  public static final String REMOVED = "removed";

  /** How the removal of a draft travels: nothing was owed yet that could be cancelled. */
  public static final String DISCARDED = "discarded";

  /** Derived: what the client owes in all. */
  public static final String TOTAL = "total";

  /** Derived: of an advance or a credit note, what is neither used nor given back. */
  public static final String REMAINING = "remaining";

  /** Derived: of an invoice, the sum of its payments that stand. */
  public static final String PAID = "paid";

  /** Derived: settled by credit notes, prepayments and overpayments. */
  public static final String CREDITED = "credited";

  /** Derived: which credit notes settle an invoice, as {@link LedgerCredit#text}. */
  public static final String CREDITS = "credits";

  /** Derived: the ledger's id of the client into which a person merged this one. */
  public static final String MERGED_TO = "merged to";

  /** Derived: where the record's maker keeps it, as the maker said when it was made. */
  public static final String PAGE = "page";

  /** Derived, said only where it is so: we owe it, it is no sale. */
  public static final String BILL = "bill";

  private Fields() {}

  /** One form for equal amounts: {@code 10}, {@code 10.0} and {@code 10.00} read {@code 10}. */
  public static String number(java.math.BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
