package dev.tandem.xero.webhook;

import java.util.List;

/**
 * One call of Xero's. No events means that Xero tests us. Sequences count per app, so a gap belongs
 * to no tenant.
 *
 * @param unreadable how many entries of the list have not the form of an event. They do not take
 *     the others with them: Xero adds categories, and one in a new form must not hide the rest
 */
public record WebhookDelivery(
    List<WebhookEvent> events, int unreadable, long firstEventSequence, long lastEventSequence) {

  public WebhookDelivery {
    events = List.copyOf(events);
  }
}
