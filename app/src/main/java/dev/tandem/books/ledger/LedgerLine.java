package dev.tandem.books.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of an invoice as both sides can say it.
 *
 * @param quantity at most 4 decimals
 * @param unitPrice at most 4 decimals
 * @param itemCode empty for none
 * @param discountRate percent; null for none, or where an amount is taken off
 * @param discountAmount null for none, or where a percentage is taken off
 */
public record LedgerLine(
    String description,
    BigDecimal quantity,
    BigDecimal unitPrice,
    String accountCode,
    String taxType,
    String itemCode,
    @Nullable BigDecimal discountRate,
    @Nullable BigDecimal discountAmount,
    List<Tracking> tracking) {

  /** The option of a tracking category; ids are the ledger's, empty where only names are known. */
  public record Tracking(String categoryId, String category, String optionId, String option) {}

  // Control characters cannot be typed into a description, so nothing has to be escaped.
  private static final String BETWEEN_PARTS = "\u001f";
  private static final String BETWEEN_LINES = "\u001e";
  private static final String BETWEEN_NAMES = "\u001d";

  private static final int PLAIN_PARTS = 5;

  private static final LedgerLine EMPTY =
      new LedgerLine("", BigDecimal.ZERO, BigDecimal.ZERO, "", "");

  /** A line without item, discount and tracking. */
  public LedgerLine(
      String description,
      BigDecimal quantity,
      BigDecimal unitPrice,
      String accountCode,
      String taxType) {
    this(description, quantity, unitPrice, accountCode, taxType, "", null, null, List.of());
  }

  public LedgerLine {
    tracking = List.copyOf(tracking);
  }

  /** All lines as one comparable text. */
  public static String text(List<LedgerLine> lines) {
    return lines.stream().map(LedgerLine::text).collect(Collectors.joining(BETWEEN_LINES));
  }

  public static List<LedgerLine> read(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(BETWEEN_LINES, -1)).map(LedgerLine::one).toList();
  }

  /** Only what says how much it is and for what. */
  public LedgerLine plain() {
    return new LedgerLine(description, quantity, unitPrice, accountCode, taxType);
  }

  /** This line with the item, the discount and the tracking of another. */
  public LedgerLine withExtrasOf(LedgerLine other) {
    return new LedgerLine(
        description,
        quantity,
        unitPrice,
        accountCode,
        taxType,
        other.itemCode,
        other.discountRate,
        other.discountAmount,
        other.tracking);
  }

  /** Whether item, discount and tracking are the same. */
  public boolean sameExtras(LedgerLine other) {
    LedgerLine one = EMPTY.withExtrasOf(this).withoutNames();
    return one.text().equals(EMPTY.withExtrasOf(other).withoutNames().text());
  }

  /** With its tracking by ids alone, where there are ids: names are for people. */
  public LedgerLine withoutNames() {
    List<Tracking> bare =
        tracking.stream()
            .map(
                it ->
                    it.categoryId.isEmpty() || it.optionId.isEmpty()
                        ? it
                        : new Tracking(it.categoryId, "", it.optionId, ""))
            .toList();
    return new LedgerLine(
        description,
        quantity,
        unitPrice,
        accountCode,
        taxType,
        itemCode,
        discountRate,
        discountAmount,
        bare);
  }

  /**
   * A line without extras reads as it did before there were any: texts are kept with the links, and
   * one that reads differently would count as an edit.
   */
  private String text() {
    var parts =
        new ArrayList<>(
            List.of(
                clean(description),
                Fields.number(quantity),
                Fields.number(unitPrice),
                accountCode,
                taxType));
    String discount = discount();
    if (!itemCode.isEmpty() || !discount.isEmpty() || !tracking.isEmpty()) {
      parts.add(clean(itemCode));
      parts.add(discount);
      tracking.forEach(it -> parts.add(text(it)));
    }
    return String.join(BETWEEN_PARTS, parts);
  }

  /** {@code 10%}, {@code 2.5} or nothing. */
  private String discount() {
    if (discountRate != null && discountRate.signum() != 0) {
      return Fields.number(discountRate) + "%";
    }
    return discountAmount == null || discountAmount.signum() == 0
        ? ""
        : Fields.number(discountAmount);
  }

  private static String text(Tracking it) {
    return String.join(
        BETWEEN_NAMES, it.categoryId, clean(it.category), it.optionId, clean(it.option));
  }

  private static String clean(String typed) {
    return typed.replaceAll("[\u001d\u001e\u001f\u0000]", " ");
  }

  private static LedgerLine one(String text) {
    String[] parts = text.split(BETWEEN_PARTS, -1);
    var plain =
        new LedgerLine(
            parts[0], new BigDecimal(parts[1]), new BigDecimal(parts[2]), parts[3], parts[4]);
    if (parts.length == PLAIN_PARTS) {
      return plain;
    }
    String discount = parts[PLAIN_PARTS + 1];
    boolean rate = discount.endsWith("%");
    return new LedgerLine(
        plain.description,
        plain.quantity,
        plain.unitPrice,
        plain.accountCode,
        plain.taxType,
        parts[PLAIN_PARTS],
        rate ? new BigDecimal(discount.substring(0, discount.length() - 1)) : null,
        rate || discount.isEmpty() ? null : new BigDecimal(discount),
        Arrays.stream(parts).skip(PLAIN_PARTS + 2).map(LedgerLine::tracking).toList());
  }

  private static Tracking tracking(String text) {
    String[] parts = text.split(BETWEEN_NAMES, -1);
    return new Tracking(parts[0], parts[1], parts[2], parts[3]);
  }
}
