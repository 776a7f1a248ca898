package dev.tandem.practice.clients.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a table record by record and never holds more of it than one. Records may have too few or
 * too many cells, quotes may be doubled or hold line breaks; blank records are passed over.
 */
public final class CsvFile implements Closeable {

  /** In characters: more in one cell means a quote that was never closed. */
  private static final int LARGEST_RECORD = 1 << 20;

  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;

  private CsvFile(CsvReader<CsvRecord> reader) {
    this.reader = reader;
    this.records = reader.iterator();
  }

  public static CsvFile open(InputStream bytes, CsvFormat format) throws IOException {
    var text = new BufferedReader(new InputStreamReader(bytes, format.charset()));
    return of(text, format.separator());
  }

  static CsvFile of(Reader text, char separator) throws IOException {
    return new CsvFile(
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(true)
            .maxBufferSize(LARGEST_RECORD)
            .ofCsvRecord(withoutMark(text)));
  }

  /**
   * @return empty at the end of the file
   * @throws UnreadableFile if this is no table any more, for instance because a quote never closes
   */
  public Optional<CsvLine> next() {
    try {
      while (records.hasNext()) {
        CsvRecord record = records.next();
        var line = new CsvLine(record.getStartingLineNumber(), plain(record.getFields()));
        if (!line.isBlank() && !isSeparatorNote(line)) {
          return Optional.of(line);
        }
      }
      return Optional.empty();
    } catch (CsvParseException e) {
      throw new UnreadableFile(e);
    }
  }

  /** Up to so many records; fewer only at the end of the file. */
  public List<CsvLine> next(int most) {
    var lines = new ArrayList<CsvLine>();
    while (lines.size() < most) {
      Optional<CsvLine> line = next();
      if (line.isEmpty()) {
        break;
      }
      lines.add(line.get());
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Some office programs open a file with {@code sep=;}. */
  private static boolean isSeparatorNote(CsvLine line) {
    return line.line() == 1
        && line.cells().size() <= 2
        && line.cell(0).toLowerCase(Locale.ROOT).startsWith("sep=");
  }

  private static List<String> plain(List<String> cells) {
    return cells.stream().map(SafeCell::read).toList();
  }

  /** Without the byte order mark, which Java leaves in the text. */
  private static Reader withoutMark(Reader text) throws IOException {
    var reader = new PushbackReader(text);
    int first = reader.read();
    if (first >= 0 && first != '\ufeff') {
      reader.unread(first);
    }
    return reader;
  }
}
