package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.Deadlock;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.IncomingAdvances;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads records in full by their ids and takes what is new in them. */
@Component
class Fetching {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Sweeps sweeps;
  private final WaitingNotices waiting;
  private final Mirror mirror;
  private final IncomingAdvances incoming;
  private final Notices notices;
  private final Echoes echoes;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;

  Fetching(
      Sweeps sweeps,
      WaitingNotices waiting,
      Mirror mirror,
      IncomingAdvances incoming,
      Notices notices,
      Echoes echoes,
      LedgerFeatures features,
      TransactionTemplate inPractice) {
    this.sweeps = sweeps;
    this.waiting = waiting;
    this.mirror = mirror;
    this.incoming = incoming;
    this.notices = notices;
    this.echoes = echoes;
    this.features = features;
    this.inPractice = inPractice;
  }

  /**
   * Reads these records in full and takes what is new in them.
   *
   * @return those that were judged by it; others are being written and are asked again later
   */
  Set<String> fetch(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    return fetch(kind, laneClass, calls, ids, new HashSet<>());
  }

  /**
   * @param shown gets those that the ledger has
   */
  private Set<String> fetch(
      Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids, Set<String> shown) {
    UUID tenant = calls.scope().tenant();
    var judged = new HashSet<>(ids);
    int atOnce = kind == Kind.ADVANCE ? 1 : Books.AT_ONCE;
    for (int from = 0; from < ids.size(); from += atOnce) {
      List<String> piece = ids.subList(from, Math.min(ids.size(), from + atOnce));
      Answer<List<LedgerRecord>> answer =
          calls.call(
              Operation.read(laneClass, kind, "fetch " + kind.plural(), piece.size()),
              books -> books.byIds(kind, piece));
      answer.value().forEach(it -> shown.add(it.id()));
      if (kind == Kind.PAYMENT) {
        takePayments(tenant, answer);
      } else if (kind == Kind.ADVANCE) {
        askAgain(tenant, kind, takeAdvances(tenant, answer).absorbed());
        readFromNowOn(tenant, piece);
      } else {
        List<LedgerRecord> own = withoutMerged(laneClass, calls, answer.value());
        List<LedgerRecord> whole = kind == Kind.CREDIT_NOTE ? own : kept(calls, own);
        var absorbed = Deadlock.retried(() -> mirror.absorb(kind, tenant, answer.seq(), whole));
        waiting.askAgain(tenant, category(kind), absorbed.askAgain(), SOON);
        judged.removeAll(absorbed.askAgain().keySet());
      }
    }
    return judged;
  }

  /** As {@link #fetch}, and tells of each what that showed. */
  Map<String, Inbox.Seen> look(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    UUID tenant = calls.scope().tenant();
    Map<String, LinkTimes> before = times(kind, tenant, ids);
    var shown = new HashSet<String>();
    Set<String> judged = fetch(kind, laneClass, calls, ids, shown);
    Map<String, LinkTimes> after = times(kind, tenant, ids);
    var seen = new HashMap<String, Inbox.Seen>();
    for (String id : ids) {
      LinkTimes now = after.get(id);
      seen.put(
          id,
          !shown.contains(id)
              ? Inbox.Seen.GONE
              : !judged.contains(id)
                  ? Inbox.Seen.EARLY
                  : now == null || echoes.isKnown(before.get(id), now.seenAt())
                      ? Inbox.Seen.SAME
                      : Inbox.Seen.CHANGED);
    }
    return seen;
  }

  private Map<String, LinkTimes> times(Kind kind, UUID tenant, List<String> ids) {
    List<LinkTimes> times = inPractice.execute(_ -> mirror.times(kind, tenant, ids));
    return times == null
        ? Map.of()
        : times.stream().collect(Collectors.toMap(LinkTimes::ledgerId, Function.identity()));
  }

  /** Where the first advance was not sent but came by an event, nothing reads them otherwise. */
  private void readFromNowOn(UUID tenant, List<String> ids) {
    inPractice.executeWithoutResult(
        _ -> {
          if (sweeps.find(tenant, Kind.ADVANCE.text()).isEmpty()
              && !mirror.times(Kind.ADVANCE, tenant, ids).isEmpty()) {
            sweeps.ask(tenant, List.of(Kind.ADVANCE.text()));
          }
        });
  }

  /** A contact that was merged away says nothing of its client any more: the other one does. */
  private List<LedgerRecord> withoutMerged(
      LaneClass laneClass, LaneCalls calls, List<LedgerRecord> read) {
    List<LedgerRecord> merged = read.stream().filter(Fetching::isMerged).toList();
    if (merged.isEmpty()) {
      return read;
    }
    UUID tenant = calls.scope().tenant();
    List<String> into =
        merged.stream().map(it -> it.derived().get(Fields.MERGED_TO)).distinct().toList();
    Answer<List<LedgerRecord>> answer =
        calls.call(
            Operation.read(laneClass, Kind.CLIENT, "fetch merged clients", into.size()),
            books -> books.byIds(Kind.CLIENT, into));
    Map<String, LedgerRecord> left =
        answer.value().stream().collect(Collectors.toMap(LedgerRecord::id, Function.identity()));
    var follow = new HashMap<String, LedgerRecord>();
    var again = new HashMap<String, Instant>();
    for (LedgerRecord it : merged) {
      LedgerRecord target = left.get(it.derived().get(Fields.MERGED_TO));
      if (target != null && !isMerged(target)) {
        follow.put(it.id(), target);
      }
    }
    Deadlock.retried(() -> mirror.follow(tenant, answer.seq(), follow))
        .forEach(it -> again.put(it, Instant.MAX));
    waiting.askAgain(tenant, category(Kind.CLIENT), again, SOON);
    return read.stream().filter(it -> !isMerged(it)).toList();
  }

  private static boolean isMerged(LedgerRecord it) {
    return it.derived().containsKey(Fields.MERGED_TO);
  }

  /** Where payments are left alone, those that an invoice shows are, too. */
  private List<LedgerRecord> kept(LaneCalls calls, List<LedgerRecord> records) {
    boolean whole = features.of(new BindingId(calls.scope().binding())).flows(Kind.PAYMENT.text());
    return whole ? records : records.stream().map(LedgerRecord::withoutPayments).toList();
  }

  Mirror.Absorbed takePayments(UUID tenant, Answer<List<LedgerRecord>> answer) {
    var absorbed =
        Deadlock.retried(() -> mirror.absorbPayments(tenant, answer.seq(), answer.value()));
    waiting.askAgain(tenant, category(Kind.INVOICE), absorbed.askAgain(), SOON);
    return absorbed;
  }

  IncomingAdvances.Taken takeAdvances(UUID tenant, Answer<List<LedgerRecord>> answer) {
    return Deadlock.retried(() -> incoming.take(tenant, answer.seq(), answer.value()));
  }

  void askAgain(UUID tenant, Kind kind, Mirror.Absorbed absorbed) {
    waiting.askAgain(tenant, category(kind), absorbed.askAgain(), SOON);
  }

  private String category(Kind kind) {
    return notices.category(kind);
  }
}
