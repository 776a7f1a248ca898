package dev.tandem.books.web;

import dev.tandem.shared.Spreadsheet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records that wait as rows of a spreadsheet; moments in the practice's zone. */
final class QueueFile {

  private final Spreadsheet sheet;
  private final ZoneId zone;

  private QueueFile(Spreadsheet sheet, ZoneId zone) {
    this.sheet = sheet;
    this.zone = zone;
  }

  static QueueFile open(HttpServletResponse response, String name, ZoneId zone) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    return new QueueFile(
        Spreadsheet.begin(
            response.getWriter(),
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
            "Records behind it"),
        zone);
  }

  /** Portion by portion until none is left, each asked for by the last row before it. */
  void all(Function<@Nullable QueueRow, List<QueueRow>> portions) throws IOException {
    List<QueueRow> portion = portions.apply(null);
    while (!portion.isEmpty()) {
      write(portion);
      portion = portions.apply(portion.getLast());
    }
  }

  void write(List<QueueRow> rows) throws IOException {
    for (QueueRow it : rows) {
      sheet.row(
          Spreadsheet.text(it.named().name()),
          Spreadsheet.text(it.named().word()),
          Spreadsheet.text(it.organisation()),
          it.what(),
          Spreadsheet.text(it.state()),
          Spreadsheet.text(it.why()),
          it.help() == null ? "" : it.help().advice(),
          moment(it.entry().queuedAt()),
          Integer.toString(it.entry().tries()),
          moment(it.entry().firstTried()),
          moment(it.entry().lastTried()),
          moment(it.entry().next()),
          Integer.toString(it.entry().behind()));
    }
    sheet.flush();
  }

  private String moment(@Nullable Instant at) {
    return at == null
        ? ""
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }
}
