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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What both sides changed, for programs: read, and decided on what was read. */
@RestController
@RequestMapping("/api/v1/ledger/conflicts")
@Tag(name = "Ledger")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class ConflictsApi {

  private static final int AT_ONCE = 50;

  /** Nobody turns so many pages. */
  private static final int LAST = 10_000;

  private final Conflicts conflicts;
  private final Decisions decisions;
  private final OwnRecords own;
  private final FieldWords words;

  ConflictsApi(Conflicts conflicts, Decisions decisions, OwnRecords own, FieldWords words) {
    this.words = words;
    this.conflicts = conflicts;
    this.decisions = decisions;
    this.own = own;
  }

  /**
   * @param name as {@code e-mail}; {@code client} is who pays an invoice, and its values are the
   *     ids of their contacts in Xero
   * @param agreed what both meant before; null if they never agreed
   * @param names what they are called whose ids the values are; null of any other field
   */
  record Field(
      String name, @Nullable String agreed, String ours, String theirs, @Nullable Names names) {}

  /**
   * What people call those whose ids stand in a field: as they are known here, else as Xero does.
   *
   * @param agreed null if both sides never agreed
   */
  record Names(@Nullable String agreed, String ours, String theirs) {}

  /**
   * @param what names the question in a decision: one field, or that of several which say one thing
   * @param sort {@code BOTH}; {@code STATUS} of a document; {@code OVERLAP}: ours went over theirs,
   *     and both sides say ours now
   * @param traces who changed it in Xero; null while nobody asked
   */
  record Asked(
      UUID organisation,
      String what,
      Conflicts.Sort sort,
      List<Field> fields,
      @Nullable String ourBy,
      @Nullable Instant ourAt,
      @Nullable Instant theirAt,
      @Nullable List<Conflicts.Trace> traces,
      Instant since) {}

  /**
   * @param seen of exactly these questions and values: a decision names it
   */
  record InDispute(String kind, UUID id, String seen, List<Asked> questions) {}

  record Some(List<InDispute> conflicts, int page, boolean more) {}

  /**
   * @param organisation may be left out where only one differs
   * @param keep {@code ours}, {@code theirs}, or of an overlap {@code typed}
   * @param values by field, what it should say instead; with {@code typed} only
   */
  record Decided(
      @Nullable UUID organisation,
      @Nullable String what,
      @Nullable String keep,
      @Nullable Map<String, String> values) {}

  record Decision(@Nullable String seen, @Nullable List<Decided> decisions) {}

  @GetMapping
  @Operation(summary = "What is in dispute, those that wait longest first, fifty a page")
  Some some(
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(defaultValue = "1") int page) {
    int asked = Math.clamp(page, 1, LAST);
    List<RecordRef> found = conflicts.records(kind, (asked - 1) * AT_ONCE, AT_ONCE + 1);
    return new Some(
        found.stream().limit(AT_ONCE).map(this::inDispute).toList(), asked, found.size() > AT_ONCE);
  }

  @GetMapping("/{kind}/{id}")
  @Operation(summary = "What is in dispute about one record; no questions if nothing is")
  InDispute one(@PathVariable String kind, @PathVariable UUID id) {
    return inDispute(own.standing(kind, id).record());
  }

  @PostMapping("/{kind}/{id}/decision")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  @Operation(
      summary = "Decides questions about one record; answers what is left",
      description =
          "Name what was seen: 409 if one of the two sides has changed since, and nothing is decided. Questions that are"
              + " not named stay open.")
  InDispute decide(
      @PathVariable String kind, @PathVariable UUID id, @RequestBody Decision decision) {
    RecordRef record = own.standing(kind, id).record();
    Kind of = Kind.of(record.kind());
    List<Question> questions = decisions.open(of, id);
    List<@Nullable Choice> choices = choices(questions, decision);
    String lacking = ConflictForm.missingRight(record.kind(), choices);
    if (lacking != null) {
      throw new Refused(lacking);
    }
    String seen = Objects.requireNonNullElse(decision.seen(), "");
    Deadlock.retried(() -> decisions.decide(of, id, choices, seen));
    return inDispute(record);
  }

  private static List<@Nullable Choice> choices(List<Question> questions, Decision decision) {
    var choices = new ArrayList<@Nullable Choice>();
    questions.forEach(_ -> choices.add(null));
    List<Decided> decided = Objects.requireNonNullElse(decision.decisions(), List.of());
    if (decided.isEmpty()) {
      throw new InvalidInput("decisions", "Say for at least one question what counts.");
    }
    for (int at = 0; at < decided.size(); at++) {
      Decided it = decided.get(at);
      Choice choice = choice(it, "decisions[" + at + "].keep");
      boolean found = false;
      for (int i = 0; i < questions.size(); i++) {
        if (means(it, choice, questions.get(i))) {
          requireKnown(choice, questions.get(i), "decisions[" + at + "].values");
          choices.set(i, choice);
          found = true;
        }
      }
      if (!found) {
        throw new Refused(
            "Nothing of that kind is in dispute about it (%s). Nothing was decided."
                .formatted(it.what()));
      }
    }
    return choices;
  }

  private static Choice choice(Decided it, String field) {
    return switch (Objects.requireNonNullElse(it.keep(), "").toLowerCase(Locale.ROOT)) {
      case "ours" -> Choice.of(true);
      case "theirs" -> Choice.of(false);
      case "typed" -> {
        if (it.values() == null || it.values().isEmpty()) {
          throw new InvalidInput(field, "Say with typed what it should say, by field.");
        }
        yield new Choice(false, new HashMap<>(it.values()));
      }
      default -> throw new InvalidInput(field, "Say ours, theirs, or typed with the values.");
    };
  }

  private static void requireKnown(Choice choice, Question question, String field) {
    List<String> fields = question.fields().stream().map(Decisions.Field::name).toList();
    if (!fields.containsAll(choice.typed().keySet())) {
      throw new InvalidInput(
          field, "Of this can be typed: %s.".formatted(String.join(", ", fields)));
    }
  }

  /** What can be typed is an overlap, and of one theirs is not known. */
  private static boolean means(Decided it, Choice choice, Question question) {
    boolean fits = choice.ours() || question.overlap() != choice.typed().isEmpty();
    return question.what().equals(it.what())
        && (it.organisation() == null || it.organisation().equals(question.tenant()))
        && fits;
  }

  private InDispute inDispute(RecordRef record) {
    List<Question> questions = decisions.open(Kind.of(record.kind()), record.id());
    return new InDispute(
        record.kind(),
        record.id(),
        Decisions.seen(questions),
        questions.stream().map(it -> asked(record, it)).toList());
  }

  private Asked asked(RecordRef record, Question it) {
    return new Asked(
        it.tenant(),
        it.what(),
        it.sort(),
        it.fields().stream()
            .map(
                one ->
                    new Field(
                        one.name(),
                        one.agreed(),
                        one.ours(),
                        one.theirs(),
                        names(record, it.tenant(), one)))
            .toList(),
        it.ourBy(),
        it.ourAt(),
        it.theirAt(),
        it.traces(),
        it.since());
  }

  private @Nullable Names names(RecordRef record, UUID tenant, Decisions.Field it) {
    if (!FieldWords.isPayer(record, it.name())) {
      return null;
    }
    BinaryOperator<String> named = words.of(tenant, record);
    return new Names(
        it.agreed() == null ? null : named.apply(it.name(), it.agreed()),
        named.apply(it.name(), it.ours()),
        named.apply(it.name(), it.theirs()));
  }
}
