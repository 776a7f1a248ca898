package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

  /** A record's story is for people: they look back further than at calls. */
  private static final Duration STORY_KEPT = Duration.ofDays(2 * 365);

  private final WaitingNotices waiting;
  private final Inbox inbox;
  private final Mirror mirror;
  private final Notices notices;
  private final Sweeps sweeps;
  private final InboxSettings settings;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;

  PullWork(
      WaitingNotices waiting,
      Inbox inbox,
      Mirror mirror,
      Notices notices,
      Sweeps sweeps,
      InboxSettings settings,
      LedgerFeatures features,
      TransactionTemplate inPractice) {
    this.waiting = waiting;
    this.inbox = inbox;
    this.mirror = mirror;
    this.notices = notices;
    this.sweeps = sweeps;
    this.settings = settings;
    this.features = features;
    this.inPractice = inPractice;
  }

  /** What has to be fetched of one kind: the events by record. */
  private record Fetch(Kind kind, Map<String, List<UUID>> events) {}

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted != LaneClass.PULL) {
      return null;
    }
    List<WaitingNotices.Waiting> lent = waiting.lend(scope.tenant(), LOAN);
    if (lent.isEmpty()) {
      return null;
    }
    Optional<Fetch> fetch = inPractice.execute(_ -> Optional.ofNullable(sort(scope, lent)));
    return fetch.map(it -> (LaneJob) calls -> run(it, calls)).orElse(null);
  }

  private void run(Fetch fetch, dev.tandem.books.lane.LaneCalls calls) {
    List<UUID> events = fetch.events().values().stream().flatMap(List::stream).toList();
    try {
      inbox.fetch(fetch.kind(), LaneClass.PULL, calls, List.copyOf(fetch.events().keySet()));
      waiting.done(events, "fetched");
    } catch (RuntimeException e) {
      waiting.later(events, SOON);
      throw e;
    }
  }

  /** Deals with what needs no call and picks one call's worth of the rest. */
  private @Nullable Fetch sort(LaneScope scope, List<WaitingNotices.Waiting> lent) {
    var byKind = new EnumMap<Kind, List<WaitingNotices.Waiting>>(Kind.class);
    var foreign = new ArrayList<UUID>();
    for (WaitingNotices.Waiting it : lent) {
      notices
          .kind(it.category())
          .ifPresentOrElse(
              kind -> byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(it),
              () -> foreign.add(it.id()));
    }
    waiting.done(foreign, "not kept");
    leaveAlone(scope, byKind);
    rest(scope, byKind);
    Fetch chosen = null;
    for (var entry : byKind.entrySet()) {
      Map<String, List<UUID>> wanted = sift(entry.getKey(), scope, entry.getValue());
      if (chosen == null && !wanted.isEmpty()) {
        chosen = new Fetch(entry.getKey(), atMost(wanted));
        chosen.events().keySet().forEach(wanted::remove);
      }
      // The rest is for the next call, which may begin at once.
      waiting.later(wanted.values().stream().flatMap(List::stream).toList(), Duration.ZERO);
    }
    return chosen;
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

  private static Map<String, List<UUID>> atMost(Map<String, List<UUID>> wanted) {
    return wanted.entrySet().stream()
        .limit(Books.AT_ONCE)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
  }

  private Map<String, List<UUID>> sift(
      Kind kind, LaneScope scope, List<WaitingNotices.Waiting> events) {
    Map<String, LinkTimes> linked =
        mirror
            .times(
                kind,
                scope.tenant(),
                events.stream().map(WaitingNotices.Waiting::resource).distinct().toList())
            .stream()
            .collect(Collectors.toMap(LinkTimes::ledgerId, Function.identity()));
    boolean creating = mirror.creating(kind, scope.tenant());
    var wanted = new LinkedHashMap<String, List<UUID>>();
    var verdicts = new HashMap<String, List<UUID>>();
    var early = new ArrayList<UUID>();
    var overtaken = new LinkedHashSet<UUID>();
    for (WaitingNotices.Waiting it : events) {
      LinkTimes link = linked.get(it.resource());
      switch (judge(kind, it, link, creating)) {
        case FETCH -> wanted.computeIfAbsent(it.resource(), _ -> new ArrayList<>()).add(it.id());
        case EARLY -> early.add(it.id());
        case KNOWN -> verdicts.computeIfAbsent("known", _ -> new ArrayList<>()).add(it.id());
        case OVERTAKEN -> {
          verdicts.computeIfAbsent("overtaken", _ -> new ArrayList<>()).add(it.id());
          overtaken.add(Objects.requireNonNull(link).record());
        }
        case STRANGER -> verdicts.computeIfAbsent("stranger", _ -> new ArrayList<>()).add(it.id());
        case NEAR -> verdicts.computeIfAbsent("near", _ -> new ArrayList<>()).add(it.id());
      }
    }
    verdicts.forEach((verdict, ids) -> waiting.done(ids, verdict));
    waiting.later(early, SOON);
    mirror.overtaken(kind, scope.tenant(), overtaken);
    if (verdicts.containsKey("near")) {
      sweeps.hasten(scope.tenant(), kind.text(), sweeps.now().plus(settings.soon()));
    }
    return wanted;
  }

  /** What to do about an event. */
  private enum Judgement {
    FETCH,
    /** A write of the record is under way: it is judged when that is recorded. */
    EARLY,
    /** We have read that, or wrote it ourselves. */
    KNOWN,
    /** Somebody's, between our last reading and our write: we never saw it. */
    OVERTAKEN,
    STRANGER,
    /** So soon after what we know that it may be that or somebody's: the next reading tells. */
    NEAR
  }

  private Judgement judge(
      Kind kind, WaitingNotices.Waiting event, @Nullable LinkTimes link, boolean creating) {
    if (link == null) {
      // A payment that was made over there is told apart by its invoice; another kind may be what
      // a call of ours is just making.
      if (kind == Kind.PAYMENT) {
        return Judgement.FETCH;
      }
      // An advance of a client of ours is wanted, whoever made it.
      return creating
          ? Judgement.EARLY
          : kind == Kind.ADVANCE ? Judgement.FETCH : Judgement.STRANGER;
    }
    if (link.writing()) {
      return Judgement.EARLY;
    }
    Instant at = event.at();
    if (isBetween(at, link.knownBefore(), link.knownUntil())) {
      return Judgement.OVERTAKEN;
    }
    boolean known =
        isUpTo(at, link.seenAt()) || isWithin(settings.echo(), at, link.seenAt(), link.wroteAt());
    return known
        ? Judgement.KNOWN
        : isWithin(settings.near(), at, link.seenAt(), link.wroteAt())
            ? Judgement.NEAR
            : Judgement.FETCH;
  }

  /** Surely after the one and before the other: the events' clock may not be the records'. */
  private boolean isBetween(Instant at, @Nullable Instant known, @Nullable Instant wrote) {
    return known != null
        && wrote != null
        && at.isAfter(known.plus(settings.near()))
        && at.isBefore(wrote.minus(settings.near()));
  }

  private static boolean isUpTo(Instant at, @Nullable Instant seen) {
    return seen != null && !at.isAfter(seen);
  }

  private static boolean isWithin(
      Duration distance, Instant at, @Nullable Instant one, @Nullable Instant other) {
    return isWithin(distance, at, one) || isWithin(distance, at, other);
  }

  private static boolean isWithin(Duration distance, Instant at, @Nullable Instant known) {
    return known != null && Duration.between(known, at).abs().compareTo(distance) <= 0;
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
