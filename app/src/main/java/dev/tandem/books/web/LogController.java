package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LogKeeping;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Every call between practice and ledger: to look through, and to take along. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class LogController {

  private static final int PORTION = 500;

  private final LedgerHeads heads;
  private final SyncLog log;
  private final LogKeeping keeping;
  private final LogLines lines;
  private final Setup setup;
  private final Connections connections;
  private final LocationBooks locations;

  LogController(
      LedgerHeads heads,
      SyncLog log,
      LogKeeping keeping,
      LogLines lines,
      Setup setup,
      Connections connections,
      LocationBooks locations) {
    this.heads = heads;
    this.log = log;
    this.keeping = keeping;
    this.lines = lines;
    this.setup = setup;
    this.connections = connections;
    this.locations = locations;
  }

  @GetMapping("/ledger")
  String log(
      @RequestParam Map<String, String> asked,
      @RequestParam(defaultValue = "1") int page,
      HttpServletResponse response,
      Model model) {
    LogPage read = LogPage.read(log, LogQuery.of(asked), page, zone(), organisations());
    if (!read.errors().isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    return draw(read, Kept.of(keeping.months()), model);
  }

  /**
   * How long calls are kept.
   *
   * @param months as typed, where that was refused
   */
  public record Kept(String months, @Nullable String error) {

    static Kept of(int months) {
      return new Kept(Integer.toString(months), null);
    }
  }

  @PostMapping("/ledger/log/keeping")
  @PreAuthorize("hasAuthority('LEDGER_CONNECT')")
  String keep(
      @RequestParam(defaultValue = "") String months,
      HttpServletResponse response,
      RedirectAttributes flash,
      Model model) {
    try {
      keeping.keep(months.strip().matches("\\d{1,4}") ? Integer.parseInt(months.strip()) : 0);
      flash.addFlashAttribute("said", "Saved. What is older goes tonight.");
      return "redirect:/ledger";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      LogPage read = LogPage.read(log, LogQuery.of(Map.of()), 1, zone(), organisations());
      return draw(read, new Kept(months, e.errors().get("months")), model);
    }
  }

  private String draw(LogPage read, Kept kept, Model model) {
    model.addAttribute("log", read);
    model.addAttribute("kept", kept);
    LedgerHead head = heads.current();
    model.addAttribute("head", head);
    model.addAttribute("locations", locations.rows(head));
    return "ledger/log";
  }

  /** Exactly what the page with the same question shows, all its pages. */
  @GetMapping("/ledger/log.csv")
  void file(@RequestParam Map<String, String> asked, HttpServletResponse response)
      throws IOException {
    LogQuery query = LogQuery.of(asked);
    if (!query.errors().isEmpty()) {
      response.sendRedirect(query.url("/ledger"));
      return;
    }
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"ledger-log.csv\"");
    var file = new LogFile(response.getWriter(), zone(), organisations());
    SyncLog.Search search = query.search(zone());
    List<SyncLog.Call> portion = log.portion(search, null, PORTION);
    while (!portion.isEmpty()) {
      file.write(portion);
      portion = log.portion(search, portion.getLast(), PORTION);
    }
  }

  /** The same calls with their records, and with the hashes by which others can prove them. */
  @GetMapping("/ledger/log.jsonl")
  void lines(@RequestParam Map<String, String> asked, HttpServletResponse response)
      throws IOException {
    LogQuery query = LogQuery.of(asked);
    if (!query.errors().isEmpty()) {
      response.sendRedirect(query.url("/ledger"));
      return;
    }
    response.setContentType("application/x-ndjson;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"ledger-log.jsonl\"");
    lines.write(query.search(zone()), response.getWriter());
  }

  private ZoneId zone() {
    return setup.practice().zone();
  }

  /** Also those that were ended: their calls are still in the log. */
  private Map<UUID, String> organisations() {
    return connections.bindings().stream()
        .collect(
            Collectors.toMap(
                it -> UUID.fromString(it.tenantId()),
                Binding::organisationName,
                (first, _) -> first));
  }
}
