package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceTotals;
import dev.tandem.practice.billing.LineAmounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a form comes to while it is being written, as far as its rows can be counted.
 *
 * @param amounts of each row of the form; null where there is nothing to count yet
 */
record WrittenSums(
    LineAmounts lineAmounts, List<@Nullable BigDecimal> amounts, InvoiceTotals totals) {

  static WrittenSums of(WrittenLines written, int rows) {
    var amounts = new ArrayList<@Nullable BigDecimal>();
    var counted = new ArrayList<InvoiceLine>();
    for (int row = 0; row < rows; row++) {
      int at = written.rows().indexOf(row);
      Optional<InvoiceLine> line =
          at < 0 ? Optional.empty() : written.lines().get(at).priced(written.amounts());
      line.ifPresent(counted::add);
      amounts.add(line.map(InvoiceLine::amount).orElse(null));
    }
    return new WrittenSums(
        written.amounts(), amounts, InvoiceTotals.of(counted, written.amounts()));
  }
}
