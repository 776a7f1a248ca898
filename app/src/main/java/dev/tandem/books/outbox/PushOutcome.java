package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Verdict;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.mirror.Written;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what became of a batch. Each method is one transaction and does nothing if the batch is
 * closed already.
 */
@Component
class PushOutcome {

  /** The verdict on elements of a call that was refused without saying for which of them. */
  static final String HALVE = "refused with others";

  /** The verdict on elements of a refused call that named others as the reason. */
  static final String FREED = "others were refused";

  private final PendingPushes pending;
  private final PushBatches batches;
  private final OpenQuestions questions;
  private final Mirror mirror;
  private final Changes changes;
  private final ApplicationEventPublisher events;

  PushOutcome(
      PendingPushes pending,
      PushBatches batches,
      OpenQuestions questions,
      Mirror mirror,
      Changes changes,
      ApplicationEventPublisher events) {
    this.pending = pending;
    this.batches = batches;
    this.questions = questions;
    this.mirror = mirror;
    this.changes = changes;
    this.events = events;
  }

  /** One verdict for each element, in the order they were sent. */
  @Transactional
  public void answered(PushBatch batch, List<Verdict> verdicts, long seq) {
    if (!batches.lockOpen(batch.id())) {
      return;
    }
    var written = new ArrayList<Stored>();
    for (PushBatch.Item item : batch.items()) {
      switch (verdicts.get(item.position())) {
        case Verdict.Stored it -> written.add(new Stored(item, it.record(), item.sent(), false));
        case Verdict.Refused it -> refused(batch, item, it);
      }
    }
    stored(batch, written, seq);
    close(batch, "answered");
  }

  /** A record that is surely there, with the fields that are agreed by it. */
  record Stored(PushBatch.Item item, LedgerRecord found, Map<String, String> sent, boolean later) {}

  void stored(PushBatch batch, List<Stored> all, long seq) {
    if (all.isEmpty()) {
      return;
    }
    // The items are judged first: a reading does not count while a write is open, and this is over.
    batches.judge(
        batch.id(), all.stream().map(it -> it.item().position()).toList(), "stored", false);
    mirror.written(
        batch.kind(),
        batch.tenant(),
        seq,
        batch.id(),
        all.stream()
            .map(
                it ->
                    new Written(
                        it.item().record(),
                        it.item().ledgerId() == null,
                        it.item().ours(),
                        it.sent(),
                        it.found(),
                        it.later()))
            .toList());
    // Before what waits is locked, as everywhere: who changes the record may wait for that.
    touch(Kind.INVOICE, Fields.INVOICE, batch, all, seq);
    touch(Kind.CREDIT_NOTE, Fields.CREDIT_NOTE, batch, all, seq);
    touch(Kind.ADVANCE, Fields.CREDIT_NOTE, batch, all, seq);
    pending.drop(
        batch.kind(),
        batch.tenant(),
        all.stream()
            .filter(it -> it.sent().size() == it.item().sent().size())
            .map(it -> it.item().edit())
            .toList());
    questions.close(
        batch.kind(), batch.tenant(), all.stream().map(it -> it.item().record()).toList());
  }

  /**
   * A payment moves its invoice's time of change, a refund its credit note's, what a credit note
   * settles both: that is our doing, too. The last of these does not say when.
   */
  private void touch(Kind owner, String field, PushBatch batch, List<Stored> parts, long seq) {
    if (!batch.kind().onlyMadeAndRemoved()) {
      return;
    }
    var times = new HashMap<String, @Nullable Instant>();
    for (Stored it : parts) {
      if (batch.kind() == Kind.RECEIPT) {
        Stream.ofNullable(it.found().payments())
            .flatMap(List::stream)
            .filter(part -> part.fields().containsKey(field))
            .forEach(part -> times.put(part.fields().get(field), part.changedAt()));
        continue;
      }
      String id = it.found().fields().getOrDefault(field, it.item().sent().get(field));
      if (id == null && owner != Kind.INVOICE && batch.kind() == Kind.ALLOCATION) {
        // It is found by its credit note, and a removal says nothing else of it.
        id = it.item().marker();
      }
      if (id != null && !id.isEmpty()) {
        times.put(id, it.found().changedAt());
      }
    }
    mirror.touched(owner, batch.tenant(), times, seq);
  }

  /**
   * A first creation that is refused as a duplicate, and a removal that is refused, are looked up
   * before any person sees it; another name that somebody carries already is made unlike it.
   */
  private void refused(PushBatch batch, PushBatch.Item item, Verdict.Refused it) {
    String name = item.ledgerId() == null ? null : item.sent().get(Fields.NAME);
    if (it.taken() && name != null) {
      mirror.nameIsTaken(batch.tenant(), name);
      again(batch, item, it.text());
      return;
    }
    boolean taken = it.taken() && item.ledgerId() == null;
    boolean lookUp = taken || removal(item);
    batches.judge(
        batch.id(), item.position(), taken ? PushBatch.TAKEN + it.text() : it.text(), lookUp);
    if (!lookUp) {
      hold(batch, item, it.text());
    }
  }

  /** What somebody has removed over there already cannot be removed, and need not be. */
  private static boolean removal(PushBatch.Item item) {
    return item.ledgerId() != null && Fields.REMOVED.equals(item.sent().get(Fields.STATUS));
  }

  private void hold(PushBatch batch, PushBatch.Item item, String reason) {
    pending.refused(batch.kind(), batch.tenant(), item.edit(), reason);
    events.publishEvent(
        new RecordRefused(
            batch.tenant(), new RecordRef(batch.kind().text(), item.record()), reason));
    announce(batch.kind(), item.record());
  }

  /**
   * It did not reach the ledger: everything is ready again, and newer edits go along. Not if a
   * later turn has found it already and may be sending it: then that turn finds out.
   */
  @Transactional
  public void notExecuted(PushBatch batch) {
    if (batches.lockPrepared(batch.id())) {
      batches.judge(batch.id(), positions(batch.items()), "not executed", false);
      close(batch, "dissolved");
    }
  }

  @Transactional
  public void unknown(PushBatch batch, Instant nextAt, boolean replay) {
    batches.unknown(batch.id(), nextAt, replay);
  }

  /** Writing down what became of it failed in itself. */
  @Transactional
  public void failed(PushBatch batch, Instant nextAt) {
    batches.failed(batch.id(), nextAt);
  }

  /** The same of its only item, again and again: a person has to know, and its neighbours go on. */
  @Transactional
  public void unrecorded(PushBatch alone) {
    if (!batches.lockOpen(alone.id())) {
      return;
    }
    Set<Integer> open = batches.openPositions(alone.id());
    for (PushBatch.Item it : alone.items()) {
      if (!open.contains(it.position())) {
        continue;
      }
      ask(
          alone,
          it,
          "Tandem could not write down what became of this in Xero, and sends nothing more of it. Try again looks there first; if that does not help, tell whoever looks after Tandem.",
          List.of());
      events.publishEvent(
          new NotRecorded(alone.tenant(), new RecordRef(alone.kind().text(), it.record())));
    }
    close(alone, "resolved");
  }

  /**
   * The whole call was refused. Nothing should have been saved, but that is only believed: the
   * ledger is read before anything is sent again. Elements that it named are held, the others go
   * again; without names the batch is halved until the culprit is alone.
   */
  @Transactional
  public void refusedWhole(PushBatch batch, LedgerTrouble trouble, Instant now) {
    if (!batches.lockOpen(batch.id())) {
      return;
    }
    boolean alone = batch.items().size() == 1;
    boolean named = isNamed(trouble, batch);
    String others = alone ? said(trouble) : named ? FREED : HALVE;
    batches.judge(batch.id(), positions(batch.items()), others, true);
    if (named) {
      trouble
          .elements()
          .forEach(
              (position, reasons) -> {
                if (!reasons.isEmpty()) {
                  batches.judge(batch.id(), position, String.join(" ", reasons), true);
                }
              });
    }
    batches.unknown(batch.id(), now, false);
  }

  /** The elements are known by their place alone, so all of them have to be listed. */
  private static boolean isNamed(LedgerTrouble trouble, PushBatch batch) {
    return trouble.elements().size() == batch.items().size()
        && trouble.elements().values().stream().anyMatch(it -> !it.isEmpty());
  }

  private static String said(LedgerTrouble trouble) {
    return trouble.reasons().isEmpty()
        ? "Xero refused this without a reason (status " + trouble.facts().status() + ")."
        : String.join(" ", trouble.reasons());
  }

  /** Not there, and it will not go as it is. */
  void settle(PushBatch batch, PushBatch.Item item, String reason) {
    batches.judge(batch.id(), item.position(), reason, false);
    hold(batch, item, reason);
  }

  /** Not there: it goes again under a new key, later each time. */
  void again(PushBatch batch, PushBatch.Item item, String why) {
    batches.judge(batch.id(), item.position(), "not there, goes again", false);
    pending.delay(batch.kind(), batch.tenant(), item.edit(), why, Books.BATCH);
  }

  /**
   * Not there, and others were the reason: it goes again at once. Where the ledger did not name
   * them, in calls of half the size, so that in the end the culprit is alone.
   */
  void free(PushBatch batch, PushBatch.Item item) {
    batches.judge(batch.id(), item.position(), "not there, goes again", false);
    boolean halve = HALVE.equals(item.verdict());
    int atMost = halve ? Math.max(1, batch.items().size() / 2) : Books.BATCH;
    questions.close(batch.kind(), batch.tenant(), item.record());
    pending.free(batch.kind(), batch.tenant(), item.edit(), atMost);
  }

  /**
   * Nobody knows whether this is it: it is not sent again before a person has said so.
   *
   * @param about what may be it, by the ledger's ids
   */
  void ask(PushBatch batch, PushBatch.Item item, String question, List<String> about) {
    batches.judge(batch.id(), item.position(), question, false);
    questions.ask(batch.kind(), batch.tenant(), item.record(), batch.preparedAt(), about, question);
    announce(batch.kind(), item.record());
  }

  /** The ledger has it more than once: nothing of it moves until a person has looked. */
  void twice(PushBatch batch, PushBatch.Item item) {
    ask(
        batch,
        item,
        "Xero has this record twice. Remove one of the two in Xero, then try again.",
        List.of());
    events.publishEvent(
        new FoundTwice(batch.tenant(), new RecordRef(batch.kind().text(), item.record())));
  }

  void close(PushBatch batch, String state) {
    boolean closed = batches.closeIfDone(batch.id(), state);
    if (!closed && state.equals("answered")) {
      // What the ledger calls a duplicate is still open, to be looked up at once.
      batches.unknown(batch.id(), batch.preparedAt(), false);
    }
  }

  private void announce(Kind kind, UUID record) {
    changes.announce(new RecordRef(kind.text(), record));
  }

  private static List<Integer> positions(List<PushBatch.Item> items) {
    return items.stream().map(PushBatch.Item::position).toList();
  }
}
