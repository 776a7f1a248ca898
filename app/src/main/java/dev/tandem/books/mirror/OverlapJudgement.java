package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.conflicts.OverlapConflicts;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrace;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Judges what the history tells of a write of ours. What it went over only the history knows, in
 * words: so whoever changed the record is told, and a person is asked whether what stands there now
 * is right.
 */
@Component
@Transactional
public class OverlapJudgement {

  /** What our writes of these kinds may change that somebody else may write, too. */
  private static final Map<Kind, Set<String>> ASKED =
      Map.of(
          Kind.INVOICE,
          Set.of(
              Fields.NUMBER,
              Fields.REFERENCE,
              Fields.DATE,
              Fields.DUE_DATE,
              Fields.LINES,
              Fields.LINE_AMOUNTS));

  private static final Set<String> OF_CLIENTS =
      Set.of(Fields.NAME, Fields.GIVEN_NAME, Fields.FAMILY_NAME, Fields.EMAIL);

  /** An entry of the history is this near to the write that it tells of. */
  private static final Duration NEAR = Duration.ofSeconds(5);

  /** A change and its entry in the history are not stamped in the same moment. */
  private static final Duration APART = Duration.ofSeconds(1);

  private final Overlaps overlaps;
  private final Links links;
  private final RecordMirrors mirrors;
  private final OverlapConflicts conflicts;
  private final Story story;
  private final Changes changes;

  OverlapJudgement(
      Overlaps overlaps,
      Links links,
      RecordMirrors mirrors,
      OverlapConflicts conflicts,
      Story story,
      Changes changes) {
    this.overlaps = overlaps;
    this.links = links;
    this.mirrors = mirrors;
    this.conflicts = conflicts;
    this.story = story;
    this.changes = changes;
  }

  /** Whether anybody but us changed the record between our last reading and the write. */
  public boolean isOverlap(Overlaps.Suspect it, List<LedgerTrace> history) {
    return !others(it, history).isEmpty();
  }

  /**
   * Writes down what was found.
   *
   * @param history as the ledger tells it, newest first; null if it does not
   */
  public void conclude(UUID tenant, Overlaps.Suspect it, @Nullable List<LedgerTrace> history) {
    LinkRow link = links.lockRecords(it.kind(), tenant, List.of(it.record())).get(it.record());
    overlaps.drop(tenant, it);
    if (link == null) {
      return;
    }
    List<LedgerTrace> others = history == null ? List.of() : others(it, history);
    if (others.isEmpty() && !it.sure()) {
      return;
    }
    StoryEntry write = lastWrite(it);
    List<Conflicts.Dispute> disputes =
        write == null || others.isEmpty() || explained(it, write, others)
            ? List.of()
            : overtaken(it, link, write);
    if (!disputes.isEmpty()) {
      conflicts.raise(
          tenant,
          it.kind().text(),
          it.record(),
          disputes,
          others.stream().map(OverlapJudgement::trace).toList());
    }
    story.note(
        it.kind(),
        tenant,
        null,
        List.of(new Story.Event(it.record(), words(others, !disputes.isEmpty()), Map.of())));
    changes.announce(List.of(new RecordRef(it.kind().text(), it.record())));
  }

  /** A program's entry is ours if it names the one that the entry nearest to our write names. */
  private static List<LedgerTrace> others(Overlaps.Suspect it, List<LedgerTrace> history) {
    String ours =
        history.stream()
            .filter(
                one -> one.program() && one.at() != null && distance(one, it).compareTo(NEAR) < 0)
            .min(Comparator.comparing(one -> distance(one, it)))
            .map(LedgerTrace::details)
            .orElse(null);
    return history.stream()
        .filter(one -> one.at() != null)
        .filter(one -> Objects.requireNonNull(one.at()).isAfter(it.after().plus(APART)))
        .filter(one -> !Objects.requireNonNull(one.at()).isAfter(it.until()))
        .filter(one -> !one.program() || (ours != null && !ours.equals(one.details())))
        .toList();
  }

  private static Duration distance(LedgerTrace one, Overlaps.Suspect it) {
    return Duration.between(Objects.requireNonNull(one.at()), it.until()).abs();
  }

  private @Nullable StoryEntry lastWrite(Overlaps.Suspect it) {
    return story.of(it.kind(), it.record()).reversed().stream()
        .filter(one -> one.batch() != null && one.text().equals(Mirror.CHANGED))
        .findFirst()
        .orElse(null);
  }

  /**
   * Somebody's one change shows in a field that we did not write: the answer to our write carried
   * it, and it was taken.
   */
  private boolean explained(Overlaps.Suspect it, StoryEntry write, List<LedgerTrace> others) {
    return others.size() == 1
        && story.of(it.kind(), it.record()).stream()
            .anyMatch(
                one ->
                    one.batch() == null
                        && one.seq() != null
                        && one.seq().equals(write.seq())
                        && one.text().equals(Absorption.TAKEN));
  }

  /** The fields that we wrote and that still say what our write returned. */
  private List<Conflicts.Dispute> overtaken(Overlaps.Suspect it, LinkRow link, StoryEntry write) {
    RecordMirror mirror = mirrors.of(it.kind());
    var disputes = new ArrayList<Conflicts.Dispute>();
    write
        .changes()
        .forEach(
            (field, sent) -> {
              String returned = write.came().getOrDefault(field, sent);
              String before = write.before().get(field);
              Pair now = link.agreed().getOrDefault(field, Pair.NONE);
              boolean same =
                  before != null
                      && mirror.canonical(field, before).equals(mirror.canonical(field, returned));
              boolean stands =
                  now.ours() != null
                      && now.theirs() != null
                      && mirror
                          .canonical(field, now.theirs())
                          .equals(mirror.canonical(field, returned));
              if (isAsked(it.kind(), field) && stands && !same) {
                disputes.add(
                    new Conflicts.Dispute(
                        field,
                        before,
                        Objects.requireNonNull(now.ours()),
                        Objects.requireNonNull(now.theirs())));
              }
            });
    return disputes;
  }

  private static boolean isAsked(Kind kind, String field) {
    return kind == Kind.CLIENT
        ? OF_CLIENTS.contains(field) || Fields.LISTED.contains(field)
        : ASKED.getOrDefault(kind, Set.of()).contains(field);
  }

  private static Conflicts.Trace trace(LedgerTrace it) {
    return new Conflicts.Trace(
        it.at(),
        it.program() ? it.details() : it.who(),
        it.what(),
        it.program() ? "" : it.details());
  }

  private static String words(List<LedgerTrace> others, boolean asked) {
    String who =
        others.stream()
            .map(it -> "%s: %s".formatted(it.program() ? it.details() : it.who(), it.what()))
            .distinct()
            .collect(Collectors.joining("; "));
    return "Somebody changed this in Xero just before our own change arrived there%s. What they wrote into the same fields was overwritten: Xero's history of it shows what it was%s"
        .formatted(
            who.isEmpty() ? "" : " (" + who + ")",
            asked ? ". Under Conflicts somebody says whether it is right as it is" : "");
  }
}
