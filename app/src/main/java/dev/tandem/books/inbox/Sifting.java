package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.mirror.Overlaps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells events that need a reading from those that tell nothing new. */
@Component
class Sifting {

  /** Lists for the sake of what is most likely nobody's are not made more often. */
  private static final Duration LISTS = Duration.ofMinutes(1);

  /** The ledger lists advances in three places; of two of them it gives one alone a call. */
  private static final int LISTS_OF_ADVANCES = 3;

  /** So far the ledger's clock may be ahead of ours. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private final WaitingNotices waiting;
  private final Mirror mirror;
  private final Overlaps overlaps;
  private final Newcomers newcomers;
  private final Sweeps sweeps;
  private final EchoesHeard echoes;
  private final InboxSettings settings;
  private final Notices notices;

  Sifting(
      WaitingNotices waiting,
      Mirror mirror,
      Overlaps overlaps,
      Newcomers newcomers,
      Sweeps sweeps,
      EchoesHeard echoes,
      InboxSettings settings,
      Notices notices) {
    this.notices = notices;
    this.echoes = echoes;
    this.overlaps = overlaps;
    this.newcomers = newcomers;
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
    // An advance of a client of ours is wanted, whoever made it.
    boolean strangers = kind == Kind.ADVANCE || newcomers.mayBe(kind, scope.tenant());
    Instant listed =
        sweeps.find(scope.tenant(), kind.text()).map(Sweeps.Mark::watermark).orElse(null);
    var wanted = new LinkedHashMap<String, List<UUID>>();
    var verdicts = new HashMap<String, List<UUID>>();
    var early = new ArrayList<UUID>();
    var credits = new HashMap<String, Instant>();
    var overtaken = new LinkedHashSet<UUID>();
    var doubtful = new LinkedHashSet<UUID>();
    // Those that are read, too: whatever they told of is known by the next one.
    events.stream()
        .filter(it -> it.told() && linked.containsKey(it.resource()))
        .forEach(it -> echoes.note(scope.tenant(), it.resource(), it.at()));
    for (WaitingNotices.Waiting it : events) {
      LinkTimes link = linked.get(it.resource());
      switch (judge(kind, scope, it, link, creating, strangers, listed)) {
        case FETCH -> {
          wanted.computeIfAbsent(it.resource(), _ -> new ArrayList<>()).add(it.id());
          if (link != null && isSomebodys(scope, it.at(), link)) {
            doubtful.add(link.record());
          }
        }
        case EARLY -> early.add(it.id());
        case KNOWN -> {
          verdicts.computeIfAbsent("known", _ -> new ArrayList<>()).add(it.id());
          if (link != null
              && (isBetween(settings.echo(), it.at(), link) || isSomebodys(scope, it.at(), link))) {
            doubtful.add(link.record());
          }
        }
        case OVERTAKEN -> {
          verdicts.computeIfAbsent("overtaken", _ -> new ArrayList<>()).add(it.id());
          overtaken.add(Objects.requireNonNull(link).record());
        }
        case STRANGER -> {
          verdicts.computeIfAbsent("stranger", _ -> new ArrayList<>()).add(it.id());
          if (kind == Kind.CREDIT_NOTE) {
            credits.merge(it.resource(), it.at(), (a, b) -> a.isAfter(b) ? a : b);
          }
        }
        case NEAR -> {
          verdicts.computeIfAbsent("near", _ -> new ArrayList<>()).add(it.id());
          echoes.noteNear(scope.tenant(), it.resource(), it.at());
        }
        case LISTED -> verdicts.computeIfAbsent("listed", _ -> new ArrayList<>()).add(it.id());
      }
    }
    List<UUID> together = kind == Kind.ADVANCE ? together(wanted, events, listed) : List.of();
    if (!together.isEmpty()) {
      verdicts.computeIfAbsent("listed", _ -> new ArrayList<>()).addAll(together);
    }
    verdicts.forEach((verdict, ids) -> waiting.done(ids, verdict));
    waiting.early(early);
    // A credit note that is none of ours may be a client's credit.
    waiting.askAgain(scope.tenant(), notices.category(Kind.ADVANCE), credits, Duration.ZERO);
    overlaps.suspect(kind, scope.tenant(), overtaken, true);
    overlaps.suspect(kind, scope.tenant(), doubtful, false);
    if (verdicts.containsKey("near")) {
      sweeps.hasten(scope.tenant(), kind.text(), sweeps.now().plus(settings.soon()));
    }
    if (verdicts.containsKey("listed")) {
      sweeps.hasten(scope.tenant(), kind.text(), nextList(kind, scope));
    }
    return wanted;
  }

  /**
   * Of most advances no call names several: where reading them takes more calls than they have
   * lists, the next reading shows all of each. What failed, or lies before that reading, is read
   * for itself.
   *
   * @param wanted what has to be read: those are taken out of it
   * @return the events of those that the reading shows
   */
  private List<UUID> together(
      Map<String, List<UUID>> wanted,
      List<WaitingNotices.Waiting> events,
      @Nullable Instant listed) {
    Set<String> apart =
        events.stream()
            .filter(it -> it.tries() > 0 || it.halved() > 0 || !isListedNext(it.at(), listed))
            .map(WaitingNotices.Waiting::resource)
            .collect(Collectors.toSet());
    List<String> shown = wanted.keySet().stream().filter(it -> !apart.contains(it)).toList();
    long alone = shown.stream().filter(it -> notices.isReadAlone(Kind.ADVANCE, it)).count();
    return alone + (alone < shown.size() ? 1 : 0) <= LISTS_OF_ADVANCES
        ? List.of()
        : shown.stream().flatMap(it -> wanted.remove(it).stream()).toList();
  }

  /** A shop sells all day: that costs no more lists than there are minutes, or calls for them. */
  private Instant nextList(Kind kind, LaneScope scope) {
    Instant soon = sweeps.now().plus(settings.soon());
    Duration apart = scope.apart().compareTo(LISTS) > 0 ? scope.apart() : LISTS;
    return sweeps
        .find(scope.tenant(), kind.text())
        .map(it -> it.readAt().plus(apart))
        .filter(soon::isBefore)
        .orElse(soon);
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
    /** So near to what is known that it may be that: the next reading, which comes soon, tells. */
    NEAR,
    /** Most likely nobody's here: the next reading tells, within a minute. */
    LISTED
  }

  private Judgement judge(
      Kind kind,
      LaneScope scope,
      WaitingNotices.Waiting event,
      @Nullable LinkTimes link,
      boolean creating,
      boolean strangers,
      @Nullable Instant listed) {
    if (link == null) {
      // A payment that was made over there is told apart by its invoice; another kind may be what
      // a call of ours is just making.
      if (kind == Kind.PAYMENT) {
        return Judgement.FETCH;
      }
      return creating
          ? Judgement.EARLY
          : strangers ? stranger(kind, event, listed) : Judgement.STRANGER;
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
    // What a reading showed while a write was open carries the time of a payment of ours, whatever
    // was changed before that: only what the ledger told of is that payment's echo.
    Instant wrote = event.told() || !link.touched() ? link.wroteAt() : null;
    boolean known =
        isUpTo(at, link.seenAt()) || isWithin(settings.echo(), at, link.seenAt(), wrote);
    if (known && isSomebodysSince(scope, at, link)) {
      return Judgement.FETCH;
    }
    return known
        ? Judgement.KNOWN
        // The next reading shows the time to which a payment of ours moved it, and tells nothing.
        : isWithin(settings.near(), at, link.seenAt(), link.touched() ? null : link.wroteAt())
                && isListedNext(at, listed)
            ? Judgement.NEAR
            : Judgement.FETCH;
  }

  /**
   * Of invoices most are nobody's here, as a shop's: one list in summary form tells which of them
   * come, of however many. It does not go back to what an event tells of that is looked at again.
   */
  private Judgement stranger(Kind kind, WaitingNotices.Waiting event, @Nullable Instant listed) {
    return kind == Kind.INVOICE && event.tries() == 0 && isListedNext(event.at(), listed)
        ? Judgement.LISTED
        : Judgement.FETCH;
  }

  /**
   * Whether the next reading shows what changed then. One that was made while a write of ours was
   * open has shown it already, and only asked for it to be judged again.
   *
   * @param listed up to when the kind's changes were listed; null if never
   */
  private boolean isListedNext(Instant at, @Nullable Instant listed) {
    return listed != null && at.isAfter(listed) && at.isBefore(sweeps.now().plus(AHEAD));
  }

  /**
   * In a gap before one of our writes, this far from its ends: the events' clock may not be the
   * records'.
   */
  private static boolean isBetween(Duration from, Instant at, LinkTimes link) {
    return link.gaps().stream().anyMatch(it -> it.holds(at, from, from));
  }

  /**
   * Two events are as near to one moment as an echo, and one of them is of a gap before a write.
   */
  private boolean isSomebodys(LaneScope scope, Instant at, LinkTimes link) {
    List<Instant> near = echoes(scope, at, link);
    return near.size() > 1
        && near.stream().anyMatch(one -> link.gaps().stream().anyMatch(gap -> gap.holds(one)));
  }

  /** The same, where one of them tells of later than anything that is known. */
  private boolean isSomebodysSince(LaneScope scope, Instant at, LinkTimes link) {
    List<Instant> near = echoes(scope, at, link);
    return near.size() > 1
        && near.stream().anyMatch(it -> !isUpTo(it, link.seenAt()) && !isUpTo(it, link.wroteAt()));
  }

  /** All that was heard as near as an echo to that moment of the record's that is the nearest. */
  private List<Instant> echoes(LaneScope scope, Instant at, LinkTimes link) {
    Instant moment = nearest(at, link);
    // What a reading shows, and what a payment of ours moved, may be told of from before it.
    if (moment == null
        || !isWithin(settings.echo(), at, moment)
        || at.isBefore(moment) && !isOwnWrite(moment, link)) {
      return List.of();
    }
    return echoes.of(scope.tenant(), link.ledgerId()).stream()
        .filter(it -> isWithin(settings.echo(), it, moment))
        .filter(it -> Objects.equals(moment, nearest(it, link)))
        .toList();
  }

  private static boolean isOwnWrite(Instant moment, LinkTimes link) {
    return moment.equals(link.wroteAt()) && moment.equals(link.seenAt())
        || link.gaps().stream().anyMatch(it -> it.to().equals(moment));
  }

  private static @Nullable Instant nearest(Instant at, LinkTimes link) {
    return Stream.concat(
            link.gaps().stream().flatMap(it -> Stream.of(it.from(), it.to())),
            Stream.concat(Stream.ofNullable(link.seenAt()), Stream.ofNullable(link.wroteAt())))
        .min(Comparator.comparing(it -> Duration.between(it, at).abs()))
        .orElse(null);
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
