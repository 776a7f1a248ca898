package dev.tandem.shared;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table in a file that spreadsheets open (RFC 4180, UTF-8 with its mark). */
public final class Spreadsheet {

  private final CsvWriter csv;

  private Spreadsheet(CsvWriter csv) {
    this.csv = csv;
  }

  /**
   * Begins one with these heads of its columns.
   *
   * @throws IOException if whoever reads has gone
   */
  public static Spreadsheet begin(Writer writer, String... heads) throws IOException {
    // Spreadsheets take UTF-8 for what it is only after this mark.
    writer.write('\uFEFF');
    // Past the buffer of rows: the heads stand there also where no row ever follows.
    var head = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(head)) {
      csv.writeRecord(heads);
    }
    writer.write(head.toString());
    return new Spreadsheet(CsvWriter.builder().build(writer));
  }

  /**
   * Adds a row. Whatever somebody typed has to come through {@link #text}; numbers may not.
   *
   * @throws IOException if whoever reads has gone
   */
  public void row(String... cells) throws IOException {
    csv.writeRecord(cells);
  }

  /**
   * Hands on what was written so far.
   *
   * @throws IOException if whoever reads has gone
   */
  public void flush() throws IOException {
    csv.flush();
  }

  /**
   * Words as a cell: a spreadsheet takes what begins with one of these signs for a formula and
   * works it out (OWASP, CSV injection), so an apostrophe goes before it.
   */
  public static String text(@Nullable String words) {
    String cell = Objects.requireNonNullElse(words, "");
    return !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
