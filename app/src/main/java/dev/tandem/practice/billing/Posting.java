package dev.tandem.practice.billing;

import dev.tandem.practice.setup.ServiceView;
import java.math.BigDecimal;

/**
 * Where a line belongs in the ledger's books.
 *
 * @param accountCode empty if nobody has said it
 * @param taxType empty if nobody has said it
 * @param taxRate percent: 10 means ten percent
 */
public record Posting(String accountCode, String taxType, BigDecimal taxRate) {

  /** As the service itself says. */
  public static Posting ofItself(ServiceView it) {
    return new Posting(it.accountCode(), it.taxType(), it.taxRate());
  }
}
