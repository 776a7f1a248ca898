package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.shared.RecordRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Somebody wants a record to be in the ledger now and waits for what becomes of it. It goes before
 * everything else, with what has to be over there first; the lane makes the calls as ever.
 */
@Component
public class SendNow {

  /** How often is looked what became of it; the looking costs a millisecond. */
  private static final Duration LOOK = Duration.ofMillis(150);

  private final PushQueue queue;
  private final HeldPushes held;
  private final PushBatches batches;
  private final Outbox outbox;
  private final OutboxSettings settings;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  SendNow(
      PushQueue queue,
      HeldPushes held,
      PushBatches batches,
      Outbox outbox,
      OutboxSettings settings,
      TransactionTemplate inPractice,
      Clock clock) {
    this.queue = queue;
    this.held = held;
    this.batches = batches;
    this.outbox = outbox;
    this.settings = settings;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  /** What became of it. */
  public enum Came {
    CREATED,
    UPDATED,
    /** Both sides agreed already. */
    UNCHANGED,
    /** It cannot go as it stands, or the ledger said no: somebody has to do something. */
    REFUSED,
    /** Nothing goes at present: sending is off, paused, or the connection needs somebody. */
    STOPPED,
    /** It goes as soon as it can; nobody waits any longer. */
    ON_ITS_WAY
  }

  /**
   * @param ledgerId the ledger's id of the record; null while it has none
   * @param reason in words where it did not arrive; null if it did
   * @param culprit what has to be put right: the record itself, or what it needs over there
   */
  public record Outcome(
      Came came, @Nullable String ledgerId, @Nullable String reason, RecordRef culprit) {

    /** Whether the ledger has it as it is here. */
    public boolean arrived() {
      return came == Came.CREATED || came == Came.UPDATED || came == Came.UNCHANGED;
    }
  }

  /** Waits as long as one call may take. */
  public Outcome send(RecordRef record) {
    return send(record, settings.patience());
  }

  /**
   * The same for a person who has read why it is held; if that is a question, this answers it as
   * {@link Outbox#tryAgain(RecordRef)} does.
   */
  public Outcome tryAgain(RecordRef record) {
    return send(record, settings.patience(), true);
  }

  /**
   * Without an open transaction. A question about it stays open.
   *
   * @param patience zero does not wait at all
   */
  public Outcome send(RecordRef record, Duration patience) {
    return send(record, patience, false);
  }

  private Outcome send(RecordRef record, Duration patience, boolean answering) {
    Instant began = clock.instant();
    Standing before = outbox.standing(record);
    inPractice.executeWithoutResult(_ -> hurry(record, answering));
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Outcome outcome = look(record, before, began);
      if (outcome.came() != Came.ON_ITS_WAY || System.nanoTime() >= end) {
        return outcome;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** Puts it where it waits for the next calls, though nobody changed it: as part of none. */
  public void mark(RecordRef record) {
    inPractice.executeWithoutResult(_ -> queue.again(record));
  }

  private void hurry(RecordRef record, boolean answering) {
    Kind kind = Kind.of(record.kind());
    List<RecordRef> chain = held.chain(kind, record.id());
    if (chain.isEmpty() && !outbox.standing(record).state().equals(State.SENDING)) {
      queue.again(record);
    }
    if (answering) {
      outbox.tryAgain(record);
    } else {
      outbox.sendNow(record);
    }
  }

  private Outcome look(RecordRef record, Standing before, Instant began) {
    Standing now = outbox.standing(record);
    return switch (now.state()) {
      case IN_STEP -> new Outcome(arrived(record, before, began), now.ledgerId(), null, record);
      case NEEDS_YOU, ON_HOLD ->
          new Outcome(Came.REFUSED, now.ledgerId(), now.reason(), now.record());
      case PAUSED ->
          new Outcome(
              Came.STOPPED,
              now.ledgerId(),
              now.reason() == null ? "Sending is off." : now.reason(),
              record);
      case NOT_SENT -> new Outcome(Came.REFUSED, null, nothing(record), record);
      case WAITING, SENDING -> waiting(record, now);
    };
  }

  /** It was looked at and dropped: it does not belong over there as it stands. */
  private static String nothing(RecordRef record) {
    return switch (Kind.of(record.kind())) {
      case CLIENT -> "An archived record that Xero never had is not sent.";
      case INVOICE ->
          "A draft is sent when it is approved, a voided invoice that Xero never had is not.";
      case CREDIT_NOTE -> "A voided credit note that Xero never had is not sent.";
      case ADVANCE, ALLOCATION, REFUND ->
          "What came from Xero, or was taken back before it went, is not sent.";
      case PAYMENT ->
          "A payment that came from Xero, or was removed before it went, is not sent; one of the day's takings goes when the day is closed.";
      case RECEIPT -> "A receipt without payments is not sent.";
    };
  }

  private Came arrived(RecordRef record, Standing before, Instant began) {
    if (before.ledgerId() == null) {
      return Came.CREATED;
    }
    boolean waited = before.state() != State.IN_STEP;
    return waited || batches.storedSince(record, began) ? Came.UPDATED : Came.UNCHANGED;
  }

  /** What it waits for may be refused. */
  private Outcome waiting(RecordRef record, Standing now) {
    for (RecordRef it : held.chain(Kind.of(record.kind()), record.id())) {
      Standing before = it.equals(record) ? now : outbox.standing(it);
      if (before.state() == State.NEEDS_YOU || before.state() == State.ON_HOLD) {
        return new Outcome(Came.REFUSED, now.ledgerId(), before.reason(), it);
      }
    }
    return new Outcome(Came.ON_ITS_WAY, now.ledgerId(), now.reason(), record);
  }
}
