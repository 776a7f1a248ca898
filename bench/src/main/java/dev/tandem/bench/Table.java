package dev.tandem.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, as wide as they need to be; the first column to the left. */
public final class Table {

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... head) {
    this.head = List.of(head);
  }

  /** One cell for each heading. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** As Markdown writes tables, so that they can be copied into the documentation. */
  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    lines.add(line(head));
    lines.add(
        IntStream.range(0, head.size())
            .mapToObj(i -> i == 0 ? "-".repeat(width(i)) : "-".repeat(width(i) - 1) + ":")
            .collect(Collectors.joining(" | ", "| ", " |")));
    rows.forEach(it -> lines.add(line(it)));
    return String.join("\n", lines);
  }

  private String line(List<String> cells) {
    return IntStream.range(0, head.size())
        .mapToObj(i -> ("%" + (i == 0 ? "-" : "") + width(i) + "s").formatted(cells.get(i)))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private int width(int column) {
    int widest = Math.max(3, head.get(column).length());
    for (List<String> it : rows) {
      widest = Math.max(widest, it.get(column).length());
    }
    return widest;
  }
}
