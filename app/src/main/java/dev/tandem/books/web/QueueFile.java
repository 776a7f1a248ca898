package dev.tandem.books.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records that wait as rows of a spreadsheet; moments in the practice's zone. */
final class QueueFile {

  private final CsvWriter csv;
  private final ZoneId zone;

  private QueueFile(CsvWriter csv, ZoneId zone) {
    this.csv = csv;
    this.zone = zone;
  }

  static QueueFile open(HttpServletResponse response, String name, ZoneId zone) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    // Spreadsheets take UTF-8 for what it is only after this mark.
    response.getWriter().write('\uFEFF');
    var file = new QueueFile(CsvWriter.builder().build(response.getWriter()), zone);
    file.csv.writeRecord(
        "Record",
        "Kind",
        "Organisation",
        "What",
        "State",
        "Why",
        "What helps",
        "Waiting since",
        "Tries",
        "First tried",
        "Last tried",
        "Next try",
        "Records behind it");
    return file;
  }

  void write(List<QueueRow> rows) throws IOException {
    for (QueueRow it : rows) {
      csv.writeRecord(
          harmless(it.named().name()),
          harmless(it.named().word()),
          harmless(it.organisation()),
          it.what(),
          harmless(it.state()),
          harmless(it.why()),
          it.remedy() == null ? "" : it.remedy().advice(),
          moment(it.entry().queuedAt()),
          Integer.toString(it.entry().tries()),
          moment(it.entry().firstTried()),
          moment(it.entry().lastTried()),
          moment(it.entry().next()),
          Integer.toString(it.entry().behind()));
    }
    csv.flush();
  }

  private String moment(@Nullable Instant at) {
    return at == null
        ? ""
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }

  /** A spreadsheet takes what begins like this for a formula. */
  private static String harmless(@Nullable String text) {
    String words = Objects.requireNonNullElse(text, "");
    return !words.isEmpty() && "=+-@\t\r".indexOf(words.charAt(0)) >= 0 ? "'" + words : words;
  }
}
