package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.conflicts.OverlapConflicts;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrace;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
              Fields.CLIENT,
              Fields.NUMBER,
              Fields.REFERENCE,
              Fields.DATE,
              Fields.DUE_DATE,
              Fields.LINES,
              Fields.LINE_AMOUNTS));

  /** Sent together whichever of them changed. */
  private static final List<Set<String>> WHOLE = List.of(Fields.ADDRESS, Fields.PHONES);

  /** As people write a client down; what is not among them comes first. */
  private static final List<String> AS_WRITTEN =
      List.of(
          Fields.NAME,
          Fields.GIVEN_NAME,
          Fields.FAMILY_NAME,
          Fields.EMAIL,
          Fields.PHONE,
          Fields.MOBILE,
          Fields.LINE1,
          Fields.LINE2,
          Fields.CITY,
          Fields.REGION,
          Fields.POSTCODE,
          Fields.COUNTRY);

  private static final Set<String> OF_CLIENTS =
      Set.of(Fields.NAME, Fields.GIVEN_NAME, Fields.FAMILY_NAME, Fields.EMAIL);

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

  /** Whether anybody but us changed the record in one of the gaps before our writes. */
  public boolean isOverlap(UUID tenant, Overlaps.Suspect it, List<LedgerTrace> history) {
    return !told(it, history, happened(tenant, it)).others().isEmpty();
  }

  private static OverlapHistory told(
      Overlaps.Suspect it, @Nullable List<LedgerTrace> history, List<StoryEntry> happened) {
    return new OverlapHistory(
        it, history == null ? List.of() : history, open(it, happened), answered(happened));
  }

  private static Set<Gap> open(Overlaps.Suspect it, List<StoryEntry> happened) {
    return it.gaps().stream()
        .filter(gap -> ending(gap, happened).filter(OverlapJudgement::isOpen).isPresent())
        .collect(Collectors.toSet());
  }

  private static List<Instant> answered(List<StoryEntry> happened) {
    return happened.stream()
        .filter(one -> one.batch() != null && !isOpen(one))
        .map(StoryEntry::at)
        .toList();
  }

  private static boolean isOpen(StoryEntry it) {
    return it.text().equals(LostAnswers.OPEN);
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
    List<StoryEntry> happened = happened(tenant, it);
    OverlapHistory told = told(it, history, happened);
    List<LedgerTrace> others = told.others();
    if (others.isEmpty() && (!it.sure() || told.isExplained())) {
      return;
    }
    List<Conflicts.Dispute> disputes = overtaken(it, link, told, happened);
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

  /** What happened to the record in this organisation, the latest last. */
  private List<StoryEntry> happened(UUID tenant, Overlaps.Suspect it) {
    return story.of(it.kind(), it.record()).stream()
        .filter(one -> one.tenant() == null || one.tenant().equals(tenant))
        .sorted(Comparator.comparing(StoryEntry::at))
        .toList();
  }

  private static boolean isWrite(StoryEntry it) {
    return it.batch() != null && (it.text().equals(Mirror.CHANGED) || isOpen(it));
  }

  /**
   * The fields that our writes went over, as far as nobody there wrote them anew since. An address
   * goes as a whole, and so do the telephones: what we did not mean to change went over theirs as
   * well. Which fields somebody's change was of the history does not tell: that another one of it
   * has come, with the answer to our write, says nothing of those that we wrote.
   */
  private List<Conflicts.Dispute> overtaken(
      Overlaps.Suspect it, LinkRow link, OverlapHistory told, List<StoryEntry> happened) {
    var overtaking = new LinkedHashSet<StoryEntry>();
    told.others().stream()
        .flatMap(one -> told.gap(one).stream())
        .forEach(gap -> overtaking(gap, happened).ifPresent(overtaking::add));
    var disputes = new LinkedHashMap<String, Conflicts.Dispute>();
    for (StoryEntry write : overtaking) {
      overtaken(it, link, write, happened).forEach(one -> disputes.putIfAbsent(one.field(), one));
    }
    return disputes.values().stream()
        .sorted(Comparator.comparingInt(one -> AS_WRITTEN.indexOf(one.field())))
        .toList();
  }

  private static Optional<StoryEntry> overtaking(Gap gap, List<StoryEntry> happened) {
    return ending(gap, happened)
        .or(() -> happened.stream().filter(OverlapJudgement::isWrite).reduce((_, later) -> later));
  }

  /** The write with which a gap ends, and not the one with which it may begin. */
  private static Optional<StoryEntry> ending(Gap gap, List<StoryEntry> happened) {
    return happened.stream()
        .filter(OverlapJudgement::isWrite)
        .filter(one -> !one.at().isBefore(gap.to().minus(OverlapHistory.NEAR)))
        .filter(
            one ->
                OverlapHistory.distance(one.at(), gap.to())
                        .compareTo(OverlapHistory.distance(one.at(), gap.from()))
                    < 0)
        .findFirst();
  }

  private List<Conflicts.Dispute> overtaken(
      Overlaps.Suspect it, LinkRow link, StoryEntry write, List<StoryEntry> happened) {
    RecordMirror mirror = mirrors.of(it.kind());
    var written = new LinkedHashMap<>(write.changes());
    for (Set<String> whole : WHOLE) {
      if (it.kind() == Kind.CLIENT && !Collections.disjoint(write.changes().keySet(), whole)) {
        for (String field : new TreeSet<>(whole)) {
          String stood = link.agreed().getOrDefault(field, Pair.NONE).theirs();
          written.putIfAbsent(field, stood == null ? "" : stood);
        }
      }
    }
    var returned = new HashMap<>(written);
    returned.putAll(write.came());
    List<StoryEntry> since = happened.subList(happened.indexOf(write) + 1, happened.size());
    for (StoryEntry later : since) {
      if (isWrite(later) && !isOpen(later)) {
        // Ours again, by somebody who had not seen theirs either.
        later.changes().forEach((field, sent) -> returned.replace(field, sent));
        later.came().forEach((field, came) -> returned.replace(field, came));
      } else if (later.text().equals(Absorption.TAKEN)
          && !Objects.equals(later.seq(), write.seq())) {
        written.keySet().removeAll(later.changes().keySet());
      }
    }
    var disputes = new ArrayList<Conflicts.Dispute>();
    written
        .keySet()
        .forEach(
            field -> {
              String back = returned.getOrDefault(field, "");
              String before = write.before().get(field);
              Pair now = link.agreed().getOrDefault(field, Pair.NONE);
              boolean same =
                  before != null
                      && mirror.canonical(field, before).equals(mirror.canonical(field, back));
              boolean stands =
                  now.ours() != null
                      && now.theirs() != null
                      && mirror
                          .canonical(field, now.theirs())
                          .equals(mirror.canonical(field, back));
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
