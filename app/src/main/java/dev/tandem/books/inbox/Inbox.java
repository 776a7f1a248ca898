package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Notices;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger's changes on their way to us. */
@Component
public class Inbox {

  /** Updates are sent only on knowledge that is younger. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  private final Sweeps sweeps;
  private final Awakening awakening;
  private final ChangedSince changedSince;
  private final RefusedLists refused;
  private final Fetching fetching;
  private final LookApart apart;
  private final WaitingNotices waiting;
  private final Notices notices;
  private final DeadLetters letters;
  private final UnreadMoney unread;
  private final Echoes echoes;
  private final InboxSettings settings;

  /** What failed when it was read before a write: a second time is no accident. */
  private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();

  Inbox(
      Sweeps sweeps,
      Awakening awakening,
      ChangedSince changedSince,
      RefusedLists refused,
      Fetching fetching,
      LookApart apart,
      WaitingNotices waiting,
      Notices notices,
      DeadLetters letters,
      UnreadMoney unread,
      Echoes echoes,
      InboxSettings settings) {
    this.settings = settings;
    this.echoes = echoes;
    this.unread = unread;
    this.sweeps = sweeps;
    this.awakening = awakening;
    this.changedSince = changedSince;
    this.refused = refused;
    this.fetching = fetching;
    this.apart = apart;
    this.waiting = waiting;
    this.notices = notices;
    this.letters = letters;
  }

  /**
   * Whether the kind's changes were read since this process came up. Before, nothing of that kind
   * is written: the database may be a restored copy that does not know what it made itself.
   */
  public boolean isAwake(Kind kind, UUID tenant) {
    return awakening.over(kind.shownBy(), tenant);
  }

  /**
   * When the kind is read again that shows records of ours which cannot be judged yet, or whose
   * list was refused: reading it earlier would show the same. Null if it may be read at any time.
   */
  public @Nullable Instant waitsUntil(Kind kind, UUID tenant) {
    Instant judged = awakening.waitsUntil(kind.shownBy(), tenant);
    Instant given =
        sweeps
            .find(tenant, kind.shownBy().text())
            .map(Sweeps.Mark::notBefore)
            .filter(it -> it.isAfter(sweeps.now()))
            .orElse(null);
    return judged == null || given != null && given.isAfter(judged) ? given : judged;
  }

  /**
   * Reads these kinds at once and looks in them for records of ours that this database lost;
   * nothing of them is written before.
   */
  public void lookForLost(UUID tenant, Collection<Kind> kinds) {
    sweeps.ask(tenant, kinds.stream().filter(it -> isRead(it, tenant)).map(Kind::text).toList());
  }

  /** Credit notes and advances are read where one was ever sent. */
  private boolean isRead(Kind kind, UUID tenant) {
    return Kind.USUAL.contains(kind)
        || (kind == Kind.CREDIT_NOTE || kind == Kind.ADVANCE)
            && sweeps.find(tenant, kind.text()).isPresent();
  }

  /**
   * When lost records were last looked for.
   *
   * @param at null if never
   * @param rows among how many
   * @param asked somebody wants it done, and it was not since
   */
  public record Searched(@Nullable Instant at, long rows, boolean asked) {}

  public Searched searched(Kind kind, UUID tenant) {
    return sweeps.searched(tenant, kind.text());
  }

  /**
   * Whether the kind's changes were read within the last minute, and nothing was told of since that
   * they are about to be read for: it may be of a record over which a write would go.
   */
  public boolean isFresh(Kind kind, UUID tenant) {
    Instant now = sweeps.now();
    return sweeps
        .find(tenant, kind.text())
        .filter(it -> it.readAt().plus(FRESH).isAfter(now))
        .filter(it -> !isReadSoon(it, now))
        .isPresent();
  }

  /**
   * Those of these records whose time a payment of ours, or the like, has moved since all of them
   * was known: what somebody changed before that shows in no list.
   */
  public Set<String> movedByUs(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    return echoes.moved(kind, tenant, ledgerIds);
  }

  private boolean isReadSoon(Sweeps.Mark it, Instant now) {
    Instant due = it.dueAt();
    return due != null
        && !due.isAfter(now.plus(settings.soon()))
        // One that was made since it was asked for is that reading.
        && due.minus(settings.soon()).isAfter(it.readAt());
  }

  /**
   * When the current practice last read the kind's changes from this organisation; null if never.
   */
  public @Nullable Instant readAt(Kind kind, UUID tenant) {
    return sweeps
        .find(tenant, kind.text())
        .map(Sweeps.Mark::readAt)
        .filter(it -> it.isAfter(Instant.EPOCH))
        .orElse(null);
  }

  /**
   * Whether money that came in for these invoices may have gone unread: the ledger has told of a
   * change, or was not asked for a while.
   *
   * @param old what was read before this moment says nothing any more
   */
  public boolean mayHaveUnreadMoney(UUID tenant, Collection<UUID> invoices, Instant old) {
    Instant payments = readAt(Kind.PAYMENT, tenant);
    Instant shown = readAt(Kind.INVOICE, tenant);
    Instant swept = payments == null || shown != null && shown.isAfter(payments) ? shown : payments;
    return unread.on(tenant, invoices, old, swept);
  }

  /**
   * Reads what changed since last time and takes it. Never asks for a second page of the same
   * question, because pages shift while records change: the next question begins at the last row's
   * time.
   */
  public void sweep(Kind kind, LaneClass laneClass, LaneCalls calls) {
    refused.read(
        calls.scope().tenant(), kind.text(), () -> changedSince.sweep(kind, laneClass, calls));
  }

  /**
   * The same because a person wants it now: nothing waits for it, and it may not be read at all.
   */
  public void sweepOnce(Kind kind, LaneClass laneClass, LaneCalls calls) {
    refused.readOnce(
        calls.scope().tenant(), kind.text(), () -> changedSince.sweep(kind, laneClass, calls));
  }

  /**
   * Reads these records in full and takes what is new in them.
   *
   * @return those that were judged by it; others are being written and are asked again later, or
   *     {@link #cannotBeTaken}
   */
  public Set<String> fetch(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    try {
      Set<String> judged = fetching.fetch(kind, laneClass, calls, ids).judged();
      failedOnce.removeAll(ids);
      return judged;
    } catch (LedgerTrouble e) {
      if (Blame.mayBeTheirs(e, ids.size()) && !failedOnce.addAll(ids)) {
        // Which of them is to blame is found out where events wait; until then none is sent over.
        waiting.askApart(calls.scope().tenant(), notices.category(kind), ids, Duration.ZERO);
        failedOnce.removeAll(ids);
      }
      throw e;
    }
  }

  /**
   * The ledger's ids of the records that could not be taken in so far, or of which it is being
   * found out whether they are given.
   */
  public Set<String> cannotBeTaken(UUID tenant) {
    var all = new HashSet<>(letters.troubled(tenant));
    all.addAll(waiting.doubtful(tenant));
    return all;
  }

  /** Whether it is still being found out whether the ledger gives this record. */
  public boolean isBeingFoundOut(UUID tenant, String ledgerId) {
    return waiting.doubtful(tenant).contains(ledgerId)
        && !letters.troubled(tenant).contains(ledgerId);
  }

  /** What a record that somebody looked at is found to be. */
  public enum Seen {
    /** Read or caused by us before. */
    SAME,
    CHANGED,
    /** The ledger does not show it. */
    GONE,
    /** Being written just now: it has to be looked at again. */
    EARLY,
    /** The ledger gives others, and not this one: it was put before a person. */
    NOT_GIVEN,
    /** The ledger gives others, and of this one its answer is lost: that may pass. */
    NOT_ANSWERED,
    /**
     * It could not be taken in, so what it says is not known here: a person finds it in the inbox.
     */
    SET_ASIDE
  }

  /**
   * As {@link #fetch}, and tells of each what that showed. One that the ledger does not give keeps
   * no other from being looked at.
   */
  public Map<String, Seen> look(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    return apart.look(kind, laneClass, calls, ids);
  }
}
