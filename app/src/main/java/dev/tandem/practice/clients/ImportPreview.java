package dev.tandem.practice.clients;

import java.util.List;

/**
 * A file's first rows as they would be stored.
 *
 * @param rows each with its client, or with the reason why it cannot be one
 */
public record ImportPreview(List<Row> rows) {

  /**
   * @param details what would be stored; nothing known if the row is in error
   * @param reason empty if the row is good
   */
  public record Row(long line, List<String> cells, ClientDetails details, String reason) {

    public boolean isGood() {
      return reason.isEmpty();
    }
  }
}
