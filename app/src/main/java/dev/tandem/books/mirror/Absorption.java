package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.ConflictRules;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.conflicts.Decision;
import dev.tandem.books.conflicts.OverlapConflicts;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Actor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes over what the ledger says, field by field, as far as it is the ledger's turn to speak. */
@Component
class Absorption {

  /** How a record's story tells of what was taken from there. */
  static final String TAKEN = "Changed by somebody in Xero";

  private final RecordMirrors mirrors;
  private final Links links;
  private final Conflicts conflicts;
  private final Story story;
  private final LostPayments lostPayments;
  private final CreditParts creditParts;
  private final ConflictRules rules;
  private final OverlapConflicts overlaps;
  private final ApplicationEventPublisher events;

  Absorption(
      RecordMirrors mirrors,
      Links links,
      Conflicts conflicts,
      Story story,
      LostPayments lostPayments,
      CreditParts creditParts,
      ConflictRules rules,
      OverlapConflicts overlaps,
      ApplicationEventPublisher events) {
    this.overlaps = overlaps;
    this.events = events;
    this.rules = rules;
    this.creditParts = creditParts;
    this.lostPayments = lostPayments;
    this.mirrors = mirrors;
    this.links = links;
    this.conflicts = conflicts;
    this.story = story;
  }

  /**
   * Looks at open conflicts again with our values of now: one whose sides mean the same, or where
   * we went back to what was agreed, settles itself. What somebody is changing just now stays in
   * dispute until they are done: whoever asks holds what waits to be sent, for which they wait.
   *
   * @return those that somebody is changing
   */
  Set<UUID> review(Kind kind, UUID tenant, Collection<UUID> records) {
    Map<UUID, Map<String, String>> disputed = conflicts.theirs(tenant, kind.text(), records);
    if (disputed.isEmpty()) {
      return Set.of();
    }
    Map<String, LinkRow> linked =
        links.ofRecords(kind, tenant, disputed.keySet()).values().stream()
            .collect(Collectors.toMap(LinkRow::ledgerId, Function.identity()));
    List<LedgerRecord> known =
        linked.values().stream()
            .map(
                it ->
                    new LedgerRecord(
                        kind,
                        it.ledgerId(),
                        null,
                        Objects.requireNonNull(disputed.get(it.record())),
                        Map.of(),
                        null,
                        null,
                        null))
            .toList();
    var busy = new HashSet<UUID>();
    absorb(kind, tenant, linked, known, null, false, busy);
    return busy;
  }

  /**
   * Gives the records that changed here.
   *
   * @param seq the lane's count of the call that showed them; null if it was no call
   */
  List<UUID> absorb(
      Kind kind,
      UUID tenant,
      Map<String, LinkRow> linked,
      List<LedgerRecord> theirs,
      @Nullable Long seq,
      boolean withFacts) {
    return absorb(kind, tenant, linked, theirs, seq, withFacts, null);
  }

  private List<UUID> absorb(
      Kind kind,
      UUID tenant,
      Map<String, LinkRow> linked,
      List<LedgerRecord> theirs,
      @Nullable Long seq,
      boolean withFacts,
      @Nullable Set<UUID> busy) {
    List<UUID> records = linked.values().stream().map(LinkRow::record).toList();
    Map<String, Boolean> ruled = ruled(kind);
    Map<UUID, Ours> ours = ours(kind, tenant, linked, theirs, ruled, busy);
    Map<UUID, Set<String>> disputed = conflicts.openFields(tenant, kind.text(), records);
    var rows = new ArrayList<LinkRow>();
    var changed = new ArrayList<UUID>();
    for (LedgerRecord it : theirs) {
      LinkRow link = linked.get(it.id());
      Ours our = link == null ? null : ours.get(link.record());
      if (link == null || our == null) {
        continue;
      }
      var outcome =
          new ThreeWayCompare(mirrors.of(kind), ruled)
              .compare(link.agreed(), our.fields(), it.fields(), it.isUsed());
      LinkRow row =
          link.with(settle(kind, tenant, link, our, outcome, seq))
              .seen(it.changedAt(), it.kept())
              .read(seq == null ? 0 : seq);
      LinkRow now = weigh(kind, tenant, our, seq == null ? row : row.shown(), it);
      if (seq != null && WholeComparison.GONE.equals(link.held())) {
        // It is there again, and so is what waited with it.
        events.publishEvent(new RecordToSay(new RecordRef(kind.text(), link.record())));
      }
      String unknown = mirrors.of(kind).unknownWords();
      if (unknown != null && unknown.equals(now.held()) && !unknown.equals(link.held())) {
        // Whoever makes the stranger known in this moment does not see yet that it is held.
        events.publishEvent(new RecordsToReadAgain(tenant, kind, List.of(it.id())));
      }
      if (!now.equals(link)) {
        // Most readings show what is known: an answer to a write was noted right before this.
        rows.add(now);
      }
      if (withFacts && it.payments() != null && kind == Kind.CREDIT_NOTE) {
        inXerosName(() -> creditParts.take(tenant, new CreditNoteId(link.record()), it));
      } else if (withFacts && it.payments() != null && kind == Kind.ADVANCE) {
        inXerosName(() -> creditParts.take(tenant, new AdvanceId(link.record()), it));
      } else if (withFacts && it.payments() != null && kind == Kind.INVOICE) {
        lostPayments.take(tenant, seq, link.record(), it.payments());
      }
      if (withFacts) {
        inXerosName(() -> mirrors.of(kind).takeFacts(tenant, link.record(), it));
      }
      if (!outcome.conflicts.isEmpty() || disputed.containsKey(link.record())) {
        conflicts.settle(
            tenant,
            kind.text(),
            link.record(),
            it.fields().keySet(),
            disputes(outcome.conflicts),
            it.changedAt());
      }
      if (leavesOurs(disputed.getOrDefault(link.record(), Set.of()), our, row, it, outcome)) {
        // What waited for a person has nothing to wait for: theirs is what was agreed again.
        events.publishEvent(new RecordToSay(new RecordRef(kind.text(), link.record())));
      }
      if (!outcome.kept.containsKey(Fields.STATUS) && mayBeVoided(our, link, it)) {
        // It was refused while something was paid on it there, or credited.
        events.publishEvent(new RecordToSay(new RecordRef(kind.text(), link.record())));
      }
      tellRuled(kind, tenant, link.record(), outcome, ruled, it.changedAt());
      if (!outcome.take.isEmpty()) {
        overlaps.dealtWith(tenant, kind.text(), link.record(), outcome.take.keySet());
      }
      // What is no field is announced where it is kept, if it is news.
      if (!outcome.isEmpty()) {
        changed.add(link.record());
      }
    }
    links.save(kind, tenant, rows);
    return changed;
  }

  /**
   * Our side of these records. Where something of theirs is to be taken nobody changes ours until
   * it is: an edit that was saved in between would be overwritten unseen.
   *
   * @param busy null: whoever has one of these is waited for; else those are left out and put here
   */
  private Map<UUID, Ours> ours(
      Kind kind,
      UUID tenant,
      Map<String, LinkRow> linked,
      List<LedgerRecord> theirs,
      Map<String, Boolean> ruled,
      @Nullable Set<UUID> busy) {
    RecordMirror mirror = mirrors.of(kind);
    var ours =
        new HashMap<>(mirror.ours(tenant, linked.values().stream().map(LinkRow::record).toList()));
    var compare = new ThreeWayCompare(mirror, ruled);
    List<UUID> changing =
        theirs.stream()
            .filter(
                it -> {
                  LinkRow link = linked.get(it.id());
                  Ours our = link == null ? null : ours.get(link.record());
                  return link != null
                      && our != null
                      && compare
                          .compare(link.agreed(), our.fields(), it.fields(), it.isUsed())
                          .changesOurs();
                })
            .map(it -> Objects.requireNonNull(linked.get(it.id())).record())
            .toList();
    if (!changing.isEmpty()) {
      var held = new HashSet<>(changing);
      if (busy == null) {
        mirror.hold(changing);
      } else {
        held.retainAll(mirror.holdFree(changing));
        busy.addAll(changing);
        busy.removeAll(held);
      }
      ours.keySet().removeAll(changing);
      ours.putAll(mirror.ours(tenant, held));
    }
    return ours;
  }

  /** Whether a dispute ended with this reading and ours is all that was changed. */
  private static boolean leavesOurs(
      Set<String> disputed,
      Ours our,
      LinkRow row,
      LedgerRecord it,
      ThreeWayCompare.Outcome outcome) {
    return disputed.stream()
        .filter(it.fields()::containsKey)
        .filter(field -> !outcome.conflicts.containsKey(field) && !outcome.take.containsKey(field))
        .anyMatch(field -> !our.says(field, row));
  }

  /** Void here and standing there, where somebody changed something and nothing uses it now. */
  private static boolean mayBeVoided(Ours our, LinkRow link, LedgerRecord it) {
    String there = it.fields().get(Fields.STATUS);
    Instant changed = it.changedAt();
    return Fields.REMOVED.equals(our.fields().get(Fields.STATUS))
        && there != null
        && !there.equals(Fields.REMOVED)
        && !there.equals(Fields.DISCARDED)
        && !it.isUsed()
        && changed != null
        && (link.seenAt() == null || changed.isAfter(link.seenAt()))
        && (link.wroteAt() == null || changed.isAfter(link.wroteAt()));
  }

  private Map<String, Pair> settle(
      Kind kind,
      UUID tenant,
      LinkRow link,
      Ours our,
      ThreeWayCompare.Outcome outcome,
      @Nullable Long seq) {
    UUID record = link.record();
    var pairs = new HashMap<>(outcome.agree);
    ThreeWayCompare.Conflict status = outcome.kept.get(Fields.STATUS);
    if (status != null) {
      // It may have waited for a person until now, and nothing of it is on its way.
      events.publishEvent(new RecordToSay(new RecordRef(kind.text(), record)));
      story.note(
          kind,
          tenant,
          seq,
          null,
          List.of(
              new Story.Event(
                  record,
                  status.ours().equals(Fields.REMOVED)
                      ? "Voided here while somebody approved it in Xero: it stays void, and is voided there, too"
                      : "Approved here while somebody made it a draft in Xero: it stays approved, and is approved there, too",
                  Map.of(Fields.STATUS, status.ours()),
                  Map.of(Fields.STATUS, status.theirs()),
                  Map.of())));
    }
    tellKept(kind, tenant, record, outcome, seq);
    if (!outcome.join.isEmpty()) {
      mirrors.of(kind).take(tenant, record, outcome.join);
      story.note(
          kind,
          tenant,
          null,
          List.of(
              new Story.Event(
                  record,
                  "Changed here and in Xero, each other lines: what both did is in it now",
                  outcome.join)));
    }
    if (!outcome.take.isEmpty()) {
      RecordMirror mirror = mirrors.of(kind);
      Set<String> made = mirror.madeOfOthers(record, outcome.take, link.agreed());
      var take = new HashMap<>(outcome.take);
      take.keySet().removeAll(made);
      inXerosName(() -> mirror.take(tenant, record, take));
      pairs.putAll(taken(mirror, tenant, record, outcome.take, made));
      if (!made.isEmpty()) {
        events.publishEvent(new RecordToSay(new RecordRef(kind.text(), record)));
      }
      var before = new HashMap<>(our.fields());
      before.keySet().retainAll(outcome.take.keySet());
      var event = new Story.Event(record, TAKEN, outcome.take, before, Map.of());
      inXerosName(() -> story.note(kind, tenant, seq, null, List.of(event)));
    }
    return pairs;
  }

  /** Whoever reads what happened to a record learns that it happened there. */
  private static void inXerosName(Runnable work) {
    Actor.as(
        "Xero",
        () -> {
          work.run();
          return null;
        });
  }

  /** What is ours to say goes over theirs, and nobody is asked: the story tells what theirs was. */
  private void tellKept(
      Kind kind, UUID tenant, UUID record, ThreeWayCompare.Outcome outcome, @Nullable Long seq) {
    var ours = new HashMap<String, String>();
    var theirs = new HashMap<String, String>();
    outcome.kept.forEach(
        (field, it) -> {
          // What was never agreed nobody changed there: the ledger filled it in.
          if (!field.equals(Fields.STATUS) && it.agreed().theirs() != null) {
            ours.put(field, it.ours());
            theirs.put(field, it.theirs());
          }
        });
    if (!ours.isEmpty()) {
      events.publishEvent(new RecordToSay(new RecordRef(kind.text(), record)));
      story.note(
          kind,
          tenant,
          seq,
          null,
          List.of(
              new Story.Event(
                  record,
                  "Changed on both sides: what stands here stays, and goes to Xero",
                  ours,
                  theirs,
                  Map.of())));
    }
  }

  /**
   * The same lines that come to another total over there (somebody wrote a tax of their own) are no
   * agreement, though no field differs; nothing is stopped by it, a person is told.
   */
  private LinkRow weigh(Kind kind, UUID tenant, Ours before, LinkRow row, LedgerRecord theirs) {
    // A review shows disputed fields alone: it says nothing of whose the record is.
    boolean tellsWhose = theirs.fields().containsKey(Fields.CLIENT);
    String unknown = tellsWhose ? mirrors.of(kind).unknown(tenant, before, theirs) : null;
    if (row.held() != null && row.held().equals(mirrors.of(kind).unknownWords())) {
      return tellsWhose && unknown == null ? known(kind, tenant, before, row, theirs) : row;
    }
    if (row.held() != null) {
      return sameMoney(kind, tenant, row.record(), theirs) ? row.held(unknown) : row;
    }
    if (unknown != null) {
      return row.held(unknown);
    }
    if (before.differsInMoney(theirs) == null
        || theirs.removed()
        || !theirs.fields().containsKey(Fields.LINES)) {
      return row;
    }
    Ours now = mirrors.of(kind).ours(tenant, List.of(row.record())).get(row.record());
    return now != null && now.says(Fields.LINES, row) && now.says(Fields.LINE_AMOUNTS, row)
        ? row.held(now.differsInMoney(theirs))
        : row;
  }

  /** What nobody could follow is known now: it is taken as if it were said now. */
  private LinkRow known(Kind kind, UUID tenant, Ours before, LinkRow row, LedgerRecord theirs) {
    String said = Objects.requireNonNull(theirs.fields().get(Fields.CLIENT));
    String ours = before.fields().get(Fields.CLIENT);
    boolean changed =
        !Objects.equals(ours, row.agreed().getOrDefault(Fields.CLIENT, Pair.NONE).ours());
    if (ours == null || said.equals(ours) || changed) {
      // What somebody has changed here is in dispute, or on its way there.
      return row.held(null);
    }
    var take = Map.of(Fields.CLIENT, said);
    mirrors.of(kind).take(tenant, row.record(), take);
    return row.with(taken(mirrors.of(kind), tenant, row.record(), take, Set.of())).held(null);
  }

  /** A hold over money ends when both sides show the same, whoever mended it. */
  private boolean sameMoney(Kind kind, UUID tenant, UUID record, LedgerRecord theirs) {
    String total = theirs.derived().get(Fields.TOTAL);
    Ours now = mirrors.of(kind).ours(tenant, List.of(record)).get(record);
    return total != null
        && now != null
        && now.total() != null
        && now.total().compareTo(new BigDecimal(total)) == 0;
  }

  /**
   * Ours may keep a value in another form than theirs: agreed is what both say afterwards.
   *
   * @param made fields that ours makes of the others: what comes of that goes there
   */
  static Map<String, Pair> taken(
      RecordMirror mirror, UUID tenant, UUID record, Map<String, String> theirs, Set<String> made) {
    Ours now = Objects.requireNonNull(mirror.ours(tenant, List.of(record)).get(record));
    var pairs = new HashMap<String, Pair>();
    theirs.forEach(
        (field, value) ->
            pairs.put(
                field,
                now.means(mirror, field, value) || !made.contains(field)
                    ? new Pair(now.fields().get(field), value)
                    : new Pair(null, value)));
    return pairs;
  }

  /** A rule is for all that is decided together. */
  private Map<String, Boolean> ruled(Kind kind) {
    var ruled = new HashMap<String, Boolean>();
    rules
        .of(kind.text())
        .forEach(
            (what, ours) ->
                mirrors.of(kind).together(what).forEach(field -> ruled.put(field, ours)));
    return ruled;
  }

  /** Nothing is overwritten in silence: what a rule decided is told as what a person decides. */
  private void tellRuled(
      Kind kind,
      UUID tenant,
      UUID record,
      ThreeWayCompare.Outcome outcome,
      Map<String, Boolean> ruled,
      @Nullable Instant changedAt) {
    for (Conflicts.Dispute it : disputes(outcome.ruled)) {
      boolean ours = ruled.getOrDefault(it.field(), false);
      conflicts.ruled(
          tenant,
          kind.text(),
          record,
          it,
          ours ? Decision.RULE_OURS : Decision.RULE_THEIRS,
          changedAt);
      story.note(
          kind,
          tenant,
          null,
          List.of(
              new Story.Event(
                  record,
                  "Changed on both sides: by the practice's rule "
                      + (ours ? "what stands here stays" : "what Xero has counts"),
                  Map.of(it.field(), ours ? it.ours() : it.theirs()),
                  Map.of(it.field(), ours ? it.theirs() : it.ours()),
                  Map.of())));
      if (ours) {
        events.publishEvent(new RecordToSay(new RecordRef(kind.text(), record)));
      }
    }
  }

  private static List<Conflicts.Dispute> disputes(Map<String, ThreeWayCompare.Conflict> conflicts) {
    return conflicts.entrySet().stream()
        .map(
            it ->
                new Conflicts.Dispute(
                    it.getKey(),
                    it.getValue().agreed().theirs(),
                    it.getValue().ours(),
                    it.getValue().theirs()))
        .toList();
  }
}
