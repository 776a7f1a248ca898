package dev.tandem.xero.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that the organisation buys or sells. Items have no status: what is deleted is gone.
 *
 * @param code what lines name it by, at most 30 characters
 * @param isSold whether it may stand on a sales invoice
 */
public record XeroItem(
    @JsonProperty("ItemID") @Nullable UUID itemId,
    @Nullable String code,
    @Nullable String name,
    @Nullable Boolean isSold,
    @Nullable Sale salesDetails) {

  /**
   * What a line of a sale takes from it.
   *
   * @param unitPrice in the base currency
   */
  public record Sale(
      @Nullable BigDecimal unitPrice, @Nullable String accountCode, @Nullable String taxType) {}
}
