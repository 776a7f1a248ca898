package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Relocations;
import dev.tandem.practice.billing.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What becomes of an invoice's lines in the books of another organisation, for people.
 *
 * @param written the lines as they will be
 * @param shown stands for what is shown here
 */
record MovedRows(String books, WrittenLines written, List<Row> rows, String shown) {

  /**
   * @param line its text
   * @param part what of it is another one
   */
  record Row(String line, String part, String before, String after) {}

  static MovedRows of(WrittenLines before, Relocations.Moved moved) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < before.lines().size(); i++) {
      LineDetails was = before.lines().get(i);
      LineDetails is = moved.lines().get(i);
      String line = was.description();
      add(rows, line, "Account", was.accountCode(), is.accountCode());
      add(rows, line, "Tax", tax(was), tax(is));
      add(rows, line, "Item", was.itemCode(), is.itemCode());
      add(rows, line, "Tracking", tracking(was), tracking(is));
    }
    var written = new WrittenLines(before.amounts(), moved.lines(), before.rows(), before.errors());
    return new MovedRows(moved.books(), written, rows, moved.shown());
  }

  private static void add(List<Row> rows, String line, String part, String was, String is) {
    if (!was.equals(is)) {
      rows.add(new Row(line, part, said(was), said(is)));
    }
  }

  private static String said(String value) {
    return value.isEmpty() ? "none" : value;
  }

  private static String tax(LineDetails it) {
    return "%s, %s%%".formatted(it.taxType(), it.taxRate().toPlainString());
  }

  private static String tracking(LineDetails it) {
    return it.tracking().stream().map(Tracking::text).collect(Collectors.joining(", "));
  }
}
