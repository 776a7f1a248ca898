package dev.tandem.books.inbox;

import dev.tandem.books.mirror.LinkTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells changes over there that we have read or caused from others. */
@Component
class Echoes {

  private final InboxSettings settings;
  private final EchoesHeard heard;

  Echoes(InboxSettings settings, EchoesHeard heard) {
    this.settings = settings;
    this.heard = heard;
  }

  /**
   * A payment of ours moves its invoice's time, too, but only about to the moment that the payment
   * shows; a record's own write is known exactly. What the next reading was to tell of is not known
   * because a payment moved the time since.
   */
  boolean isKnown(UUID tenant, @Nullable LinkTimes link, @Nullable Instant at) {
    if (link == null || at == null) {
      return false;
    }
    Instant seen = link.seenAt();
    Instant wrote = link.wroteAt();
    if (at.equals(seen) || wrote == null) {
      return at.equals(seen);
    }
    if (!link.touched()) {
      return at.equals(wrote);
    }
    Instant told = heard.near(tenant, link.ledgerId());
    boolean unread = told != null && (seen == null || told.isAfter(seen));
    return !unread && Duration.between(wrote, at).abs().compareTo(settings.echo()) <= 0;
  }
}
