package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Pauses;
import dev.tandem.practice.setup.Setup;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits to go to the ledger: how much, how long, and the brake. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class QueueController {

  private static final int PORTION = 500;

  private final LedgerHeads heads;
  private final QueueCards cards;
  private final QueueRows rows;
  private final PushPreview preview;
  private final Pauses pauses;
  private final Connections connections;
  private final Setup setup;

  QueueController(
      LedgerHeads heads,
      QueueCards cards,
      QueueRows rows,
      PushPreview preview,
      Pauses pauses,
      Connections connections,
      Setup setup) {
    this.heads = heads;
    this.cards = cards;
    this.rows = rows;
    this.preview = preview;
    this.pauses = pauses;
    this.connections = connections;
    this.setup = setup;
  }

  @GetMapping("/ledger/queue")
  String queue(
      @RequestParam Map<String, String> asked,
      @RequestParam(defaultValue = "1") int page,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    QueueQuery query = QueueQuery.of(asked);
    model.addAttribute("asked", query);
    model.addAttribute("cards", cards.all());
    model.addAttribute("found", rows.page(query, null, page));
    if (htmx != null) {
      return "ledger/queue :: queue";
    }
    model.addAttribute("head", heads.current());
    return "ledger/queue";
  }

  /** Exactly what the page with the same question shows, all its pages. */
  @GetMapping("/ledger/queue.csv")
  void file(@RequestParam Map<String, String> asked, HttpServletResponse response)
      throws IOException {
    var question = rows.question(QueueQuery.of(asked), null);
    QueueFile file = QueueFile.open(response, "ledger-queue.csv", setup.practice().zone());
    file.all(last -> rows.portion(question, last, PORTION));
  }

  /** What would be sent if it went now, and in how many calls: sends nothing. */
  @GetMapping("/ledger/queue/preview")
  String preview(
      @RequestParam Map<String, String> asked,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    QueueQuery query = QueueQuery.of(asked);
    int number = Math.max(1, page);
    var question = rows.question(query, null);
    List<PushPreview.Line> lines = preview.page(question, number, QueueRows.SIZE);
    model.addAttribute("asked", query);
    model.addAttribute("cards", cards.all());
    model.addAttribute("lines", lines);
    model.addAttribute("page", number);
    model.addAttribute(
        "more",
        lines.size() == QueueRows.SIZE
            && !preview.page(question, number * QueueRows.SIZE + 1, 1).isEmpty());
    model.addAttribute("head", heads.current());
    return "ledger/preview";
  }

  @PostMapping("/ledger/queue/{id}/pause")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String pause(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "") String because,
      RedirectAttributes flash) {
    Binding binding = connections.binding(id);
    pauses.pause(UUID.fromString(binding.tenantId()), because);
    flash.addFlashAttribute(
        "said",
        "Paused. Nothing goes to "
            + binding.organisationName()
            + " or comes from it until somebody resumes it.");
    return "redirect:/ledger/queue";
  }

  @PostMapping("/ledger/queue/{id}/resumption")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String resume(@PathVariable BindingId id, RedirectAttributes flash) {
    Binding binding = connections.binding(id);
    pauses.resume(UUID.fromString(binding.tenantId()));
    flash.addFlashAttribute("said", binding.organisationName() + " goes on where it stopped.");
    return "redirect:/ledger/queue";
  }
}
