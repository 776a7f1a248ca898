package dev.tandem.books.web;

import dev.tandem.books.conflicts.ConflictRules;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.look.WhoChanged;
import dev.tandem.books.mirror.Decisions;
import dev.tandem.books.mirror.Decisions.Choice;
import dev.tandem.books.mirror.Decisions.Question;
import dev.tandem.books.mirror.Reopening;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What both sides changed: the queue, and one record with both sides beside each other. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class ConflictsController {

  private static final int AT_ONCE = 50;

  /** Nobody turns so many pages. */
  private static final int LAST = 10_000;

  /** So many decisions can be taken back at once. */
  private static final int RECENT = 20;

  private final LedgerHeads heads;
  private final Conflicts conflicts;
  private final ConflictRules rules;
  private final Decisions decisions;
  private final RecordNames names;
  private final OrganisationNames organisations;
  private final OwnRecords own;
  private final WhoChanged who;
  private final Reopening reopening;
  private final FieldWords words;

  ConflictsController(
      LedgerHeads heads,
      Conflicts conflicts,
      ConflictRules rules,
      Decisions decisions,
      RecordNames names,
      OrganisationNames organisations,
      OwnRecords own,
      WhoChanged who,
      Reopening reopening,
      FieldWords words) {
    this.words = words;
    this.reopening = reopening;
    this.who = who;
    this.own = own;
    this.rules = rules;
    this.decisions = decisions;
    this.heads = heads;
    this.conflicts = conflicts;
    this.names = names;
    this.organisations = organisations;
  }

  /** A record of the queue with what is in dispute about it. */
  public record Row(RecordRef record, Named named, List<ConflictForm.Side> sides, Instant since) {}

  @GetMapping("/ledger/conflicts")
  String queue(
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    int asked = Math.clamp(page, 1, LAST);
    List<RecordRef> found =
        conflicts.records(kind.isEmpty() ? null : kind, (asked - 1) * AT_ONCE, AT_ONCE + 1);
    List<RecordRef> shown = found.subList(0, Math.min(AT_ONCE, found.size()));
    Map<RecordRef, Named> named = names.of(shown);
    Map<RecordRef, List<Conflicts.Open>> open = open(shown);
    OrganisationNames.Known known = organisations.known();
    model.addAttribute(
        "conflicts",
        shown.stream()
            .filter(open::containsKey)
            .map(it -> row(it, named, Objects.requireNonNull(open.get(it)), known))
            .toList());
    model.addAttribute("counts", conflicts.counts());
    model.addAttribute("kind", kind);
    model.addAttribute("number", asked);
    model.addAttribute("more", found.size() > AT_ONCE);
    model.addAttribute("rules", rules.all().size());
    List<Reopening.Open> recent = page == 1 ? reopening.all(RECENT) : List.of();
    model.addAttribute("recent", recent);
    model.addAttribute("labels", FieldWords.LABELS);
    model.addAttribute(
        "recentNames", names.of(recent.stream().map(Reopening.Open::record).toList()));
    model.addAttribute("head", heads.current());
    return "ledger/conflicts";
  }

  private Map<RecordRef, List<Conflicts.Open>> open(List<RecordRef> records) {
    return records.stream().collect(Collectors.groupingBy(RecordRef::kind)).entrySet().stream()
        .flatMap(
            it ->
                conflicts
                    .of(it.getKey(), it.getValue().stream().map(RecordRef::id).toList())
                    .stream())
        .collect(Collectors.groupingBy(it -> new RecordRef(it.kind(), it.record())));
  }

  private Row row(
      RecordRef record,
      Map<RecordRef, Named> names,
      List<Conflicts.Open> open,
      OrganisationNames.Known known) {
    return new Row(
        record,
        Objects.requireNonNull(names.get(record)),
        open.stream()
            .map(
                it ->
                    ConflictForm.side(
                        words.of(it.tenant(), record),
                        it.field(),
                        it.agreed(),
                        it.ours(),
                        it.theirs(),
                        known.name(it.tenant()),
                        it.sort() == Conflicts.Sort.OVERLAP,
                        ""))
            .toList(),
        open.getFirst().raisedAt());
  }

  /**
   * @param seen of the page on which the choices were made; absent where none was made yet
   */
  @GetMapping("/ledger/conflicts/{kind}/{id}")
  String one(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String seen,
      @RequestParam Map<String, String> typed,
      Model model) {
    RecordRef record = own.standing(kind, id).record();
    List<Question> questions = decisions.open(Kind.of(kind), id);
    OrganisationNames.Known known = organisations.known();
    List<ConflictForm.Asked> asked =
        questions.stream()
            .filter(it -> !it.overlap())
            .map(it -> ConflictForm.asked(it, typed, known, words.of(it.tenant(), record)))
            .toList();
    List<ConflictForm.Asked> chosen = asked.stream().filter(ConflictForm.Asked::chosen).toList();
    List<ConflictForm.Asked> overlaps =
        questions.stream()
            .filter(Question::overlap)
            .map(
                it ->
                    ConflictForm.asked(
                        it, ConflictForm.before(model), known, words.of(it.tenant(), record)))
            .toList();
    model.addAttribute("overlaps", overlaps);
    String now = Decisions.seen(questions);
    model.addAttribute("record", record);
    model.addAttribute("named", Objects.requireNonNull(names.of(List.of(record)).get(record)));
    model.addAttribute("asked", asked);
    model.addAttribute("seen", now);
    model.addAttribute("chosen", seen == null || seen.equals(now) ? chosen : List.of());
    model.addAttribute("problem", asked.isEmpty() ? null : problem(seen, now, chosen));
    return "ledger/conflict";
  }

  private static @Nullable String problem(
      @Nullable String seen, String now, List<ConflictForm.Asked> chosen) {
    if (seen != null && !seen.equals(now)) {
      return "One of the two sides has changed since you looked. Nothing was decided: look at both again.";
    }
    return seen != null && chosen.isEmpty()
        ? "Choose for at least one field whose value counts."
        : null;
  }

  /** A part of the page that comes after it: Xero is asked once, when somebody looks. */
  @GetMapping("/ledger/conflicts/{kind}/{id}/who")
  String who(@PathVariable String kind, @PathVariable UUID id, Model model) {
    RecordRef record = own.standing(kind, id).record();
    model.addAttribute("known", who.ask(Kind.of(record.kind()), id));
    model.addAttribute("traces", traces(decisions.open(Kind.of(record.kind()), id)));
    return "ledger/overlap :: who";
  }

  /**
   * Whether what somebody looks at is still so. The page itself stays: they may be choosing.
   *
   * @param seen of the page that they look at
   */
  @GetMapping("/ledger/conflicts/{kind}/{id}/news")
  String news(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String seen,
      Model model) {
    RecordRef record = own.standing(kind, id).record();
    String now = Decisions.seen(decisions.open(Kind.of(record.kind()), id));
    model.addAttribute("record", record);
    model.addAttribute("seen", seen);
    model.addAttribute("stale", !seen.equals(now));
    return "ledger/conflict :: news";
  }

  private static List<Conflicts.Trace> traces(List<Question> questions) {
    return questions.stream()
        .filter(it -> !it.overlap())
        .map(Question::traces)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @PostMapping("/ledger/conflicts/{kind}/{id}")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String decide(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam Map<String, String> typed,
      RedirectAttributes flash) {
    RecordRef record = own.standing(kind, id).record();
    List<Question> questions = decisions.open(Kind.of(kind), id);
    var choices = new ArrayList<@Nullable Choice>();
    var again = UriComponentsBuilder.fromPath("/ledger/conflicts/" + record.kind() + "/" + id);
    again.queryParam("seen", "{seen}");
    var values = new ArrayList<String>(List.of(seen));
    for (Question it : questions) {
      String kept = typed.getOrDefault(ConflictForm.key(it), "");
      choices.add(ConflictForm.choice(it, kept, typed));
      if (!kept.isEmpty() && !it.overlap()) {
        again.queryParam(ConflictForm.key(it).replace(" ", "%20"), "{kept" + values.size() + "}");
        values.add(kept);
      }
    }
    String here = "redirect:" + again.build(false).expand(values.toArray()).toUriString();
    // Not in the address: what is typed may be personal.
    flash.addFlashAttribute(ConflictForm.BEFORE, new HashMap<>(typed));
    if (questions.isEmpty() || choices.stream().allMatch(Objects::isNull)) {
      if (typed.containsKey("overlaps")) {
        flash.addFlashAttribute(
            "refused", "Choose first: fine as it is, or what it should say. Nothing was decided.");
      }
      return here;
    }
    String right = ConflictForm.missingRight(record.kind(), choices);
    if (right != null) {
      flash.addFlashAttribute("refused", right);
      return here;
    }
    try {
      Deadlock.retried(() -> decisions.decide(Kind.of(kind), id, choices, seen));
    } catch (InvalidInput e) {
      flash.addFlashAttribute("refused", String.join(" ", e.errors().values()));
      return here;
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
      return here;
    }
    Named named = Objects.requireNonNull(names.of(List.of(record)).get(record));
    long left = choices.stream().filter(Objects::isNull).count();
    boolean goes =
        IntStream.range(0, choices.size())
            .filter(at -> !questions.get(at).overlap())
            .mapToObj(choices::get)
            .anyMatch(it -> it != null && it.ours());
    flash.addFlashAttribute(
        "said",
        named.name()
            + (left == 0 ? " is decided." : " is decided in part: %d to go.".formatted(left))
            + (goes ? " It goes to Xero in a few seconds." : ""));
    return left == 0
        ? "redirect:/ledger/conflicts"
        : "redirect:/ledger/conflicts/" + record.kind() + "/" + id;
  }

  /** Both sides differ as before, while nothing has come of the decision over there. */
  @PostMapping("/ledger/conflicts/{kind}/{id}/reopening")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String reopen(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID decision,
      RedirectAttributes flash) {
    RecordRef record = own.standing(kind, id).record();
    try {
      UUID named = Objects.requireNonNullElse(decision, new UUID(0, 0));
      Deadlock.retried(() -> reopening.reopen(Kind.of(record.kind()), id, named));
      flash.addFlashAttribute("said", "The decision is taken back. Each side keeps its own.");
    } catch (InvalidInput e) {
      flash.addFlashAttribute("refused", String.join(" ", e.errors().values()));
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/conflicts";
  }
}
