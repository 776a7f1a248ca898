package dev.tandem.books.inbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.DeadLetterRepository.Failure;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.shared.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records over there that cannot be taken in: each is tried again by itself, later each time, and
 * then waits for a person. Meanwhile nothing else waits for it.
 */
@Component
@Transactional
public class DeadLetters {

  /** How long after each failed try the next one comes. After the last a person is asked. */
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6));

  private final DeadLetterRepository letters;
  private final Notices notices;
  private final Mirror mirror;
  private final Adoption adoption;
  private final Awakening awakening;
  private final Connections connections;
  private final ObjectProvider<Lanes> lanes;
  private final ApplicationEventPublisher events;

  DeadLetters(
      DeadLetterRepository letters,
      Notices notices,
      Mirror mirror,
      Adoption adoption,
      Awakening awakening,
      Connections connections,
      ObjectProvider<Lanes> lanes,
      ApplicationEventPublisher events) {
    this.letters = letters;
    this.notices = notices;
    this.mirror = mirror;
    this.adoption = adoption;
    this.awakening = awakening;
    this.connections = connections;
    this.lanes = lanes;
    this.events = events;
  }

  /**
   * A record was shown and could not be taken in.
   *
   * @param changedAt the ledger's time of the change that was shown; {@link Instant#MAX} if unknown
   * @param words why, without personal details
   */
  void put(UUID tenant, Kind kind, String ledgerId, Instant changedAt, String words) {
    failed(tenant, kind, ledgerId, Failure.shown(changedAt, words), DELAYS);
  }

  /**
   * A record was not given when it was asked for alone, while the ledger gives others.
   *
   * @param e what came instead
   */
  void putNotGiven(UUID tenant, Kind kind, String ledgerId, RuntimeException e) {
    failed(tenant, kind, ledgerId, Failure.notGiven(e), DELAYS);
  }

  /**
   * A record is not given at all, however often and alone it is asked for: a person looks at it.
   *
   * @param e what came instead
   */
  void giveUp(UUID tenant, Kind kind, String ledgerId, RuntimeException e) {
    failed(tenant, kind, ledgerId, Failure.notGiven(e), List.of());
  }

  /**
   * A record is shown, and only a person can say what it is.
   *
   * @param words why, without personal details
   */
  void giveUp(UUID tenant, Kind kind, String ledgerId, String words) {
    failed(tenant, kind, ledgerId, Failure.shown(Instant.MAX, words), List.of());
  }

  private void failed(
      UUID tenant, Kind kind, String ledgerId, Failure failure, List<Duration> delays) {
    if (letters.failed(tenant, notices.category(kind), ledgerId, failure, delays)) {
      events.publishEvent(new DeadLettersChanged(tenant));
    }
  }

  /**
   * What a list showed and nobody could read. Whose a payment or an advance is only it could tell;
   * of the other kinds those of strangers are none of ours. What is tried again by itself, or was
   * given up, is not touched.
   */
  void putUnreadable(Kind kind, UUID tenant, Collection<String> unreadable) {
    if (unreadable.isEmpty()) {
      return;
    }
    var known = new HashSet<>(letters.troubled(tenant, unreadable).keySet());
    known.addAll(adoption.leftAlone(kind, tenant, unreadable));
    if (kind == Kind.ADVANCE) {
      // The list of credit notes shows ours, too.
      known.addAll(mirror.linked(Kind.CREDIT_NOTE, tenant, unreadable));
    }
    Set<String> ours =
        kind == Kind.PAYMENT || kind == Kind.ADVANCE
            ? Set.copyOf(unreadable)
            : mirror.linked(kind, tenant, unreadable);
    unreadable.stream()
        .filter(it -> ours.contains(it) && !known.contains(it))
        .sorted()
        .forEach(it -> put(tenant, kind, it, Instant.MAX, Blame.UNREADABLE));
  }

  /** These were taken in, or turned out to be nobody's here. */
  void mended(UUID tenant, Collection<String> ledgerIds) {
    if (!ledgerIds.isEmpty() && letters.mended(tenant, ledgerIds)) {
      events.publishEvent(new DeadLettersChanged(tenant));
    }
  }

  /**
   * Which of these could not be taken in so far.
   *
   * @return up to which change, by the ledger's ids
   */
  Map<String, Instant> troubled(UUID tenant, Collection<String> ledgerIds) {
    return letters.troubled(tenant, ledgerIds);
  }

  /** All that could not be taken in so far, by the ledger's ids. */
  Set<String> troubled(UUID tenant) {
    return letters.of(tenant).stream()
        .map(DeadLetterRepository.Letter::resource)
        .collect(Collectors.toSet());
  }

  /**
   * Whether a change is another one than that which could not be taken in.
   *
   * @param failed up to which change; null if none failed
   */
  static boolean isNews(@Nullable Instant changedAt, @Nullable Instant failed) {
    return changedAt == null || failed == null || changedAt.isAfter(failed);
  }

  /** How many were given up. */
  @Transactional(readOnly = true)
  public int dead(UUID tenant) {
    return (int) letters.of(tenant).stream().filter(it -> it.deadAt() != null).count();
  }

  /** All that could not be taken in so far, those given up first, of whatever organisation. */
  @Transactional(readOnly = true)
  public List<DeadLetter> all() {
    var all = new ArrayList<DeadLetter>();
    for (UUID tenant : tenants()) {
      for (DeadLetterRepository.Letter it : letters.of(tenant)) {
        Kind kind = notices.kind(it.category()).orElse(null);
        if (kind != null) {
          all.add(letter(it, kind, record(tenant, kind, it.resource())));
        }
      }
    }
    return all;
  }

  private static DeadLetter letter(
      DeadLetterRepository.Letter it, Kind kind, @Nullable UUID record) {
    return new DeadLetter(
        it.id(),
        kind,
        it.resource(),
        record,
        it.tries(),
        it.why(),
        it.since(),
        it.deadAt(),
        it.deadAt() == null ? it.nextAt() : null,
        it.correlation());
  }

  private @Nullable UUID record(UUID tenant, Kind kind, String ledgerId) {
    return mirror.times(kind, tenant, Set.of(ledgerId)).stream()
        .findFirst()
        .map(LinkTimes::record)
        .orElse(null);
  }

  /**
   * A person wants these tried again now.
   *
   * @throws Refused if none of them waits any more
   */
  public void again(Collection<UUID> ids) {
    if (letters.again(tenants(), ids) == 0) {
      throw new Refused("This was taken in meanwhile, so there is nothing left to try.");
    }
    tenants().forEach(it -> events.publishEvent(new DeadLettersChanged(it)));
    lanes.getObject().signal();
  }

  /** Whether somebody may say of it that it is none of ours: whose it is only it could tell. */
  public static boolean mayBeStrange(DeadLetter it) {
    return it.record() == null && (it.kind() == Kind.PAYMENT || it.kind() == Kind.ADVANCE);
  }

  /**
   * A person has looked at it over there, and it is none of ours: it is not tried again, and
   * nothing waits for it any more.
   *
   * @throws Refused if it waits no more, or is known to be ours
   */
  public void noneOfOurs(UUID id) {
    for (UUID tenant : tenants()) {
      for (DeadLetterRepository.Letter it : letters.of(tenant)) {
        Kind kind = notices.kind(it.category()).orElse(null);
        if (it.id().equals(id)
            && kind != null
            && mayBeStrange(letter(it, kind, record(tenant, kind, it.resource())))) {
          adoption.leaveAlone(kind, tenant, it.resource());
          letters.mended(tenant, List.of(it.resource()));
          awakening.lookNow(kind, tenant);
          events.publishEvent(new DeadLettersChanged(tenant));
          lanes.getObject().signal();
          return;
        }
      }
    }
    throw new Refused("This was taken in meanwhile, or is one of ours. Look at it again.");
  }

  private Set<UUID> tenants() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .map(it -> UUID.fromString(it.tenantId()))
        .collect(Collectors.toSet());
  }
}
