package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells changes over there that we have read or caused from others. */
@Component
class Echoes {

  private final InboxSettings settings;
  private final EchoesHeard heard;
  private final Mirror mirror;

  Echoes(InboxSettings settings, EchoesHeard heard, Mirror mirror) {
    this.mirror = mirror;
    this.settings = settings;
    this.heard = heard;
  }

  /** Whether all of it was read when it carried that time, or written by us. */
  boolean isRead(@Nullable LinkTimes link, @Nullable Instant at) {
    return link != null && at != null && at.equals(link.seenAt());
  }

  /**
   * The same, or a payment of ours moved its time: that is about the moment which the payment
   * shows. What the next reading was to tell of is not known because a payment moved the time
   * since.
   */
  boolean isKnown(UUID tenant, @Nullable LinkTimes link, @Nullable Instant at) {
    if (link == null || at == null) {
      return false;
    }
    Instant seen = link.seenAt();
    Instant wrote = link.wroteAt();
    if (isRead(link, at) || seen == null || wrote == null) {
      return isRead(link, at);
    }
    Instant told = heard.near(tenant, link.ledgerId());
    boolean unread = told != null && told.isAfter(seen);
    return !unread && link.touched() && isNear(wrote, at);
  }

  /**
   * The same, where the ledger told us of that payment, and of nothing as near: so it would have
   * told of what somebody changed before it, which the time does not show any more. Where it tells
   * nothing, whatever a payment of ours moved has to be read.
   */
  boolean isToldOf(UUID tenant, @Nullable LinkTimes link, @Nullable Instant at) {
    if (link == null || !isKnown(tenant, link, at)) {
      return false;
    }
    Instant wrote = link.wroteAt();
    return isRead(link, at)
        || wrote != null
            && heard.of(tenant, link.ledgerId()).stream().filter(it -> isNear(wrote, it)).count()
                == 1;
  }

  /** Those of these that a payment of ours moved since they were read. */
  Set<String> moved(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    return mirror.times(kind, tenant, ledgerIds).stream()
        .filter(this::isMoved)
        .map(LinkTimes::ledgerId)
        .collect(Collectors.toSet());
  }

  private boolean isMoved(LinkTimes it) {
    Instant seen = it.seenAt();
    Instant wrote = it.wroteAt();
    return seen != null && wrote != null && wrote.isAfter(seen) && !isNear(seen, wrote);
  }

  /** So far apart two times of the same change may be. */
  Duration apart() {
    return settings.echo();
  }

  private boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(settings.echo()) <= 0;
  }
}
