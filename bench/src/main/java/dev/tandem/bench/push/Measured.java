package dev.tandem.bench.push;

import dev.tandem.bench.Table;
import java.util.List;
import java.util.Map;

/**
 * What one part found.
 *
 * @param figures for the line of JSON, by name
 * @param remarks what the reader of the table has to know besides
 */
record Measured(String title, Table table, Map<String, Number> figures, List<String> remarks) {

  void print() {
    System.out.println();
    System.out.println("## " + title);
    System.out.println();
    System.out.println(table);
    remarks.forEach(it -> System.out.println("\n" + it));
  }
}
