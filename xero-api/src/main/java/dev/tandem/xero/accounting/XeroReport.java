package dev.tandem.xero.accounting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report, in rows of texts as Xero prints them; amounts have a point and no separators.
 *
 * @param rows sections hold further rows
 */
public record XeroReport(
    @Nullable String reportName, @Nullable List<String> reportTitles, @Nullable List<Row> rows) {

  /** One row; of a section, those within it. */
  public record Row(
      @Nullable String rowType,
      @Nullable String title,
      @Nullable List<Cell> cells,
      @Nullable List<Row> rows) {

    /** The text of a cell, counted from 0; empty where there is none. */
    public String text(int cell) {
      String value = cells == null || cell >= cells.size() ? null : cells.get(cell).value();
      return value == null ? "" : value;
    }

    /** What the row is about, for instance the {@code accountID}. */
    public Optional<String> attribute(String id) {
      return Stream.ofNullable(cells)
          .flatMap(List::stream)
          .flatMap(it -> Stream.ofNullable(it.attributes()).flatMap(List::stream))
          .filter(it -> id.equals(it.id()) && it.value() != null)
          .map(it -> String.valueOf(it.value()))
          .findFirst();
    }
  }

  /** A cell. */
  public record Cell(@Nullable String value, @Nullable List<Attribute> attributes) {}

  /** What a cell's figure belongs to. */
  public record Attribute(@Nullable String id, @Nullable String value) {}

  /** The rows that hold figures, of all sections; no headings and no totals. */
  public List<Row> figures() {
    return figures(rows).toList();
  }

  private static Stream<Row> figures(@Nullable List<Row> rows) {
    return Stream.ofNullable(rows)
        .flatMap(List::stream)
        .flatMap(it -> "Row".equals(it.rowType()) ? Stream.of(it) : figures(it.rows()));
  }
}
