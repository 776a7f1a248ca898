package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.IncomingAdvances;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Newcomers newcomers;
  private final Notices notices;
  private final Carefully carefully;
  private final DeadLetters letters;
  private final Echoes echoes;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;

  Fetching(
      Sweeps sweeps,
      WaitingNotices waiting,
      Mirror mirror,
      IncomingAdvances incoming,
      Newcomers newcomers,
      Notices notices,
      Carefully carefully,
      DeadLetters letters,
      Echoes echoes,
      LedgerFeatures features,
      TransactionTemplate inPractice) {
    this.sweeps = sweeps;
    this.waiting = waiting;
    this.mirror = mirror;
    this.incoming = incoming;
    this.newcomers = newcomers;
    this.notices = notices;
    this.carefully = carefully;
    this.letters = letters;
    this.echoes = echoes;
    this.features = features;
    this.inPractice = inPractice;
  }

  /**
   * What a reading came to.
   *
   * @param shown those that the ledger has
   * @param early those that are being written: they are asked again later
   * @param setAside those that could not be taken in
   * @param taken of how many records a field was taken; money that came in with them is not counted
   */
  record Fetched(
      Set<String> asked, Set<String> shown, Set<String> early, Set<String> setAside, int taken) {

    /** Those that were asked for and not shown. */
    Set<String> missing() {
      var missing = new HashSet<>(asked);
      missing.removeAll(shown);
      return missing;
    }

    /** Those that it settled. */
    Set<String> judged() {
      var judged = new HashSet<>(asked);
      judged.removeAll(early);
      judged.removeAll(setAside);
      return judged;
    }
  }

  /** Reads these records in full and takes what is new in them. */
  Fetched fetch(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    UUID tenant = calls.scope().tenant();
    var shown = new HashSet<String>();
    var early = new HashSet<String>();
    var allSetAside = new HashSet<String>();
    int taken = 0;
    for (List<String> piece : pieces(kind, ids)) {
      Answer<LedgerPage> page =
          calls.call(
              Operation.read(laneClass, kind, "fetch " + kind.plural(), piece.size()),
              books -> books.readableByIds(kind, piece));
      var answer = new Answer<>(page.value().records(), page.seq());
      var setAside = new HashSet<>(page.value().unreadable());
      setAside.forEach(it -> letters.put(tenant, kind, it, Instant.MAX, Blame.UNREADABLE));
      answer.value().forEach(it -> shown.add(it.id()));
      shown.addAll(setAside);
      if (kind == Kind.PAYMENT) {
        // What could not be taken in is asked again as the invoice.
        takePayments(tenant, answer);
      } else if (kind == Kind.ADVANCE) {
        setAside.addAll(takeAdvances(tenant, answer).setAside());
        readFromNowOn(tenant, piece);
      } else {
        List<LedgerRecord> own = withoutMerged(laneClass, calls, answer.value(), setAside);
        List<LedgerRecord> whole = kind == Kind.CREDIT_NOTE ? own : kept(calls, own);
        Set<String> made =
            kind == Kind.INVOICE ? newcomers.madeByUs(laneClass, calls, whole) : Set.of();
        var parts =
            carefully.take(
                tenant,
                kind,
                whole,
                some -> absorb(kind, tenant, answer.seq(), some, made, setAside));
        Mirror.Absorbed absorbed = joined(parts.parts());
        askAgain(tenant, kind, absorbed);
        early.addAll(absorbed.askAgain().keySet());
        setAside.addAll(parts.setAside());
        taken += absorbed.taken();
      }
      letters.mended(
          tenant,
          piece.stream()
              .filter(it -> shown.contains(it) && !setAside.contains(it))
              .filter(it -> !early.contains(it))
              .toList());
      allSetAside.addAll(setAside);
    }
    return new Fetched(Set.copyOf(ids), shown, early, allSetAside, taken);
  }

  /** As few calls as the ledger needs. */
  private List<List<String>> pieces(Kind kind, List<String> ids) {
    var pieces = new ArrayList<List<String>>();
    var together = new ArrayList<String>();
    for (String it : ids) {
      if (notices.isReadAlone(kind, it)) {
        pieces.add(List.of(it));
      } else {
        together.add(it);
      }
    }
    for (int from = 0; from < together.size(); from += Books.AT_ONCE) {
      pieces.add(together.subList(from, Math.min(together.size(), from + Books.AT_ONCE)));
    }
    return pieces;
  }

  private Mirror.Absorbed absorb(
      Kind kind,
      UUID tenant,
      long seq,
      List<LedgerRecord> read,
      Set<String> made,
      Set<String> setAside) {
    return Objects.requireNonNull(
        inPractice.execute(
            _ -> {
              Mirror.Absorbed absorbed = mirror.absorb(kind, tenant, seq, read);
              if (kind == Kind.INVOICE) {
                var unknown = Set.copyOf(absorbed.unknown());
                setAside.addAll(
                    newcomers.take(
                        tenant,
                        seq,
                        read.stream().filter(it -> unknown.contains(it.id())).toList(),
                        made));
              }
              return absorbed;
            }));
  }

  private static Mirror.Absorbed joined(List<Mirror.Absorbed> parts) {
    var again = new HashMap<String, Instant>();
    parts.forEach(it -> again.putAll(it.askAgain()));
    return new Mirror.Absorbed(
        parts.stream().mapToInt(Mirror.Absorbed::taken).sum(),
        again,
        parts.stream().flatMap(it -> it.unknown().stream()).toList());
  }

  /** As {@link #fetch}, and tells of each what that showed. */
  Map<String, Inbox.Seen> look(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    UUID tenant = calls.scope().tenant();
    Map<String, LinkTimes> before = times(kind, tenant, ids);
    Fetched fetched = fetch(kind, laneClass, calls, ids);
    Map<String, LinkTimes> after = times(kind, tenant, ids);
    var seen = new HashMap<String, Inbox.Seen>();
    for (String id : ids) {
      LinkTimes now = after.get(id);
      boolean known = now == null || echoes.isKnown(tenant, before.get(id), now.seenAt());
      seen.put(
          id,
          fetched.setAside().contains(id)
              ? Inbox.Seen.SET_ASIDE
              : !fetched.shown().contains(id)
                  ? Inbox.Seen.GONE
                  : fetched.early().contains(id)
                      ? Inbox.Seen.EARLY
                      : known ? Inbox.Seen.SAME : Inbox.Seen.CHANGED);
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
      LaneClass laneClass, LaneCalls calls, List<LedgerRecord> read, Set<String> setAside) {
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
    var taken =
        carefully.take(
            tenant,
            Kind.CLIENT,
            merged.stream().filter(it -> follow.containsKey(it.id())).toList(),
            some -> mirror.follow(tenant, answer.seq(), among(follow, some)));
    taken.parts().forEach(part -> part.forEach(it -> again.put(it, Instant.MAX)));
    setAside.addAll(taken.setAside());
    waiting.askAgain(tenant, category(Kind.CLIENT), again, SOON);
    return read.stream().filter(it -> !isMerged(it)).toList();
  }

  private static Map<String, LedgerRecord> among(
      Map<String, LedgerRecord> follow, List<LedgerRecord> some) {
    return some.stream().collect(Collectors.toMap(LedgerRecord::id, it -> follow.get(it.id())));
  }

  private static boolean isMerged(LedgerRecord it) {
    return it.derived().containsKey(Fields.MERGED_TO);
  }

  /** Where payments are left alone, those that an invoice shows are, too. */
  private List<LedgerRecord> kept(LaneCalls calls, List<LedgerRecord> records) {
    boolean whole = features.of(new BindingId(calls.scope().binding())).flows(Kind.PAYMENT.text());
    return whole ? records : records.stream().map(LedgerRecord::withoutPayments).toList();
  }

  /**
   * What became of a reading of payments.
   *
   * @param notTaken the ledger's ids of the invoices that could not be taken in, now or before
   */
  record Payments(Mirror.Absorbed absorbed, Set<String> notTaken) {}

  /**
   * Payments belong to their invoices: what cannot be taken in is an invoice, and comes with it
   * when that is tried again.
   */
  Payments takePayments(UUID tenant, Answer<List<LedgerRecord>> answer) {
    Map<String, Instant> troubled =
        letters.troubled(
            tenant, answer.value().stream().map(Fetching::invoice).distinct().toList());
    Map<Boolean, List<LedgerRecord>> isNews =
        answer.value().stream()
            .collect(
                Collectors.partitioningBy(
                    it -> DeadLetters.isNews(it.changedAt(), troubled.get(invoice(it)))));
    var taken =
        carefully.takeParts(
            tenant,
            Kind.INVOICE,
            isNews.getOrDefault(true, List.of()),
            Fetching::invoice,
            some -> mirror.absorbPayments(tenant, answer.seq(), some));
    Mirror.Absorbed absorbed = joined(taken.parts());
    askAgain(tenant, Kind.INVOICE, absorbed);
    var notTaken = new HashSet<>(taken.setAside());
    isNews.getOrDefault(false, List.of()).forEach(it -> notTaken.add(invoice(it)));
    return new Payments(absorbed, notTaken);
  }

  private static String invoice(LedgerRecord payment) {
    return payment.fields().getOrDefault(Fields.INVOICE, payment.id());
  }

  /**
   * @param ownerless whether it showed one of ours, by its word, whose client is not linked (yet)
   * @param setAside those that could not be taken in
   */
  record Advances(boolean ownerless, Set<String> setAside) {}

  /** As a list of changes shows them: what failed already is tried again by itself. */
  Advances takeChangedAdvances(UUID tenant, Answer<List<LedgerRecord>> answer) {
    Map<String, Instant> troubled =
        letters.troubled(tenant, answer.value().stream().map(LedgerRecord::id).toList());
    List<LedgerRecord> news =
        answer.value().stream()
            .filter(it -> DeadLetters.isNews(it.changedAt(), troubled.get(it.id())))
            .toList();
    Advances taken = takeAdvances(tenant, new Answer<>(news, answer.seq()));
    var setAside = answer.value().stream().map(LedgerRecord::id).collect(Collectors.toSet());
    news.forEach(it -> setAside.remove(it.id()));
    setAside.addAll(taken.setAside());
    return new Advances(taken.ownerless(), setAside);
  }

  Advances takeAdvances(UUID tenant, Answer<List<LedgerRecord>> answer) {
    var taken =
        carefully.take(
            tenant,
            Kind.ADVANCE,
            answer.value(),
            some -> incoming.take(tenant, answer.seq(), some));
    List<Mirror.Absorbed> absorbed =
        taken.parts().stream().map(IncomingAdvances.Taken::absorbed).toList();
    askAgain(tenant, Kind.ADVANCE, joined(absorbed));
    return new Advances(
        taken.parts().stream().anyMatch(IncomingAdvances.Taken::ownerless), taken.setAside());
  }

  private void askAgain(UUID tenant, Kind kind, Mirror.Absorbed absorbed) {
    waiting.askAgain(tenant, category(kind), absorbed.askAgain(), SOON);
  }

  private String category(Kind kind) {
    return notices.category(kind);
  }
}
