package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a form made into an invoice's lines. Rows that were left empty do not count.
 *
 * @param rows for each line, which row it was written into
 * @param errors what is wrong, by field of its row
 */
record WrittenLines(
    LineAmounts amounts, List<LineDetails> lines, List<Integer> rows, Map<String, String> errors) {

  /**
   * @param chosen whether prices contain the tax; null for "as the first service's price does"
   * @param currency of the invoice
   * @param books that the lines go to
   * @param before the invoice that is changed; null for a new one
   */
  static WrittenLines of(
      List<LineForm> forms,
      @Nullable LineAmounts chosen,
      String currency,
      Setup setup,
      LineBooks books,
      @Nullable InvoiceView before) {
    var errors = new LinkedHashMap<String, String>();
    var lines = new ArrayList<LineDetails>();
    var rows = new ArrayList<Integer>();
    LineAmounts amounts = chosen != null || before == null ? chosen : before.lineAmounts();
    for (int row = 0; row < forms.size(); row++) {
      LineForm form = forms.get(row);
      if (form.isEmpty()) {
        continue;
      }
      try {
        LineDetails was = before == null ? null : lineOf(before, row);
        ServiceId named = form.getService();
        LinePlace place = form.getPlace();
        boolean anew = place.getPractitioner() != null;
        boolean same = was != null && Objects.equals(named, was.service());
        if (was != null && same && !anew) {
          lines.add(form.onto(was, books.over(Posting.of(was), place)));
        } else if (was != null && same && named == null) {
          lines.add(form.onto(was, books.anew(was, place)));
        } else if (named == null) {
          lines.add(form.details(books.ofNoService(place)));
        } else {
          ServiceView service = setup.service(named);
          amounts = amounts == null ? LineAmounts.listed(service) : amounts;
          Posting posting = books.of(service, place);
          if (posting.accountCode().isBlank() || posting.taxType().isBlank()) {
            throw new InvalidInput(
                "service", "Nothing says its account and tax yet: set them under Ledger, Mapping");
          }
          lines.add(form.details(service, posting, amounts, currency));
        }
        rows.add(row);
      } catch (InvalidInput e) {
        String field = "lines[" + row + "].";
        e.errors().forEach((name, error) -> errors.put(field + name, error));
      }
    }
    return new WrittenLines(amounts == null ? LineAmounts.EXCLUSIVE : amounts, lines, rows, errors);
  }

  private static @Nullable LineDetails lineOf(InvoiceView before, int row) {
    return row < before.lines().size() ? before.lines().get(row).details() : null;
  }

  /** What was said of the lines, at the rows that they were written into. */
  Map<String, String> atRows(Map<String, String> said) {
    var errors = new LinkedHashMap<String, String>();
    said.forEach(
        (field, error) ->
            errors.put(
                IntStream.range(0, rows.size())
                    .filter(i -> field.startsWith("lines[" + i + "]"))
                    .mapToObj(
                        i -> "lines[" + rows.get(i) + "]" + field.substring(field.indexOf(']') + 1))
                    .findFirst()
                    .orElse(field),
                error));
    return errors;
  }
}
