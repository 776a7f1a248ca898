package dev.tandem.books.look;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody wants to know what the ledger has of a record now. The lane looks, before everything
 * else; nobody waits for its call.
 */
@Component
public class LookNow {

  private static final String DISCONNECTED =
      "The organisation that has it is not connected any more.";

  private final Looks looks;
  private final OldestKnowledge oldest;
  private final Outbox outbox;
  private final Connections connections;
  private final LedgerFeatures features;
  private final Lanes lanes;
  private final Changes changes;
  private final Clock clock;

  LookNow(
      Looks looks,
      OldestKnowledge oldest,
      Outbox outbox,
      Connections connections,
      LedgerFeatures features,
      Lanes lanes,
      Changes changes,
      Clock clock) {
    this.looks = looks;
    this.oldest = oldest;
    this.outbox = outbox;
    this.connections = connections;
    this.features = features;
    this.lanes = lanes;
    this.changes = changes;
    this.clock = clock;
  }

  /** Whether records of this kind are looked at one by one. */
  public boolean isFor(RecordRef record) {
    return LookWork.KINDS.contains(Kind.of(record.kind()));
  }

  /**
   * Has it looked at; asked again before it was, it is looked at once.
   *
   * @throws Refused why it cannot be looked at, and what helps
   */
  @Transactional
  public void ask(RecordRef record) {
    if (!isFor(record)) {
      throw new Refused(
          "Only clients and invoices are looked at in Xero one by one: payments and credits come with their invoice.");
    }
    Standing standing = outbox.standing(record);
    String ledgerId = standing.ledgerId();
    Binding binding = binding(standing).orElse(null);
    if (binding == null || ledgerId == null) {
      throw new Refused("This is not in Xero yet, so there is nothing to look at.");
    }
    String lost = lost(binding, Kind.of(record.kind()));
    if (lost != null) {
      throw new Refused(lost);
    }
    looks.ask(record, UUID.fromString(binding.tenantId()), ledgerId);
    changes.announce(record);
    lanes.signal();
  }

  /**
   * Invoices that are worth a look: first those of which the ledger told something that was not
   * dealt with yet, then those with something left to pay, not read for longest. None where only
   * the people's calls are left of the day: see {@link #spared}.
   */
  @Transactional(readOnly = true)
  public List<RecordRef> oldestInvoices(int most) {
    return oldest.invoices(tenants(), most).stream()
        .map(it -> new RecordRef(Kind.INVOICE.text(), it))
        .toList();
  }

  /** The organisations of which more than the people's calls are left of the day. */
  List<UUID> tenants() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .filter(it -> !isSpent(it))
        .map(it -> UUID.fromString(it.tenantId()))
        .toList();
  }

  /**
   * @throws Refused why nothing of these kinds can be looked at there, and what helps
   */
  void requireOpen(UUID tenant, List<Kind> kinds) {
    Binding binding = binding(tenant).orElseThrow(() -> new Refused(DISCONNECTED));
    for (Kind it : kinds) {
      String lost = lost(binding, it);
      if (lost != null) {
        throw new Refused(lost);
      }
    }
  }

  /** What keeps even a person's call back; null if nothing does. */
  @Nullable String heldAt(UUID tenant) {
    return binding(tenant).flatMap(it -> state(it).map(state -> held(state, it))).orElse(null);
  }

  /** Why organisations are not looked at where nobody asks for a certain record. */
  @Transactional(readOnly = true)
  public List<String> spared() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .filter(this::isSpent)
        .map(
            it ->
                "Few calls are left of the day that Xero allows for %s: they are kept for people."
                    .formatted(it.organisationName()))
        .toList();
  }

  private boolean isSpent(Binding binding) {
    return state(binding)
        .filter(LaneState::daySpent)
        .filter(it -> it.dayEnds() == null || it.dayEnds().isAfter(clock.instant()))
        .isPresent();
  }

  private Optional<LaneState> state(Binding binding) {
    return lanes.states().stream().filter(it -> it.lane().equals(lanes.id(binding))).findFirst();
  }

  private Optional<Binding> binding(Standing it) {
    return it.tenant() == null ? Optional.empty() : binding(it.tenant());
  }

  private Optional<Binding> binding(UUID tenant) {
    return connections.bindings().stream()
        .filter(it -> it.tenantId().equals(tenant.toString()))
        .findFirst();
  }

  /** How it stands; calls nobody. */
  @Transactional(readOnly = true)
  public Look of(RecordRef record) {
    Look it = looks.find(record).orElse(Look.NEVER);
    if (!it.waits()) {
      return it;
    }
    Binding binding = binding(outbox.standing(record)).orElse(null);
    String why = binding == null ? DISCONNECTED : why(binding, record);
    return new Look(it.askedAt(), why == null ? it.why() : why, it.lookedAt(), it.result());
  }

  private @Nullable String why(Binding binding, RecordRef record) {
    String lost = lost(binding, Kind.of(record.kind()));
    return lost != null ? lost : state(binding).map(it -> held(it, binding)).orElse(null);
  }

  private @Nullable String lost(Binding binding, Kind kind) {
    if (!binding.active()) {
      return "The connection with %s needs somebody first: look at the Ledger page."
          .formatted(binding.organisationName());
    }
    return features.of(binding.id()).paused(kind.text()).orElse(null);
  }

  /** What keeps even a person's call back. */
  private @Nullable String held(LaneState it, Binding binding) {
    Instant now = clock.instant();
    if (it.paused()) {
      return "Calls to %s are paused. Whoever resumes them on the Ledger page lets this go, too."
          .formatted(binding.organisationName());
    }
    if (it.blockedUntil() != null) {
      return "Xero takes no more calls for now. It is looked at as soon as it does.";
    }
    boolean daySpent = it.dayLeft() != null && it.dayLeft() <= 0;
    if (daySpent && it.dayEnds() != null && it.dayEnds().isAfter(now)) {
      return "The calls that Xero allows in a day are used up. It is looked at as soon as there are more.";
    }
    return it.outage().lasts() ? "Xero cannot be reached. It is tried again by itself." : null;
  }
}
