package dev.tandem.books.web;

import dev.tandem.books.conflicts.ConflictRules;
import dev.tandem.books.conflicts.ConflictRules.Tried;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Decisions;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whose word counts without asking, tried on what was decided before. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class ConflictRulesController {

  /** What is decided seldom needs a long look back. */
  private static final Duration HISTORY = Duration.ofDays(365);

  private static final int SHOWN = 20;

  /** Settled at once with the rule; what is more is settled with its next reading. */
  private static final int AT_ONCE = 500;

  private final LedgerHeads heads;
  private final ConflictRules rules;
  private final Decisions decisions;
  private final RecordNames names;
  private final Clock clock;

  ConflictRulesController(
      LedgerHeads heads, ConflictRules rules, Decisions decisions, RecordNames names, Clock clock) {
    this.heads = heads;
    this.rules = rules;
    this.decisions = decisions;
    this.names = names;
    this.clock = clock;
  }

  /** A conflict of the past that people decided otherwise. */
  public record Other(Named named, String ours, String theirs, @Nullable String by, Instant at) {}

  @GetMapping("/ledger/conflicts/rules")
  String rules(Model model) {
    model.addAttribute("rules", rules.all());
    model.addAttribute("head", heads.current());
    return "ledger/conflict-rules";
  }

  /** What the rule would have done, before it is made. */
  @GetMapping("/ledger/conflicts/rules/new")
  String tryOut(
      @RequestParam String kind,
      @RequestParam String field,
      @RequestParam String side,
      Model model) {
    requireAsked(kind, field);
    boolean ours = side.equals("ours");
    Tried tried = rules.tryOut(kind, field, ours, clock.instant().minus(HISTORY), SHOWN);
    List<RecordRef> records =
        tried.otherwise().stream().map(it -> new RecordRef(kind, it.record())).toList();
    Map<RecordRef, Named> named = names.of(records);
    model.addAttribute("kind", kind);
    model.addAttribute("field", field);
    model.addAttribute("ours", ours);
    model.addAttribute("tried", tried);
    model.addAttribute(
        "others",
        tried.otherwise().stream()
            .map(
                it ->
                    new Other(
                        Objects.requireNonNull(named.get(new RecordRef(kind, it.record()))),
                        ConflictsController.shown(field, it.ours()),
                        ConflictsController.shown(field, it.theirs()),
                        it.decidedBy(),
                        it.closedAt()))
            .toList());
    return "ledger/conflict-rule";
  }

  @PostMapping("/ledger/conflicts/rules")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String make(
      @RequestParam String kind,
      @RequestParam String field,
      @RequestParam String side,
      RedirectAttributes flash) {
    requireAsked(kind, field);
    boolean ours = side.equals("ours");
    rules.make(kind, field, ours);
    int settled = decisions.byRule(Kind.of(kind), field, ours, AT_ONCE);
    flash.addFlashAttribute(
        "said",
        "From now on "
            + (ours ? "what stands here" : "what Xero has")
            + " counts for the "
            + field
            + (settled == 0 ? "." : "; %d that waited are decided.".formatted(settled)));
    return "redirect:/ledger/conflicts/rules";
  }

  @PostMapping("/ledger/conflicts/rules/removal")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String remove(@RequestParam String kind, @RequestParam String field, RedirectAttributes flash) {
    rules.drop(kind, field);
    flash.addFlashAttribute("said", "Somebody is asked again about the " + field + ".");
    return "redirect:/ledger/conflicts/rules";
  }

  private void requireAsked(String kind, String field) {
    if (!decisions.mayBeAsked(kind, field)) {
      throw new Refused("Nobody is ever asked about that field, so it needs no rule.");
    }
  }
}
