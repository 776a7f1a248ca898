package dev.tandem.books.inbox;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.connection.Route;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notices;
import dev.tandem.shared.Practices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger numbers what its webhooks tell: a hole means that something never came, nobody knows
 * about whom. And where readings meet changes that no event told of, the webhook is silent. Either
 * way the organisations that it speaks for are read once more, for exactly that time.
 */
@Component
class GapWatch {

  private static final Logger log = LoggerFactory.getLogger(GapWatch.class);

  /** What was told just now may not be written by all nodes yet. */
  private static final Duration WRITTEN = Duration.ofSeconds(5);

  /** A repetition, or a call that was overtaken, comes within this. */
  private static final Duration SETTLED = Duration.ofSeconds(90);

  /**
   * An event may come so much later than the change that it tells of; Xero repeats after 15 min.
   */
  private static final Duration LATE = Duration.ofMinutes(20);

  private static final Duration EARLY = Duration.ofMinutes(30);
  private static final Duration LATELY = Duration.ofHours(1);

  /** What is dealt with is written down within this. */
  private static final Duration DONE = Duration.ofMinutes(1);

  /** So many changes that nobody told of are no chance. */
  private static final int PROOF = 3;

  /** One call that was lost may have told of many, which one reading then meets. */
  private static final Duration APART = Duration.ofMinutes(10);

  /** Some readings are once a day, and in a quiet practice little is changed in a week. */
  private static final Duration COUNTED = Duration.ofDays(8);

  /** Of what we wrote ourselves nobody misses the event: it may come as long as Xero repeats it. */
  private static final Duration REPEATED = Duration.ofHours(25);

  /** A change is told a little later than it is made. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** So that not all organisations are asked in the same moment. */
  private static final int SPREAD_SECONDS = 300;

  /** Holes that are found one after the other are noted in all practices together. */
  private static final Duration TOGETHER = Duration.ofMinutes(5);

  private static final Duration KEPT = Duration.ofDays(32);

  private final Gaps gaps;
  private final GapsToNote toNote;
  private final Untold untold;
  private final Sweeps sweeps;
  private final Notices notices;
  private final Connections connections;
  private final LedgerFeatures features;
  private final Lanes lanes;
  private final TransactionTemplate inPractice;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  /** Until then this process has noted of which kinds something was told. */
  private volatile Instant toldTo;

  GapWatch(
      Gaps gaps,
      GapsToNote toNote,
      Untold untold,
      Sweeps sweeps,
      Notices notices,
      Connections connections,
      LedgerFeatures features,
      Lanes lanes,
      TransactionTemplate inPractice,
      ApplicationEventPublisher events,
      Clock clock) {
    this.gaps = gaps;
    this.toNote = toNote;
    this.untold = untold;
    this.sweeps = sweeps;
    this.notices = notices;
    this.connections = connections;
    this.features = features;
    this.lanes = lanes;
    this.inPractice = inPractice;
    this.events = events;
    this.clock = clock;
    this.toldTo = clock.instant().minus(LATE);
  }

  void runOnce() {
    Instant now = clock.instant();
    List<String> webhooks = gaps.webhooks(notices.provider());
    for (String via : webhooks) {
      boolean more = true;
      while (more) {
        more = gaps.follow(notices.provider(), via, now.minus(WRITTEN));
      }
    }
    gaps.settled(now.minus(SETTLED), now);
    gaps.forgetTold(now.minus(LATE).minus(LATELY).minus(EARLY), (int) EARLY.toSeconds());
    gaps.noteTold(toldTo.isAfter(now) ? now.minus(LATELY) : toldTo.minus(DONE));
    toldTo = now;
    SpokenFor spoken = spokenFor(webhooks);
    webhooks.forEach(it -> listen(it, spoken, now));
    gaps.unplanned(now.minus(TOGETHER)).stream()
        .collect(Collectors.groupingBy(Gaps.Gap::via, LinkedHashMap::new, Collectors.toList()))
        .forEach((via, some) -> note(some, spoken.routes(via), now));
    toNote.due(now).forEach(it -> note(it, spoken.routes(it.gap().via()), now));
    gaps.forgetMetBefore(now.minus(COUNTED));
    gaps.forgetBefore(now.minus(KEPT));
  }

  private SpokenFor spokenFor(List<String> webhooks) {
    Map<String, Set<UUID>> inUse = notices.keysOfSome();
    gaps.speakForSome(notices.provider(), inUse);
    Set<UUID> apart =
        inUse.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(HashSet::new));
    // A custom connection whose key nobody entered: no webhook that calls here tells of it.
    apart.addAll(gaps.untold(connections.customWithoutWebhookKey()));
    return new SpokenFor(
        webhooks, gaps.speakingForSome(notices.provider()), apart, connections.routes());
  }

  private void listen(String via, SpokenFor spoken, Instant now) {
    String provider = notices.provider();
    List<String> vias = spoken.covering(via);
    Gaps.Gap silence = gaps.silence(provider, vias).orElse(null);
    if (silence != null) {
      gaps.heardAfter(provider, vias, silence, now.minus(LATELY))
          .ifPresent(at -> gaps.endSilence(silence, at));
      return;
    }
    Instant settled = now.minus(LATE);
    gaps.unheard(
            provider,
            vias,
            spoken.tenants(via),
            now.minus(COUNTED),
            settled,
            now.minus(REPEATED),
            PROOF,
            APART)
        .ifPresent(met -> gaps.beginSilence(provider, via, vias, met, now));
  }

  /** What one practice cannot note now keeps no other from it: it tries again by itself. */
  private void note(List<Gaps.Gap> some, List<Route> routes, Instant now) {
    routes.forEach(it -> note(some, it, true, now));
    some.forEach(it -> gaps.planned(it, now));
  }

  private void note(GapsToNote.Wish wish, List<Route> routes, Instant now) {
    boolean noted =
        routes.stream()
            .filter(it -> SpokenFor.tenant(it).equals(wish.tenant()))
            .allMatch(it -> note(List.of(wish.gap()), it, wish.read(), now));
    if (noted) {
      toNote.forget(wish);
    }
  }

  private boolean note(List<Gaps.Gap> some, Route route, boolean read, Instant now) {
    UUID tenant = SpokenFor.tenant(route);
    try {
      Practices.run(
          route.practice(),
          () -> inPractice.executeWithoutResult(_ -> note(some, route, tenant, read, now)));
      return true;
    } catch (RuntimeException e) {
      log.warn("Gaps are not noted for organisation {}", tenant, e);
      toNote.failed(some, tenant, now);
      return false;
    }
  }

  private void note(List<Gaps.Gap> some, Route route, UUID tenant, boolean read, Instant now) {
    List<String> kinds = read ? kinds(route, tenant) : List.of();
    Instant due = now.plusSeconds(Math.floorMod(tenant.hashCode(), SPREAD_SECONDS));
    boolean news = false;
    for (Gaps.Gap it : some) {
      news |= untold.note(tenant, it, kinds, it.from().minus(MARGIN), due);
    }
    if (news) {
      events.publishEvent(new WebhookGapsChanged(tenant));
    }
    lanes.signal();
  }

  /** What may not be read now is found by the first reading once it may. */
  private List<String> kinds(Route route, UUID tenant) {
    Features flowing = features.of(route.binding());
    return Stream.concat(
            Kind.USUAL.stream(),
            FirstCredits.KINDS.stream().filter(it -> sweeps.find(tenant, it.text()).isPresent()))
        .map(Kind::text)
        .filter(flowing::flows)
        .toList();
  }
}
