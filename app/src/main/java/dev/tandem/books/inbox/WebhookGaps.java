package dev.tandem.books.inbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.shared.Refused;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the webhooks did not tell the current practice, and what became of that. */
@Component
public class WebhookGaps {

  private static final int SHOWN = 20;

  private final Untold untold;
  private final Connections connections;
  private final LastSeen seen;
  private final ApplicationEventPublisher events;

  WebhookGaps(
      Untold untold, Connections connections, LastSeen seen, ApplicationEventPublisher events) {
    this.untold = untold;
    this.events = events;
    this.connections = connections;
    this.seen = seen;
  }

  /** Of all its organisations, the latest first. */
  @Transactional(readOnly = true)
  public List<WebhookGap> latest() {
    return of(connected());
  }

  private List<UUID> connected() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .map(it -> UUID.fromString(it.tenantId()))
        .toList();
  }

  /**
   * The practice does without the webhook that is silent: nothing is told of it any more, and
   * readings are as often as was chosen, until it calls again.
   *
   * @throws Refused if it is not silent any more
   */
  @Transactional
  public void without(long gap) {
    List<UUID> tenants = untold.without(connected(), gap);
    if (tenants.isEmpty()) {
      throw new Refused("Nothing was changed: Xero's webhook has called meanwhile.");
    }
    tenants.forEach(it -> events.publishEvent(new WebhookGapsChanged(it)));
  }

  /** The same of these. */
  @Transactional(readOnly = true)
  public List<WebhookGap> of(Collection<UUID> tenants) {
    return untold.latest(tenants, SHOWN);
  }

  /** When a webhook last called, of whichever practice; null if none ever did. */
  public @Nullable Instant heardAt() {
    return seen.times().accepted();
  }
}
