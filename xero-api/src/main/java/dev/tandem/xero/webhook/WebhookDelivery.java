package dev.tandem.xero.webhook;

import java.util.List;

/**
 * One call of Xero's. No events means that Xero tests us. Sequences count per app, so a gap belongs
 * to no tenant.
 */
public record WebhookDelivery(
    List<WebhookEvent> events, long firstEventSequence, long lastEventSequence) {

  public WebhookDelivery {
    events = List.copyOf(events);
  }
}
