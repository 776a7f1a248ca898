package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.mirror.Overlaps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells events that need a reading from those that tell nothing new. */
@Component
class Sifting {

  private final WaitingNotices waiting;
  private final Mirror mirror;
  private final Overlaps overlaps;
  private final Sweeps sweeps;
  private final InboxSettings settings;

  Sifting(
      WaitingNotices waiting,
      Mirror mirror,
      Overlaps overlaps,
      Sweeps sweeps,
      InboxSettings settings) {
    this.overlaps = overlaps;
    this.waiting = waiting;
    this.mirror = mirror;
    this.sweeps = sweeps;
    this.settings = settings;
  }

  /**
   * Closes the events that need no reading and puts off those that cannot be judged yet.
   *
   * @return what has to be read, with its events, by the ledger's ids
   */
  Map<String, List<UUID>> sift(Kind kind, LaneScope scope, List<WaitingNotices.Waiting> events) {
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
    var doubtful = new LinkedHashSet<UUID>();
    for (WaitingNotices.Waiting it : events) {
      LinkTimes link = linked.get(it.resource());
      switch (judge(kind, it, link, creating)) {
        case FETCH -> wanted.computeIfAbsent(it.resource(), _ -> new ArrayList<>()).add(it.id());
        case EARLY -> early.add(it.id());
        case KNOWN -> {
          verdicts.computeIfAbsent("known", _ -> new ArrayList<>()).add(it.id());
          if (link != null && isBetween(settings.echo(), it.at(), link)) {
            doubtful.add(link.record());
          }
        }
        case OVERTAKEN -> {
          verdicts.computeIfAbsent("overtaken", _ -> new ArrayList<>()).add(it.id());
          overtaken.add(Objects.requireNonNull(link).record());
        }
        case STRANGER -> verdicts.computeIfAbsent("stranger", _ -> new ArrayList<>()).add(it.id());
        case NEAR -> verdicts.computeIfAbsent("near", _ -> new ArrayList<>()).add(it.id());
      }
    }
    verdicts.forEach((verdict, ids) -> waiting.done(ids, verdict));
    waiting.early(early);
    overlaps.suspect(kind, scope.tenant(), overtaken, true);
    overlaps.suspect(kind, scope.tenant(), doubtful, false);
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
    if (event.tries() > 0) {
      // It was shown and could not be taken in. No time makes it known: Xero changes some contents
      // of a record without moving its time.
      return Judgement.FETCH;
    }
    if (isBetween(settings.near(), at, link)) {
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

  /**
   * Between what was known before our last write and that write, this far from both: the events'
   * clock may not be the records'.
   */
  private static boolean isBetween(Duration from, Instant at, LinkTimes link) {
    Instant known = link.knownBefore();
    Instant wrote = link.knownUntil();
    return known != null
        && wrote != null
        && at.isAfter(known.plus(from))
        && at.isBefore(wrote.minus(from));
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
}
