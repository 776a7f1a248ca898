package dev.tandem.practice.clients.csv;

import java.util.List;

/**
 * One record of a table.
 *
 * @param line where it begins in the file, counted from 1; a record with line breaks in its cells
 *     takes several lines
 */
public record CsvLine(long line, List<String> cells) {

  public String cell(int column) {
    return column < cells.size() ? cells.get(column) : "";
  }

  public boolean isBlank() {
    return cells.stream().allMatch(String::isBlank);
  }
}
