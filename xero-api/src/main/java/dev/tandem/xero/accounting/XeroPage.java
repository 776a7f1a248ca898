package dev.tandem.xero.accounting;

import dev.tandem.xero.CallFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of records, oldest change first unless another order was asked for.
 *
 * @param pageCount how many pages of this size there are, when Xero says so
 * @param itemCount how many records there are, when Xero says so
 */
public record XeroPage<T>(
    List<T> records, @Nullable Integer pageCount, @Nullable Integer itemCount, CallFacts facts) {

  @Override
  public String toString() {
    return "XeroPage[" + records.size() + " of " + itemCount + "]";
  }
}
