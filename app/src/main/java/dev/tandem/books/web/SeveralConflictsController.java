package dev.tandem.books.web;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Decisions;
import dev.tandem.books.mirror.Decisions.Choice;
import dev.tandem.books.mirror.Decisions.Question;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The same answer for several records in dispute: what it will do is shown before it is given. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
class SeveralConflictsController {

  private static final String QUEUE = "redirect:/ledger/conflicts";

  /** As many as stand on one page of the queue. */
  private static final int MOST = 50;

  private final Decisions decisions;
  private final OwnRecords own;
  private final RecordNames names;
  private final OrganisationNames organisations;
  private final FieldWords words;

  SeveralConflictsController(
      Decisions decisions,
      OwnRecords own,
      RecordNames names,
      OrganisationNames organisations,
      FieldWords words) {
    this.words = words;
    this.decisions = decisions;
    this.own = own;
    this.names = names;
    this.organisations = organisations;
  }

  /**
   * What will be so of one field of a record.
   *
   * @param value what both sides say then
   */
  public record Outcome(ConflictForm.Side side, String value) {}

  /**
   * A record that was chosen.
   *
   * @param pick names it
   * @param key the same with what was seen of it: what a decision sends
   * @param outcomes empty if nothing of it is decided in this way
   * @param left whether something of it stays in dispute
   */
  public record Picked(
      Named named, String pick, String key, List<Outcome> outcomes, boolean left) {}

  /** What somebody chose; {@code seen} is empty where nothing was shown yet. */
  private record Pick(RecordRef record, String seen) {

    static Optional<Pick> of(String text) {
      String[] parts = text.split(":", -1);
      try {
        return parts.length == 2 || parts.length == 3
            ? Optional.of(
                new Pick(
                    new RecordRef(Kind.of(parts[0]).text(), UUID.fromString(parts[1])),
                    parts.length == 3 ? parts[2] : ""))
            : Optional.empty();
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    static List<Pick> all(List<String> texts) {
      return texts.stream().flatMap(it -> of(it).stream()).distinct().limit(MOST).toList();
    }
  }

  /**
   * @param pick {@code client:0198…}
   * @param keep whose value counts: ours or theirs
   * @param field which question of each; empty for all
   */
  @GetMapping("/ledger/conflicts/several")
  String show(
      @RequestParam(defaultValue = "") List<String> pick,
      @RequestParam(defaultValue = "") String keep,
      @RequestParam(defaultValue = "") String field,
      Model model,
      RedirectAttributes flash) {
    List<RecordRef> records = Pick.all(pick).stream().map(Pick::record).toList();
    if (records.isEmpty() || !isSide(keep)) {
      flash.addFlashAttribute("refused", "Choose the records first, then whose value counts.");
      return QUEUE;
    }
    List<RecordRef> there = own.standings(records).stream().map(it -> it.record()).toList();
    Map<RecordRef, Named> named = names.of(there);
    OrganisationNames.Known known = organisations.known();
    var picked = new ArrayList<Picked>();
    var fields = new ArrayList<String>();
    for (RecordRef it : records) {
      Named name = named.get(it);
      List<Question> questions =
          name == null ? List.of() : decisions.open(Kind.of(it.kind()), it.id());
      if (name != null && !questions.isEmpty()) {
        questions.stream().filter(q -> isAsked(q, "")).map(Question::what).forEach(fields::add);
        picked.add(picked(it, name, questions, keep, field, known));
      }
    }
    model.addAttribute("picked", picked);
    model.addAttribute("fields", fields.stream().distinct().sorted().toList());
    model.addAttribute("labels", FieldWords.LABELS);
    model.addAttribute("field", field);
    model.addAttribute("ours", keep.equals("ours"));
    model.addAttribute("keep", keep);
    model.addAttribute("decided", picked.stream().filter(it -> !it.outcomes().isEmpty()).count());
    return "ledger/conflicts-several";
  }

  private Picked picked(
      RecordRef record,
      Named name,
      List<Question> questions,
      String keep,
      String field,
      OrganisationNames.Known known) {
    var outcomes = new ArrayList<Outcome>();
    for (Question it : questions) {
      if (isAsked(it, field)) {
        ConflictForm.asked(it, Map.of(), known, words.of(it.tenant(), record))
            .sides()
            .forEach(
                side ->
                    outcomes.add(
                        new Outcome(side, keep.equals("ours") ? side.ours() : side.theirs())));
      }
    }
    String pick = record.kind() + ":" + record.id();
    return new Picked(
        name,
        pick,
        pick + ":" + Decisions.seen(questions),
        outcomes,
        questions.stream().anyMatch(it -> !isAsked(it, field)));
  }

  private static boolean isSide(String keep) {
    return keep.equals("ours") || keep.equals("theirs");
  }

  /** What ours went over, and what becomes of a document, is looked at record by record. */
  private static boolean isAsked(Question it, String field) {
    return it.sort() == Conflicts.Sort.BOTH && (field.isEmpty() || it.what().equals(field));
  }

  @PostMapping("/ledger/conflicts/several")
  String decide(
      @RequestParam(defaultValue = "") List<String> pick,
      @RequestParam(defaultValue = "") String keep,
      @RequestParam(defaultValue = "") String field,
      RedirectAttributes flash) {
    List<Pick> picks = isSide(keep) ? Pick.all(pick) : List.of();
    Map<RecordRef, Named> named =
        names.of(
            own.standings(picks.stream().map(Pick::record).toList()).stream()
                .map(it -> it.record())
                .toList());
    int decided = 0;
    var left = new ArrayList<String>();
    for (Pick it : picks) {
      Named name = named.get(it.record());
      if (name != null) {
        String trouble = decide(it, keep.equals("ours"), field);
        if (trouble == null) {
          decided++;
        } else {
          left.add(name.name() + ": " + trouble);
        }
      }
    }
    if (decided > 0) {
      flash.addFlashAttribute(
          "said", decided == 1 ? "One record is decided." : decided + " records are decided.");
    }
    if (!left.isEmpty() || decided == 0) {
      flash.addFlashAttribute(
          "refused", left.isEmpty() ? "Nothing was decided." : String.join(" ", left));
    }
    return QUEUE;
  }

  /**
   * Each for itself: one that changed since does not stand against the others.
   *
   * @return why nothing of it was decided; null if it was
   */
  private @Nullable String decide(Pick pick, boolean ours, String field) {
    Kind kind = Kind.of(pick.record().kind());
    UUID id = pick.record().id();
    var choices = new ArrayList<@Nullable Choice>();
    decisions
        .open(kind, id)
        .forEach(it -> choices.add(isAsked(it, field) ? Choice.of(ours) : null));
    if (choices.stream().allMatch(Objects::isNull)) {
      return "Nothing of it is in dispute that is decided in this way.";
    }
    try {
      Deadlock.retried(() -> decisions.decide(kind, id, choices, pick.seen()));
      return null;
    } catch (InvalidInput e) {
      return String.join(" ", e.errors().values());
    } catch (Refused e) {
      return Objects.requireNonNullElse(e.getMessage(), "It was refused.");
    }
  }
}
