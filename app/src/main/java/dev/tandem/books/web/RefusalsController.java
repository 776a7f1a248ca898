package dev.tandem.books.web;

import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import dev.tandem.books.refusals.HeldAlike;
import dev.tandem.books.refusals.Step;
import dev.tandem.books.refusals.UnknownWords;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the ledger refused or nobody could send: why, what helps, and another chance. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class RefusalsController {

  private static final int PORTION = 500;
  private static final int UNKNOWN = 20;
  private static final String ALONE =
      "what asks whether Xero has it already is answered for each record alone, on its own page.";

  private final LedgerHeads heads;
  private final QueueRows rows;
  private final RefusalReasons reasons;
  private final WaitingRecords waiting;
  private final Outbox outbox;
  private final Setup setup;
  private final UnknownWords unknown;
  private final HeldAlike alike;
  private final LeftOut leftOut;
  private final UnsentMailRows mails;

  RefusalsController(
      LedgerHeads heads,
      QueueRows rows,
      RefusalReasons reasons,
      WaitingRecords waiting,
      Outbox outbox,
      Setup setup,
      UnknownWords unknown,
      HeldAlike alike,
      LeftOut leftOut,
      UnsentMailRows mails) {
    this.mails = mails;
    this.alike = alike;
    this.leftOut = leftOut;
    this.unknown = unknown;
    this.heads = heads;
    this.rows = rows;
    this.reasons = reasons;
    this.waiting = waiting;
    this.outbox = outbox;
    this.setup = setup;
  }

  @GetMapping("/ledger/refusals")
  String refusals(
      @RequestParam Map<String, String> asked,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    QueueQuery query = QueueQuery.of(asked).ofStage("");
    model.addAttribute("asked", query);
    QueueRows.Page found = rows.page(query, Stage.HELD, page);
    model.addAttribute("found", found);
    model.addAttribute("stuck", stuck(query, page));
    model.addAttribute("reasons", reasons.of(query));
    model.addAttribute("unknown", page > 1 ? List.of() : unknown.most(UNKNOWN));
    model.addAttribute("closed", alike.of(null, Step.DATE).size());
    model.addAttribute("leftOut", leftOut.count());
    model.addAttribute("mails", page > 1 || query.filtered() ? List.of() : mails.newest());
    model.addAttribute("head", heads.current());
    return "ledger/refusals";
  }

  /** Stands at the end of the first page, and only there if nothing was asked. */
  private List<QueueRow> stuck(QueueQuery query, int page) {
    return query.filtered() || page > 1 ? List.of() : rows.alsoHeld(outbox.stuck(QueueRows.SIZE));
  }

  /** Exactly what the page with the same question shows, all its pages. */
  @GetMapping("/ledger/refusals.csv")
  void file(@RequestParam Map<String, String> asked, HttpServletResponse response)
      throws IOException {
    QueueQuery query = QueueQuery.of(asked).ofStage("");
    var question = rows.question(query, Stage.HELD);
    QueueFile file = QueueFile.open(response, "ledger-refusals.csv", setup.practice().zone());
    file.all(last -> rows.portion(question, last, PORTION));
    file.write(stuck(query, 1));
  }

  /**
   * @param record those chosen, as {@code client:0198…}
   * @param all instead of those chosen: everything that the page with the same question shows
   */
  @PostMapping("/ledger/refusals/retry")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String retry(
      @RequestParam(defaultValue = "") List<String> record,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam Map<String, String> asked,
      RedirectAttributes flash) {
    QueueQuery query = QueueQuery.of(asked).ofStage("");
    if (!all && record.isEmpty()) {
      flash.addFlashAttribute("refused", "Choose at least one.");
      return "redirect:" + query.at("/ledger/refusals");
    }
    WaitingRecords.Question question = rows.question(query, Stage.HELD);
    List<RecordRef> chosen = record.stream().flatMap(RefusalsController::ref).toList();
    int released = all ? outbox.tryAgain(question) : outbox.tryAgain(chosen);
    int stayed = all ? waiting.count(question) : needing(chosen);
    flash.addFlashAttribute("said", goes(released) + stays(stayed));
    return "redirect:/ledger/refusals";
  }

  private int needing(List<RecordRef> records) {
    return (int)
        outbox.standings(records).values().stream()
            .filter(it -> it.state() == Outbox.State.NEEDS_YOU)
            .count();
  }

  private static String goes(int released) {
    return switch (released) {
      case 0 -> "None of them goes again.";
      case 1 -> "One record goes again.";
      default -> "%,d records go again.".formatted(released);
    };
  }

  private static String stays(int stayed) {
    return switch (stayed) {
      case 0 -> "";
      case 1 -> " One stays: " + ALONE;
      default -> " %,d stay: ".formatted(stayed) + ALONE;
    };
  }

  private static Stream<RecordRef> ref(String key) {
    int cut = key.indexOf(':');
    try {
      return Stream.of(
          new RecordRef(
              key.substring(0, Math.max(0, cut)), UUID.fromString(key.substring(cut + 1))));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }
}
