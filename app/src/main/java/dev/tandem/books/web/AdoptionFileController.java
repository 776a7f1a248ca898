package dev.tandem.books.web;

import dev.tandem.books.adoption.Adoptions;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Spreadsheet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What was found again after a restore, as a table to go through. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class AdoptionFileController {

  /** More than a database loses in the hours since its backup. */
  private static final int MOST = 20_000;

  private final Adoptions adoptions;
  private final Setup setup;

  AdoptionFileController(Adoptions adoptions, Setup setup) {
    this.adoptions = adoptions;
    this.setup = setup;
  }

  @GetMapping("/ledger/adoption.csv")
  void file(HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"ledger-adoption.csv\"");
    ZoneId zone = setup.practice().zone();
    Spreadsheet sheet =
        Spreadsheet.begin(
            response.getWriter(),
            "Organisation",
            "Kind",
            "Name or number",
            "What became of it",
            "Why",
            "When",
            "Id in Xero");
    for (Adoptions.Report report : adoptions.reports(null, MOST)) {
      for (Adoption.Entry it : report.entries()) {
        sheet.row(
            Spreadsheet.text(report.binding().organisationName()),
            it.kind().text(),
            Spreadsheet.text(it.number()),
            became(it),
            Spreadsheet.text(it.reason()),
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                it.at().truncatedTo(ChronoUnit.SECONDS).atZone(zone)),
            Spreadsheet.text(it.ledgerId()));
      }
    }
    sheet.flush();
  }

  private static String became(Adoption.Entry it) {
    return switch (it.verdict()) {
      case "adopted" -> "linked again";
      case "returned" -> "brought back";
      default -> "needs you";
    };
  }
}
