package dev.tandem.books.web;

import dev.tandem.books.lane.SyncLog;
import dev.tandem.shared.Spreadsheet;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls as rows of a spreadsheet; moments in the practice's zone. */
class LogFile {

  private final Spreadsheet sheet;
  private final ZoneId zone;
  private final Map<UUID, String> organisations;

  LogFile(Writer writer, ZoneId zone, Map<UUID, String> organisations) throws IOException {
    this.zone = zone;
    this.organisations = organisations;
    this.sheet =
        Spreadsheet.begin(
            writer,
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
      sheet.row(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
              it.at().truncatedTo(ChronoUnit.MILLIS).atZone(zone)),
          Spreadsheet.text(organisations.getOrDefault(it.tenant(), it.tenant().toString())),
          it.operation(),
          it.job().text(),
          it.push() ? "to Xero" : "from Xero",
          Integer.toString(it.records()),
          it.outcome(),
          Spreadsheet.text(it.message()),
          it.httpStatus() == 0 ? "" : Integer.toString(it.httpStatus()),
          Integer.toString(it.millis()),
          Long.toString(it.bytes()),
          Long.toString(it.bytesOut()),
          Spreadsheet.text(it.correlation()));
    }
    sheet.flush();
  }
}
