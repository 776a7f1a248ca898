package dev.tandem.books.look;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentTwins;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Somebody is about to take money for an invoice: what came in over there meanwhile is read first,
 * by one call and not for longer than a person at a till waits.
 */
@Component
class MoneyJustIn implements PaymentTwins {

  private static final Logger log = LoggerFactory.getLogger(MoneyJustIn.class);

  /** What is known since then is young enough. */
  private static final Duration YOUNG = Duration.ofMinutes(2);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Outbox outbox;
  private final Inbox inbox;
  private final Connections connections;
  private final LedgerFeatures features;
  private final Lanes lanes;
  private final Clock clock;

  /** Those that are being read: whoever asks meanwhile waits for the same call. */
  private final Map<InvoiceId, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  MoneyJustIn(
      Outbox outbox,
      Inbox inbox,
      Connections connections,
      LedgerFeatures features,
      Lanes lanes,
      Clock clock) {
    this.outbox = outbox;
    this.inbox = inbox;
    this.connections = connections;
    this.features = features;
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public void freshen(InvoiceId invoice) {
    Standing standing = outbox.standing(new RecordRef("invoice", invoice.value()));
    UUID tenant = standing.tenant();
    String ledgerId = standing.ledgerId();
    if (tenant == null || ledgerId == null) {
      return;
    }
    Instant old = clock.instant().minus(YOUNG);
    if (!inbox.mayHaveUnreadMoney(tenant, List.of(invoice.value()), old)) {
      return;
    }
    binding(tenant).ifPresent(it -> await(read(it, invoice, ledgerId)));
  }

  /** Only where payments are taken over at all. */
  private Optional<Binding> binding(UUID tenant) {
    return connections.bindings().stream()
        .filter(it -> it.active() && it.tenantId().equals(tenant.toString()))
        .filter(it -> features.of(it.id()).flows(Kind.PAYMENT.text()))
        .findFirst();
  }

  private CompletableFuture<Void> read(Binding binding, InvoiceId invoice, String ledgerId) {
    PracticeId practice = Practices.current();
    var mine = new CompletableFuture<Void>();
    CompletableFuture<Void> others = underWay.putIfAbsent(invoice, mine);
    if (others != null) {
      return others;
    }
    Thread.ofVirtual()
        .name("money just in")
        .start(
            () -> {
              try {
                Practices.run(practice, () -> look(binding, ledgerId));
              } finally {
                underWay.remove(invoice, mine);
                mine.complete(null);
              }
            });
    return mine;
  }

  private void look(Binding binding, String ledgerId) {
    try {
      lanes.visit(
          binding.id(),
          calls -> inbox.look(Kind.INVOICE, LaneClass.PERSON, calls, List.of(ledgerId)));
    } catch (LaneStopped | LedgerTrouble e) {
      log.debug("An invoice could not be read before money was taken: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.warn("An invoice could not be read before money was taken", e);
    }
  }

  /** Whatever it comes to, the money is taken: what is missed is asked before it is sent. */
  private static void await(CompletableFuture<Void> reading) {
    try {
      reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.debug("Money is taken without a reading of its invoice");
    }
  }
}
