package dev.tandem.books.web;

import dev.tandem.books.conflicts.ConflictRules;
import dev.tandem.books.conflicts.ConflictRules.Tried;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Decisions;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
  private final Conflicts conflicts;
  private final RecordNames names;
  private final FieldWords words;
  private final Clock clock;

  ConflictRulesController(
      LedgerHeads heads,
      ConflictRules rules,
      Decisions decisions,
      Conflicts conflicts,
      RecordNames names,
      FieldWords words,
      Clock clock) {
    this.words = words;
    this.heads = heads;
    this.rules = rules;
    this.decisions = decisions;
    this.conflicts = conflicts;
    this.names = names;
    this.clock = clock;
  }

  /** As it stands in addresses. */
  enum Side {
    ours,
    theirs
  }

  /** A conflict of the past that people decided otherwise. */
  public record Other(Named named, String ours, String theirs, @Nullable String by, Instant at) {}

  /**
   * Of what a rule can be made, before anybody was asked.
   *
   * @param kind as {@link Kind#text}
   */
  public record Choice(String kind, List<String> fields) {}

  @GetMapping("/ledger/conflicts/rules")
  String rules(Model model) {
    model.addAttribute("rules", rules.all());
    model.addAttribute("labels", FieldWords.LABELS);
    model.addAttribute(
        "choices",
        Stream.of(Kind.CLIENT, Kind.INVOICE)
            .map(it -> new Choice(it.text(), Decisions.asked(it)))
            .toList());
    model.addAttribute("head", heads.current());
    return "ledger/conflict-rules";
  }

  /** What the rule would have done, before it is made. */
  @GetMapping("/ledger/conflicts/rules/new")
  String tryOut(
      @RequestParam String kind, @RequestParam String field, @RequestParam Side side, Model model) {
    boolean ours = side == Side.ours;
    Tried tried =
        rules.tryOut(
            kind,
            decisions.fields(Kind.of(kind), field),
            ours,
            clock.instant().minus(HISTORY),
            SHOWN + 1);
    model.addAttribute("before", said(rules.of(kind, field)));
    List<RecordRef> records =
        tried.otherwise().stream().map(it -> new RecordRef(kind, it.record())).toList();
    Map<RecordRef, Named> named = names.of(records);
    model.addAttribute("kind", kind);
    model.addAttribute("field", field);
    model.addAttribute("what", FieldWords.label(field));
    model.addAttribute("ours", ours);
    model.addAttribute("tried", tried);
    model.addAttribute("manyOthers", tried.otherwise().size() > SHOWN);
    model.addAttribute(
        "others",
        tried.otherwise().stream()
            .limit(SHOWN)
            .map(
                it ->
                    new Other(
                        Objects.requireNonNull(named.get(new RecordRef(kind, it.record()))),
                        shown(kind, it, it.ours()),
                        shown(kind, it, it.theirs()),
                        it.decidedBy(),
                        it.closedAt()))
            .toList());
    return "ledger/conflict-rule";
  }

  private String shown(String kind, ConflictRules.Past it, String value) {
    return words.of(it.tenant(), new RecordRef(kind, it.record())).apply(it.field(), value);
  }

  @PostMapping("/ledger/conflicts/rules")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String make(
      @RequestParam String kind,
      @RequestParam String field,
      @RequestParam Side side,
      @RequestParam(defaultValue = "") String before,
      RedirectAttributes flash) {
    Set<String> fields = decisions.fields(Kind.of(kind), field);
    if (!before.equals(said(rules.of(kind, field)))) {
      throw new Refused(
          "Somebody has made or taken back a rule for it since you looked. Nothing was changed: look again.");
    }
    boolean ours = side == Side.ours;
    rules.make(kind, field, ours);
    int settled = 0;
    int left = 0;
    for (UUID record : conflicts.about(kind, fields, AT_ONCE)) {
      try {
        boolean done = Deadlock.retried(() -> decisions.byRule(Kind.of(kind), record, field, ours));
        settled += done ? 1 : 0;
      } catch (Refused _) {
        left++;
      }
    }
    flash.addFlashAttribute(
        "said",
        "From now on "
            + (ours ? "what stands here" : "what Xero has")
            + " counts for the "
            + FieldWords.label(field)
            + "."
            + (settled == 0
                ? ""
                : settled == 1
                    ? " One that waited is decided."
                    : " %d that waited are decided.".formatted(settled))
            + (left == 0
                ? ""
                : " %d could not take the other side's value and wait for you.".formatted(left)));
    return "redirect:/ledger/conflicts/rules";
  }

  private static String said(@Nullable Boolean ours) {
    return ours == null ? "" : ours ? Side.ours.name() : Side.theirs.name();
  }

  @PostMapping("/ledger/conflicts/rules/removal")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String remove(@RequestParam String kind, @RequestParam String field, RedirectAttributes flash) {
    rules.drop(kind, field);
    flash.addFlashAttribute(
        "said", "Somebody is asked again about the " + FieldWords.label(field) + ".");
    return "redirect:/ledger/conflicts/rules";
  }
}
