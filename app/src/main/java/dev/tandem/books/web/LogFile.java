package dev.tandem.books.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tandem.books.lane.SyncLog;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls as rows of a spreadsheet; moments in the practice's zone. */
class LogFile {

  private final CsvWriter csv;
  private final ZoneId zone;
  private final Map<UUID, String> organisations;

  LogFile(Writer writer, ZoneId zone, Map<UUID, String> organisations) throws IOException {
    // Spreadsheets take UTF-8 for what it is only after this mark.
    writer.write('\uFEFF');
    this.csv = CsvWriter.builder().build(writer);
    this.zone = zone;
    this.organisations = organisations;
    csv.writeRecord(
        "When",
        "Organisation",
        "Operation",
        "For",
        "Direction",
        "Records",
        "Outcome",
        "Message",
        "HTTP status",
        "Milliseconds",
        "Bytes",
        "Bytes sent",
        "Correlation id");
  }

  void write(List<SyncLog.Call> calls) throws IOException {
    for (SyncLog.Call it : calls) {
      csv.writeRecord(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
              it.at().truncatedTo(ChronoUnit.MILLIS).atZone(zone)),
          harmless(organisations.getOrDefault(it.tenant(), it.tenant().toString())),
          it.operation(),
          it.job().text(),
          it.push() ? "to Xero" : "from Xero",
          Integer.toString(it.records()),
          it.outcome(),
          harmless(it.message()),
          it.httpStatus() == 0 ? "" : Integer.toString(it.httpStatus()),
          Integer.toString(it.millis()),
          Long.toString(it.bytes()),
          Long.toString(it.bytesOut()),
          harmless(it.correlation()));
    }
    csv.flush();
  }

  /** A spreadsheet takes what begins like this for a formula. */
  private static String harmless(@Nullable String text) {
    String words = Objects.requireNonNullElse(text, "");
    return !words.isEmpty() && "=+-@\t\r".indexOf(words.charAt(0)) >= 0 ? "'" + words : words;
  }
}
