package dev.tandem.practice.billing;

import dev.tandem.practice.setup.ServiceView;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a line belongs in the ledger's books.
 *
 * @param accountCode empty if nobody has said it
 * @param taxType empty if nobody has said it
 * @param taxRate percent: 10 means ten percent
 * @param itemCode empty for none
 * @param tracking at most two, of different categories
 */
public record Posting(
    String accountCode,
    String taxType,
    BigDecimal taxRate,
    String itemCode,
    List<Tracking> tracking) {

  /** Of a line about which only what is typed says anything. */
  public static final Posting NOWHERE = new Posting("", "", BigDecimal.ZERO, "", List.of());

  /** Where a line is. */
  public static Posting of(LineDetails it) {
    return new Posting(it.accountCode(), it.taxType(), it.taxRate(), it.itemCode(), it.tracking());
  }

  /** As the service itself says; nowhere without one. */
  public static Posting ofItself(@Nullable ServiceView it) {
    return it == null
        ? NOWHERE
        : new Posting(it.accountCode(), it.taxType(), it.taxRate(), "", List.of());
  }
}
