package dev.tandem.books.inbox;

import dev.tandem.books.mirror.LinkTimes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells changes over there that we have read or caused from others. */
@Component
class Echoes {

  private final InboxSettings settings;

  Echoes(InboxSettings settings) {
    this.settings = settings;
  }

  /**
   * A payment of ours moves its invoice's time, too, but only about to the moment that the payment
   * shows; a record's own write is known exactly.
   */
  boolean isKnown(@Nullable LinkTimes link, @Nullable Instant at) {
    if (link == null || at == null) {
      return false;
    }
    boolean touched = link.wroteAt() != null && !link.wroteAt().equals(link.seenAt());
    return at.equals(link.seenAt())
        || at.equals(link.wroteAt())
        || (touched && Duration.between(link.wroteAt(), at).abs().compareTo(settings.echo()) <= 0);
  }
}
