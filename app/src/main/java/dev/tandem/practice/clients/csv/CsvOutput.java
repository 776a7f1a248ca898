package dev.tandem.practice.clients.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a table for people's spreadsheets: UTF-8 with a byte order mark (else the most used one
 * garbles accents), no cell that would run as a formula.
 */
public final class CsvOutput implements Closeable {

  private final CsvWriter writer;

  public CsvOutput(OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write('\ufeff');
    this.writer = CsvWriter.builder().build(text);
  }

  public void write(List<String> cells) {
    writer.writeRecord(cells.stream().map(SafeCell::write).toList());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
