package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events as work for a lane: many events of one record become one fetch, many records one call.
 * Echoes of our own writes and what we have read already cause none.
 */
@Component
class PullWork implements LaneWork {

  private static final Duration LOAN = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration MISSED_AGAIN = Duration.ofSeconds(10);

  /** A record's story is for people: they look back further than at calls. */
  private static final Duration STORY_KEPT = Duration.ofDays(2 * 365);

  private final WaitingNotices waiting;
  private final Fetching fetching;
  private final Sifting sifting;
  private final DeadLetters letters;
  private final Others others;
  private final Heard heard;
  private final InFlight inFlight;
  private final Mirror mirror;
  private final Notices notices;
  private final Sweeps sweeps;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;

  PullWork(
      WaitingNotices waiting,
      Fetching fetching,
      Sifting sifting,
      DeadLetters letters,
      Others others,
      Heard heard,
      InFlight inFlight,
      Mirror mirror,
      Notices notices,
      Sweeps sweeps,
      LedgerFeatures features,
      TransactionTemplate inPractice) {
    this.waiting = waiting;
    this.fetching = fetching;
    this.sifting = sifting;
    this.letters = letters;
    this.others = others;
    this.heard = heard;
    this.inFlight = inFlight;
    this.mirror = mirror;
    this.notices = notices;
    this.sweeps = sweeps;
    this.features = features;
    this.inPractice = inPractice;
  }

  /** What has to be fetched of one kind: the events by record. */
  private record Fetch(Kind kind, Map<String, List<UUID>> events) {

    List<UUID> of(Set<String> records) {
      return events.entrySet().stream()
          .filter(it -> records.contains(it.getKey()))
          .flatMap(it -> it.getValue().stream())
          .toList();
    }
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted != LaneClass.PULL) {
      return null;
    }
    List<WaitingNotices.Waiting> ready = waiting.ready(scope.tenant());
    if (ready.isEmpty()) {
      return null;
    }
    Optional<Fetch> fetch =
        inPractice.execute(
            _ -> {
              heard.note(scope.tenant(), ready);
              return Optional.ofNullable(sort(scope, ready));
            });
    fetch.ifPresent(it -> inFlight.begin(scope, it.kind(), it.events().keySet()));
    return fetch.map(it -> (LaneJob) calls -> run(it, scope, calls)).orElse(null);
  }

  private void run(Fetch fetch, LaneScope scope, LaneCalls calls) {
    List<UUID> events = fetch.of(fetch.events().keySet());
    try {
      Fetching.Fetched read =
          fetching.fetch(fetch.kind(), LaneClass.PULL, calls, List.copyOf(fetch.events().keySet()));
      waiting.untried(fetch.of(read.setAside()), "set aside");
      // Shown while it is being written: another event asks again, but what failed before waits on.
      List<UUID> early = fetch.of(read.early());
      waiting.untried(early, "fetched");
      waiting.later(early, SOON);
      // One answer that lacks it is no proof: Xero may not have it everywhere at once.
      waiting.missed(scope.tenant(), fetch.of(read.missing()), MISSED_AGAIN);
      var settled = new HashSet<>(read.asked());
      settled.removeAll(read.setAside());
      settled.removeAll(read.early());
      settled.removeAll(read.missing());
      waiting.done(fetch.of(settled), "fetched");
    } catch (RuntimeException e) {
      waiting.later(events, SOON);
      if (e instanceof LedgerTrouble trouble) {
        blame(fetch, calls, trouble);
      }
      throw e;
    } finally {
      inFlight.end(scope, fetch.kind(), fetch.events().keySet());
    }
  }

  /**
   * The ledger did not give what was asked for. Where it gives others, one of these is to blame:
   * they are halved until that stands alone and is set aside. Where it gives nothing, none is.
   */
  private void blame(Fetch fetch, LaneCalls calls, LedgerTrouble e) {
    Set<String> records = fetch.events().keySet();
    List<UUID> events = fetch.of(records);
    if (!Blame.isItsAnswer(e) || !others.areGiven(fetch.kind(), LaneClass.PULL, calls, records)) {
      return;
    }
    if (records.size() > 1) {
      waiting.halve(events);
    } else if (Blame.mayBeTheirs(e, 1)) {
      String record = records.iterator().next();
      letters.putNotGiven(calls.scope().tenant(), fetch.kind(), record, e);
      waiting.untried(events, "set aside");
    } else {
      // Lost on the way or broken off: no word against the record, however often.
      waiting.putOff(events);
    }
  }

  /** Deals with what needs no call and picks one call's worth of the rest: the oldest records. */
  private @Nullable Fetch sort(LaneScope scope, List<WaitingNotices.Waiting> ready) {
    var byKind = new EnumMap<Kind, List<WaitingNotices.Waiting>>(Kind.class);
    var foreign = new ArrayList<UUID>();
    for (WaitingNotices.Waiting it : ready) {
      notices
          .kind(it.category())
          .ifPresentOrElse(
              kind -> byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(it),
              () -> foreign.add(it.id()));
    }
    waiting.done(foreign, "not kept");
    leaveAlone(scope, byKind);
    rest(scope, byKind);
    var chosen = new ArrayList<Fetch>();
    for (var entry : byKind.entrySet()) {
      Kind kind = entry.getKey();
      Set<String> read = inFlight.of(scope, kind);
      List<WaitingNotices.Waiting> free =
          entry.getValue().stream().filter(it -> !read.contains(it.resource())).toList();
      for (Map<String, List<UUID>> it : portions(sifting.sift(kind, scope, free), free)) {
        // A call that is not full goes when no other of its kind is under way: it may fill
        // meanwhile.
        if (read.isEmpty() || it.size() >= Books.AT_ONCE) {
          chosen.add(new Fetch(kind, it));
        }
      }
    }
    Fetch first = oldest(chosen, ready);
    if (first != null) {
      waiting.lend(first.of(first.events().keySet()), LOAN);
    }
    return first;
  }

  /** Of several calls that whose oldest event is the oldest. */
  private static @Nullable Fetch oldest(List<Fetch> of, List<WaitingNotices.Waiting> ready) {
    if (of.size() > 1) {
      for (WaitingNotices.Waiting it : ready) {
        for (Fetch one : of) {
          if (one.events().getOrDefault(it.resource(), List.of()).contains(it.id())) {
            return one;
          }
        }
      }
    }
    return of.isEmpty() ? null : of.getFirst();
  }

  /** What may not be read now is found by the first sweep once it may. */
  private void leaveAlone(LaneScope scope, EnumMap<Kind, List<WaitingNotices.Waiting>> byKind) {
    Features flowing = features.of(new BindingId(scope.binding()));
    for (Kind kind : List.copyOf(byKind.keySet())) {
      if (!flowing.flows(kind.text())) {
        List<WaitingNotices.Waiting> left = byKind.remove(kind);
        waiting.done(left.stream().map(WaitingNotices.Waiting::id).toList(), "left alone");
        sweeps.hasten(scope.tenant(), kind.text(), sweeps.now());
      }
    }
  }

  /** Where the ledger fails in a row it is not asked for a while. */
  private void rest(LaneScope scope, EnumMap<Kind, List<WaitingNotices.Waiting>> byKind) {
    for (Kind kind : List.copyOf(byKind.keySet())) {
      Instant until = scope.resting().until(KindOfWork.reading(kind));
      if (until != null) {
        List<WaitingNotices.Waiting> resting = byKind.remove(kind);
        waiting.later(
            resting.stream().map(WaitingNotices.Waiting::id).toList(),
            Duration.between(sweeps.now(), until));
      }
    }
  }

  /** What failed together is asked for in ever smaller portions, and apart from all else. */
  private static List<Map<String, List<UUID>>> portions(
      Map<String, List<UUID>> wanted, List<WaitingNotices.Waiting> events) {
    Map<String, Integer> halved =
        events.stream()
            .collect(
                Collectors.toMap(
                    WaitingNotices.Waiting::resource,
                    WaitingNotices.Waiting::halved,
                    Integer::max));
    Map<Integer, List<Map.Entry<String, List<UUID>>>> alike =
        wanted.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    it -> halved.getOrDefault(it.getKey(), 0), TreeMap::new, Collectors.toList()));
    return alike.entrySet().stream()
        .map(it -> atMost(it.getValue(), size(it.getKey(), it.getValue().size())))
        .toList();
  }

  private static int size(int halved, int records) {
    return halved == 0
        ? Books.AT_ONCE
        : Math.max(1, Math.min((records + 1) / 2, Books.AT_ONCE >> halved));
  }

  private static Map<String, List<UUID>> atMost(
      List<Map.Entry<String, List<UUID>>> wanted, int most) {
    return wanted.stream()
        .limit(most)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    return waiting.due(scope.tenant());
  }

  @Override
  public void tidy(Instant now, Instant logFrom) {
    Instant usual = now.minus(STORY_KEPT);
    mirror.forgetStoriesBefore(usual.isBefore(logFrom) ? usual : logFrom);
  }
}
