package dev.tandem.books.ledger;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of an invoice as both sides can say it.
 *
 * @param quantity at most 4 decimals
 * @param unitPrice at most 4 decimals
 */
public record LedgerLine(
    String description,
    BigDecimal quantity,
    BigDecimal unitPrice,
    String accountCode,
    String taxType) {

  // Control characters cannot be typed into a description, so nothing has to be escaped.
  private static final String BETWEEN_PARTS = "\u001f";
  private static final String BETWEEN_LINES = "\u001e";

  /** All lines as one comparable text. */
  public static String text(List<LedgerLine> lines) {
    return lines.stream().map(LedgerLine::text).collect(Collectors.joining(BETWEEN_LINES));
  }

  public static List<LedgerLine> read(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(BETWEEN_LINES, -1)).map(LedgerLine::one).toList();
  }

  private String text() {
    return String.join(
        BETWEEN_PARTS,
        description.replaceAll("[\u001e\u001f\u0000]", " "),
        Fields.number(quantity),
        Fields.number(unitPrice),
        accountCode,
        taxType);
  }

  private static LedgerLine one(String text) {
    String[] parts = text.split(BETWEEN_PARTS, -1);
    return new LedgerLine(
        parts[0], new BigDecimal(parts[1]), new BigDecimal(parts[2]), parts[3], parts[4]);
  }
}
