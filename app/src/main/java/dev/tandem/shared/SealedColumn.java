package dev.tandem.shared;

import java.util.UUID;

/**
 * A column whose values are sealed. The module that owns the table declares each of its own as a
 * bean, so that {@code ./tandem keys rotate} finds them all. Null and the empty text are no values.
 *
 * @param table with its schema; its primary key is {@code id}, a uuid. In schema {@code house}:
 *     rows of a practice cannot be seen for all practices at once
 */
public record SealedColumn(String table, String column) {

  private static final String HOUSE = "house.";

  public SealedColumn {
    // They become part of statements.
    if (!table.matches("house\\.[a-z_]+") || !column.matches("[a-z_]+")) {
      throw new IllegalArgumentException("Not a column of the house: " + table + "." + column);
    }
  }

  /** The name that a value in this column is sealed for: {@code table/id/column}. */
  public String row(UUID id) {
    return table.substring(HOUSE.length()) + "/" + id + "/" + column;
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
