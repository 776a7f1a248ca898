package dev.tandem.practice.billing;

import dev.tandem.practice.setup.ServiceId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of an invoice as it was typed or mapped from a service.
 *
 * @param quantity at most 4 decimals; negative for a rebate
 * @param unitPrice in the invoice's currency, at most 4 decimals, with or without tax as the
 *     invoice says
 * @param accountCode the ledger's account for this income
 * @param taxType the ledger's word for the tax, for instance {@code OUTPUT}
 * @param taxRate percent: 10 means ten percent
 * @param itemCode the ledger's item; empty for none
 * @param discount null for none
 * @param tracking at most two, of different categories
 */
public record LineDetails(
    String description,
    BigDecimal quantity,
    BigDecimal unitPrice,
    String accountCode,
    String taxType,
    BigDecimal taxRate,
    @Nullable ServiceId service,
    String itemCode,
    @Nullable Discount discount,
    List<Tracking> tracking) {

  /** A line without item, discount and tracking. */
  public LineDetails(
      String description,
      BigDecimal quantity,
      BigDecimal unitPrice,
      String accountCode,
      String taxType,
      BigDecimal taxRate,
      @Nullable ServiceId service) {
    this(
        description,
        quantity,
        unitPrice,
        accountCode,
        taxType,
        taxRate,
        service,
        "",
        null,
        List.of());
  }

  public LineDetails {
    // 10 and 10.00 are the same line: one form each, so that equal means equal.
    description = description.strip();
    quantity = plain(quantity, 0);
    unitPrice = plain(unitPrice, 2);
    taxRate = plain(taxRate, 0);
    itemCode = itemCode.strip();
    tracking = List.copyOf(tracking);
  }

  public LineDetails withDiscount(@Nullable Discount other) {
    return new LineDetails(
        description,
        quantity,
        unitPrice,
        accountCode,
        taxType,
        taxRate,
        service,
        itemCode,
        other,
        tracking);
  }

  /**
   * With another of the ledger's items in the place of one, or none.
   *
   * @param to empty for none
   */
  public LineDetails withItem(String from, String to) {
    return itemCode.equals(from) ? withItem(to) : this;
  }

  /**
   * With another tracking option in the place of one, or none.
   *
   * @param from its id or, where none is known, its name
   * @param to null for none
   */
  public LineDetails withOption(String from, @Nullable Tracking to) {
    return tracking.stream().noneMatch(option -> option.isOption(from))
        ? this
        : withTracking(
            Stream.concat(
                    tracking.stream()
                        .filter(option -> !option.isOption(from))
                        .filter(option -> to == null || !option.sameCategory(to)),
                    Stream.ofNullable(to))
                .toList());
  }

  /** With the other's text, account and tracking, and what it is of here: its money stays. */
  LineDetails bookedAs(LineDetails other) {
    return new LineDetails(
        other.description,
        quantity,
        unitPrice,
        other.accountCode,
        taxType,
        taxRate,
        other.service,
        itemCode,
        discount,
        other.tracking);
  }

  private LineDetails withItem(String other) {
    return new LineDetails(
        description,
        quantity,
        unitPrice,
        accountCode,
        taxType,
        taxRate,
        service,
        other,
        discount,
        tracking);
  }

  /** With another place in the books; what it says and costs stays. */
  public LineDetails booked(
      String account, String tax, BigDecimal rate, String item, List<Tracking> options) {
    return new LineDetails(
        description, quantity, unitPrice, account, tax, rate, service, item, discount, options);
  }

  private LineDetails withTracking(List<Tracking> others) {
    return new LineDetails(
        description,
        quantity,
        unitPrice,
        accountCode,
        taxType,
        taxRate,
        service,
        itemCode,
        discount,
        others);
  }

  /** With its figures; empty if its numbers are none that an invoice can hold. */
  public Optional<InvoiceLine> priced(LineAmounts amounts) {
    boolean fine = !tooFine(quantity) && !tooFine(unitPrice);
    if (fine && discount != null) {
      var errors = new HashMap<String, String>();
      discount.check("", gross(), errors);
      fine = errors.isEmpty();
    }
    return fine ? Optional.of(InvoiceLine.of(this, amounts)) : Optional.empty();
  }

  /** Quantity × price, before any discount, not rounded. */
  BigDecimal gross() {
    return quantity.multiply(unitPrice);
  }

  static BigDecimal plain(BigDecimal number, int leastDecimals) {
    BigDecimal stripped = number.stripTrailingZeros();
    // 1e999999999 is a number, too; written out it would fill the memory before it is refused.
    boolean writable = stripped.scale() > -MOST_DIGITS;
    return stripped.scale() < leastDecimals && writable
        ? stripped.setScale(leastDecimals)
        : stripped;
  }

  private static final int MOST_DIGITS = 20;

  private static final BigDecimal MOST = new BigDecimal("9999999.99");

  void check(String field, Map<String, String> errors) {
    if (description.isBlank() || description.length() > 4000) {
      errors.put(field + ".description", "Say what it is for, in at most 4,000 characters");
    }
    if (quantity.signum() == 0 || tooFine(quantity)) {
      errors.put(field + ".quantity", "A quantity other than 0, with at most 4 decimals");
    }
    if (tooFine(unitPrice)) {
      errors.put(field + ".unitPrice", "A price below ten million, with at most 4 decimals");
    }
    if (accountCode.isBlank() || accountCode.length() > 10) {
      errors.put(field + ".accountCode", "The ledger's account code, at most 10 characters");
    }
    if (taxType.isBlank()) {
      errors.put(field + ".taxType", "Choose the tax");
    }
    if (taxRate.signum() < 0
        || taxRate.compareTo(BigDecimal.valueOf(100)) > 0
        || tooFine(taxRate)) {
      errors.put(field + ".taxRate", "A percentage from 0 to 100, with at most 4 decimals");
    }
    if (itemCode.length() > 30) {
      errors.put(field + ".itemCode", "The ledger's item code, at most 30 characters");
    }
    if (discount != null && !tooFine(quantity) && !tooFine(unitPrice)) {
      discount.check(field, gross(), errors);
    }
    checkTracking(field, errors);
  }

  /** Xero: two categories at most, one option of each. */
  private void checkTracking(String field, Map<String, String> errors) {
    if (tracking.size() > 2 || !tracking.stream().allMatch(Tracking::named)) {
      errors.put(field + ".tracking", "At most two, each with its category and its option");
    } else if (tracking.size() == 2 && tracking.getFirst().sameCategory(tracking.getLast())) {
      errors.put(field + ".tracking", "Only one option of a category");
    }
  }

  private static boolean tooFine(BigDecimal number) {
    return number.stripTrailingZeros().scale() > 4 || number.abs().compareTo(MOST) > 0;
  }

  /**
   * Lines that are booked otherwise, but with the taxes that they had.
   *
   * @param booked as many, in the same order
   */
  public static List<LineDetails> withTaxesOf(List<LineDetails> was, List<LineDetails> booked) {
    return IntStream.range(0, booked.size())
        .mapToObj(i -> booked.get(i).taxedAs(was.get(i)))
        .toList();
  }

  private LineDetails taxedAs(LineDetails other) {
    return booked(accountCode, other.taxType, other.taxRate, itemCode, tracking);
  }
}
