package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.conflicts.DecidedConflicts;
import dev.tandem.books.conflicts.Decision;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Fingerprint;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person decides where both sides changed the same field: ours goes to the ledger then, or
 * theirs is taken here. Fields that say one thing together are decided together.
 */
@Component
@Transactional
public class Decisions {

  private static final int SEEN = 16;

  private static final List<String> SAID_BY = List.of(Fields.NAME, Fields.LINE1, Fields.LINES);

  private static final List<String> ASKED_OF_CLIENTS =
      List.of(Fields.NAME, Fields.EMAIL, Fields.PHONE, Fields.MOBILE, Fields.LINE1);

  /** As people write one down. */
  private static final List<String> ADDRESS =
      List.of(
          Fields.LINE1, Fields.LINE2, Fields.CITY, Fields.REGION, Fields.POSTCODE, Fields.COUNTRY);

  private static final List<String> ASKED_OF_INVOICES =
      List.of(
          Fields.CLIENT,
          Fields.NUMBER,
          Fields.REFERENCE,
          Fields.DATE,
          Fields.DUE_DATE,
          Fields.LINES);

  private final Links links;
  private final RecordMirrors mirrors;
  private final Conflicts conflicts;
  private final DecidedConflicts decided;
  private final Story story;
  private final OverlapAnswers overlaps;
  private final ApplicationEventPublisher events;

  Decisions(
      Links links,
      RecordMirrors mirrors,
      Conflicts conflicts,
      DecidedConflicts decided,
      Story story,
      OverlapAnswers overlaps,
      ApplicationEventPublisher events) {
    this.overlaps = overlaps;
    this.decided = decided;
    this.links = links;
    this.mirrors = mirrors;
    this.conflicts = conflicts;
    this.story = story;
    this.events = events;
  }

  /** A field in dispute, each side in its own form as it is now. */
  public record Field(String name, @Nullable String agreed, String ours, String theirs) {}

  /**
   * What is decided at once: one field, or those that say one thing together.
   *
   * @param tenant the organisation that differs
   * @param what in words
   * @param ourBy who changed it here last; null where nobody knows
   * @param theirAt when it was changed over there; null where the ledger did not tell
   * @param traces who changed it over there, in the ledger's words; null while nobody asked
   */
  public record Question(
      UUID tenant,
      Conflicts.Sort sort,
      String what,
      List<Field> fields,
      @Nullable String ourBy,
      @Nullable Instant ourAt,
      @Nullable Instant theirAt,
      @Nullable List<Conflicts.Trace> traces,
      Instant since) {

    /** Whether ours went over theirs, and both sides say ours now. */
    public boolean overlap() {
      return sort == Conflicts.Sort.OVERLAP;
    }

    /** Whether what they had written can be typed, of some of the fields at least. */
    public boolean typed() {
      return fields.stream().anyMatch(it -> isTyped(it.name()));
    }

    /** Whether it can be typed in one line. */
    public static boolean isTyped(String field) {
      return !OverlapAnswers.NOT_TYPED.contains(field);
    }
  }

  /**
   * What somebody chose for a question.
   *
   * @param ours whether ours stays
   * @param typed by field, what it should say instead on both sides; only of an overlap
   */
  public record Choice(boolean ours, Map<String, String> typed) {

    public static Choice of(boolean ours) {
      return new Choice(ours, Map.of());
    }

    /** May be personal. */
    @Override
    public String toString() {
      return "Choice[" + ours + ", " + typed.keySet() + "]";
    }
  }

  /** What is in dispute about a record, in the order in which it was noticed. */
  @Transactional(readOnly = true)
  public List<Question> open(Kind kind, UUID record) {
    var questions = new LinkedHashMap<String, Question>();
    var ours = new HashMap<UUID, @Nullable Ours>();
    for (Conflicts.Open it : conflicts.of(kind.text(), List.of(record))) {
      Ours our =
          ours.computeIfAbsent(
              it.tenant(), tenant -> mirrors.of(kind).ours(tenant, List.of(record)).get(record));
      String now = our == null ? null : our.fields().get(it.field());
      var field =
          new Field(
              it.field(), it.agreed(), Objects.requireNonNullElse(now, it.ours()), it.theirs());
      boolean overlap = it.sort() == Conflicts.Sort.OVERLAP;
      String what = overlap ? it.field() : group(kind, it.field());
      questions.merge(
          // Ours went over what somebody wrote there in one go: that is one question.
          it.tenant() + it.sort().name() + (overlap ? it.raisedAt() : what),
          new Question(
              it.tenant(),
              it.sort(),
              what,
              List.of(field),
              it.ourBy(),
              it.ourAt(),
              it.theirAt(),
              it.traces(),
              it.raisedAt()),
          Decisions::together);
    }
    return List.copyOf(questions.values());
  }

  /** The organisations of which nobody asked who changed it there, with its ids there. */
  @Transactional(readOnly = true)
  public Map<UUID, String> untraced(Kind kind, UUID record) {
    var ids = new HashMap<UUID, String>();
    for (Conflicts.Open it : conflicts.of(kind.text(), List.of(record))) {
      LinkRow link =
          it.traces() != null
              ? null
              : links.ofRecords(kind, it.tenant(), List.of(record)).get(record);
      if (link != null) {
        ids.put(it.tenant(), link.ledgerId());
      }
    }
    return ids;
  }

  /**
   * What somebody may be asked about where it was changed here and in the ledger, as {@link
   * Question#what}, in the order in which a record's own page has it.
   */
  public static List<String> asked(Kind kind) {
    return switch (kind) {
      case CLIENT -> ASKED_OF_CLIENTS;
      case INVOICE -> ASKED_OF_INVOICES;
      default -> List.of();
    };
  }

  /**
   * The fields of a question that may be asked.
   *
   * @param what as {@link Question#what}
   * @throws Refused if nobody is ever asked that
   */
  public Set<String> fields(Kind kind, String what) {
    if (!asked(kind).contains(what)) {
      throw new Refused("Nobody is ever asked about that, so it needs no rule.");
    }
    return mirrors.of(kind).together(what);
  }

  private static Question together(Question one, Question more) {
    var fields = new ArrayList<>(one.fields());
    fields.addAll(more.fields());
    fields.sort(Comparator.comparingInt(it -> ADDRESS.indexOf(it.name())));
    return new Question(
        one.tenant(),
        one.sort(),
        one.overlap() ? one.what() + ", " + more.what() : one.what(),
        fields,
        one.ourBy(),
        one.ourAt(),
        one.theirAt(),
        one.traces(),
        one.since());
  }

  /** By the field whose name says it for all of them. */
  private String group(Kind kind, String field) {
    Set<String> all = mirrors.of(kind).together(field);
    return SAID_BY.stream().filter(all::contains).findFirst().orElse(field);
  }

  /** Of exactly these questions and values. */
  public static String seen(List<Question> questions) {
    var print = new Fingerprint();
    questions.forEach(
        it -> {
          print.add(it.tenant().toString()).add(it.sort().name());
          it.fields()
              .forEach(field -> print.add(field.name()).add(field.ours()).add(field.theirs()));
        });
    return HexFormat.of().formatHex(print.end(), 0, SEEN);
  }

  /**
   * @param choices for each question; null leaves it open
   * @param seen what {@link #seen} said of the questions when a person looked at them
   * @throws Refused if something of it has changed since, or our record cannot say what the ledger
   *     says
   */
  public void decide(Kind kind, UUID record, List<@Nullable Choice> choices, String seen) {
    Map<UUID, LinkRow> linked = hold(kind, record);
    List<Question> questions = open(kind, record);
    if (questions.isEmpty()) {
      throw new Refused("Nothing is in dispute about it any more. Nothing was changed.");
    }
    if (!seen(questions).equals(seen) || choices.size() != questions.size()) {
      throw new Refused(
          "One of the two sides has changed since you looked. Nothing was decided: look at both again.");
    }
    for (int at = 0; at < questions.size(); at++) {
      Choice choice = choices.get(at);
      Question it = questions.get(at);
      LinkRow link = linked.get(it.tenant());
      if (choice == null || link == null) {
        continue;
      }
      if (it.overlap()) {
        overlaps.settle(kind, link.record(), it, choice);
      } else {
        Decision decision = choice.ours() ? Decision.OURS : Decision.THEIRS;
        linked.put(it.tenant(), settle(kind, link, it, decision));
      }
    }
  }

  /** No claim and no reading changes it before the end of the transaction. */
  private Map<UUID, LinkRow> hold(Kind kind, UUID record) {
    List<UUID> tenants =
        open(kind, record).stream().map(Question::tenant).distinct().sorted().toList();
    var linked = new HashMap<UUID, LinkRow>();
    for (UUID it : tenants) {
      LinkRow link = links.lockRecords(kind, it, List.of(record)).get(record);
      if (link != null) {
        linked.put(it, link);
      }
    }
    // Nor does anybody here: what is taken over it is what the question showed.
    mirrors.of(kind).hold(List.of(record));
    return linked;
  }

  /**
   * Decides one record as a rule says.
   *
   * @return whether it was open and is settled
   * @throws Refused if our record cannot say what the ledger says
   */
  public boolean byRule(Kind kind, UUID record, String what, boolean ours) {
    Map<UUID, LinkRow> linked = hold(kind, record);
    boolean settled = false;
    // As they are now that nobody else may change them.
    for (Question it : open(kind, record)) {
      LinkRow link = linked.get(it.tenant());
      if (it.what().equals(what) && !it.overlap() && link != null) {
        linked.put(
            it.tenant(), settle(kind, link, it, ours ? Decision.RULE_OURS : Decision.RULE_THEIRS));
        settled = true;
      }
    }
    return settled;
  }

  private LinkRow settle(Kind kind, LinkRow link, Question it, Decision decision) {
    UUID record = link.record();
    var theirs = new HashMap<String, String>();
    var our = new HashMap<String, String>();
    it.fields()
        .forEach(
            field -> {
              theirs.put(field.name(), field.theirs());
              our.put(field.name(), field.ours());
            });
    var pairs = new HashMap<String, Pair>();
    var also = new HashMap<String, String>();
    if (decision.keepsOurs()) {
      theirs.forEach((field, value) -> pairs.put(field, new Pair(null, value)));
    } else {
      RecordMirror mirror = mirrors.of(kind);
      Ours before = Objects.requireNonNull(mirror.ours(it.tenant(), List.of(record)).get(record));
      var whole = new HashMap<>(theirs);
      for (String name : mirror.together(it.what())) {
        String shown = link.agreed().getOrDefault(name, Pair.NONE).theirs();
        boolean changed = !before.says(name, link);
        if (shown != null && !whole.containsKey(name) && (changed || !mirror.partOfWhole(name))) {
          whole.put(name, shown);
          if (changed) {
            // Changed here since the question was asked: it goes with the rest, and is told.
            also.put(name, before.fields().getOrDefault(name, ""));
          }
        }
      }
      Set<String> made = mirror.madeOfOthers(record, whole, link.agreed());
      var taken = new HashMap<>(whole);
      taken.keySet().removeAll(made);
      mirror.giveUp(it.tenant(), record, taken);
      Ours now = Objects.requireNonNull(mirror.ours(it.tenant(), List.of(record)).get(record));
      it.fields().stream()
          .filter(field -> !made.contains(field.name()))
          .forEach(
              field ->
                  TheirSide.requireTaken(
                      mirror,
                      new TheirSide.Field(field.name(), field.ours(), field.theirs()),
                      now.fields().get(field.name())));
      pairs.putAll(Absorption.taken(mirror, it.tenant(), record, whole, made));
      if (!made.isEmpty()) {
        events.publishEvent(new RecordToSay(new RecordRef(kind.text(), record)));
      }
    }
    LinkRow after = link.with(pairs);
    links.save(kind, it.tenant(), List.of(after));
    var decisions = new HashMap<String, Decision>();
    theirs.keySet().forEach(field -> decisions.put(field, decision));
    conflicts.decide(it.tenant(), kind.text(), record, decisions);
    if (decision == Decision.OURS || decision == Decision.THEIRS && canBePutBack(theirs, pairs)) {
      theirs
          .keySet()
          .forEach(
              field -> {
                Pair agreed = link.agreed().getOrDefault(field, Pair.NONE);
                decided.keep(
                    it.tenant(),
                    new RecordRef(kind.text(), record),
                    field,
                    Objects.requireNonNull(our.get(field)),
                    agreed.ours(),
                    agreed.theirs());
              });
    }
    boolean ours = decision.keepsOurs();
    also.forEach(
        (field, value) -> {
          our.put(field, value);
          theirs.put(field, Objects.requireNonNull(link.agreed().get(field)).theirs());
        });
    story.note(
        kind,
        it.tenant(),
        null,
        List.of(
            new Story.Event(
                record,
                ours
                    ? "Changed on both sides: decided that what stands here counts"
                    : "Changed on both sides: decided that what Xero has counts",
                ours ? our : theirs,
                ours ? theirs : our,
                Map.of())));
    if (ours) {
      Duration pause = decision == Decision.OURS ? Reopening.PAUSE : Duration.ZERO;
      events.publishEvent(new RecordToSay(new RecordRef(kind.text(), record), pause));
    }
    return after;
  }

  /** What was given up stands with the decision and nowhere else: no more may have been taken. */
  private static boolean canBePutBack(Map<String, String> disputed, Map<String, Pair> taken) {
    return disputed.keySet().equals(taken.keySet())
        && disputed.keySet().stream().allMatch(Question::isTyped)
        && !disputed.containsKey(Fields.STATUS);
  }
}
