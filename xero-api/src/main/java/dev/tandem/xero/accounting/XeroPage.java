package dev.tandem.xero.accounting;

import dev.tandem.xero.CallFacts;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroAway.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of records, oldest change first unless another order was asked for.
 *
 * @param records those that can be read
 * @param ids Xero's ids of these records, in their order
 * @param unreadable Xero's ids of those in another shape than Xero's; empty where one has none
 * @param pageCount how many pages of this size there are, when Xero says so
 * @param itemCount how many records there are, when Xero says so
 */
public record XeroPage<T>(
    List<T> records,
    List<String> ids,
    List<String> unreadable,
    @Nullable Integer pageCount,
    @Nullable Integer itemCount,
    CallFacts facts) {

  /** Each record in another form; one that this fails over is unreadable like the others. */
  public <R> XeroPage<R> map(Function<? super T, R> form) {
    List<R> read = new ArrayList<>();
    List<String> readIds = new ArrayList<>();
    List<String> failed = new ArrayList<>(unreadable);
    for (int i = 0; i < records.size(); i++) {
      try {
        read.add(form.apply(records.get(i)));
        readIds.add(ids.get(i));
      } catch (RuntimeException otherShape) {
        failed.add(ids.get(i));
      }
    }
    return new XeroPage<>(
        List.copyOf(read), List.copyOf(readIds), List.copyOf(failed), pageCount, itemCount, facts);
  }

  /** All records of the page, or {@link XeroAway} when some of them cannot be read. */
  public List<T> whole() {
    if (!unreadable.isEmpty()) throw new XeroAway(Reason.UNREADABLE, facts, null);
    return records;
  }

  @Override
  public String toString() {
    return "XeroPage[" + records.size() + " of " + itemCount + "]";
  }
}
