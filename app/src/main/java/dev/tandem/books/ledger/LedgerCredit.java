package dev.tandem.books.ledger;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How much of an invoice a credit note settles, as the invoice shows it.
 *
 * @param id the ledger's id of the credit note
 * @param date {@code 2026-11-20}; empty if it was not told
 */
public record LedgerCredit(String id, String number, BigDecimal amount, String date) {

  private static final String BETWEEN_PARTS = "\u001f";
  private static final String BETWEEN_CREDITS = "\u001e";

  /** All of them as one text; see {@link Fields#CREDITS}. */
  public static String text(List<LedgerCredit> all) {
    return all.stream().map(LedgerCredit::text).collect(Collectors.joining(BETWEEN_CREDITS));
  }

  public static List<LedgerCredit> read(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(BETWEEN_CREDITS, -1)).map(LedgerCredit::one).toList();
  }

  private String text() {
    return String.join(
        BETWEEN_PARTS,
        id,
        number.replaceAll("[\u001e\u001f\u0000]", " "),
        Fields.number(amount),
        date);
  }

  private static LedgerCredit one(String text) {
    String[] parts = text.split(BETWEEN_PARTS, -1);
    return new LedgerCredit(parts[0], parts[1], new BigDecimal(parts[2]), parts[3]);
  }
}
