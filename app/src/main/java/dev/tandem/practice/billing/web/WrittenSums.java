package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceTotals;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a form comes to while it is being written, as far as its rows can be counted.
 *
 * @param amounts of each row of the form; null where there is nothing to count yet
 * @param places of each row, where it belongs in the books, in codes; empty where nothing says it
 */
record WrittenSums(
    LineAmounts lineAmounts,
    List<@Nullable BigDecimal> amounts,
    List<String> places,
    InvoiceTotals totals) {

  static WrittenSums of(WrittenLines written, int rows) {
    var amounts = new ArrayList<@Nullable BigDecimal>();
    var places = new ArrayList<String>();
    var counted = new ArrayList<InvoiceLine>();
    for (int row = 0; row < rows; row++) {
      int at = written.rows().indexOf(row);
      Optional<InvoiceLine> line =
          at < 0 ? Optional.empty() : written.lines().get(at).priced(written.amounts());
      line.ifPresent(counted::add);
      amounts.add(line.map(InvoiceLine::amount).orElse(null));
      places.add(at < 0 ? "" : place(written.lines().get(at)));
    }
    return new WrittenSums(
        written.amounts(), amounts, places, InvoiceTotals.of(counted, written.amounts()));
  }

  /** As people know them: an account's number, a tax's word. */
  private static String place(LineDetails it) {
    return Stream.concat(
            Stream.of(it.accountCode(), it.taxType(), it.itemCode()),
            it.tracking().stream().map(Tracking::text))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(" · "));
  }
}
