package dev.tandem.books.connection;

import dev.tandem.shared.Sealing;
import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroException;
import dev.tandem.xero.oauth.TokenSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The only place where tokens are renewed. Inside a process the callers of one grant share one
 * refresh; across nodes a lease on the row lets one of them through while the others wait for the
 * version to change. The lease is committed before the call and no transaction is open during it: a
 * locked row would let waiting callers drain the connection pool.
 *
 * <p>A reply that got lost is no loss: Xero takes the old refresh token once more for 30 minutes,
 * so whoever comes next simply asks again with the pair that is stored.
 */
@Component
class TokenRefresh {

  private static final Logger log = LoggerFactory.getLogger(TokenRefresh.class);

  /** Less than this left: renew before use. A call may take 40 s, a clock may be a minute off. */
  static final Duration ENOUGH = Duration.ofMinutes(5);

  /** Still good for one call, if Xero's token endpoint is away. */
  private static final Duration BARELY = Duration.ofSeconds(90);

  /** Longer than the longest call (5 s to connect, 40 s in all). */
  private static final Duration LEASE = Duration.ofSeconds(50);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int SENDS = 2;

  private final Grants grants;
  private final GrantUse use;
  private final XeroApp app;
  private final LostGrants lost;
  private final Clock clock;
  private final ConcurrentMap<GrantId, Flight> flights = new ConcurrentHashMap<>();

  TokenRefresh(Grants grants, GrantUse use, XeroApp app, LostGrants lost, Clock clock) {
    this.grants = grants;
    this.use = use;
    this.app = app;
    this.lost = lost;
    this.clock = clock;
  }

  /** The grant with a token that lasts for a while. */
  Grant fresh(GrantId id) {
    Grant grant = usable(grants.find(id));
    use.note(id);
    return grant.lasts(ENOUGH, clock.instant()) ? grant : newer(id, grant.version());
  }

  /**
   * The grant in a version after the given one, because the ledger did not like that one's token.
   */
  Grant newer(GrantId id, long version) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("No transaction may be open while a token is renewed");
    }
    var mine = new Flight(version, new CompletableFuture<>());
    Flight running;
    while ((running = flights.putIfAbsent(id, mine)) != null) {
      Grant grant = follow(running.landing());
      // One that set out for an older version may bring the very version that was refused.
      if (running.version() >= version || grant.version() > version) {
        return grant;
      }
    }
    return lead(id, mine);
  }

  private Grant lead(GrantId id, Flight flight) {
    try {
      Grant grant = refresh(id, flight.version());
      flight.landing().complete(grant);
      return grant;
    } catch (RuntimeException | Error e) {
      flight.landing().completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(id, flight);
    }
  }

  private static Grant follow(CompletableFuture<Grant> flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Grant refresh(GrantId id, long version) {
    RuntimeException trouble = null;
    for (int sends = 0; sends < SENDS; ) {
      Grant grant = usable(grants.find(id));
      if (grant.version() > version) {
        return grant;
      }
      if (!grants.lease(grant, LEASE)) {
        waitForTheOtherNode();
        continue;
      }
      sends++;
      try {
        send(grant);
      } catch (XeroAccessLost | XeroAway e) {
        trouble = e;
        grants.release(grant);
      } catch (Sealing.CannotUnseal e) {
        // A custom connection's secret, that is: its own key is missing.
        grants.release(grant);
        throw keyMissing(grant);
      } catch (RuntimeException e) {
        grants.release(grant);
        throw e;
      }
    }
    return lastResort(usable(grants.find(id)), version, trouble);
  }

  private void send(Grant grant) {
    if (grant.custom()) {
      ask(grant);
      return;
    }
    String refreshToken = grant.refreshToken();
    // Empty: it was sealed under a key that is lost.
    if (refreshToken == null || refreshToken.isEmpty()) {
      lost.tell(grant, LostReason.GRANT_ENDED);
      throw NotConnected.because(LostReason.GRANT_ENDED);
    }
    if (grant.attemptAt() != null) {
      log.info(
          "{}: an earlier refresh was never answered; asking again with the stored pair", grant);
    }
    grants.renew(grant, app.xero().oauth().refresh(refreshToken).value());
  }

  /**
   * A custom connection's token is asked for anew, and used only if it opens the organisation that
   * hangs on the grant: what an app opens is decided elsewhere, and one practice's clients must
   * never get into the books of another.
   */
  private void ask(Grant grant) {
    if (app.isStill(grant)) {
      TokenSet tokens = app.ownToken(grant);
      Set<String> bound = grants.organisationsOn(grant.id());
      if (bound.isEmpty() || bound.equals(Set.of(app.organisationOf(tokens)))) {
        grants.renew(grant, tokens);
        return;
      }
    }
    lost.tell(grant, LostReason.CUSTOM_APP_CHANGED);
    throw NotConnected.because(LostReason.CUSTOM_APP_CHANGED);
  }

  /** Both sends failed: somebody else may have succeeded, or the present token still does. */
  private Grant lastResort(Grant grant, long version, @Nullable RuntimeException trouble) {
    if (grant.version() > version) {
      return grant;
    }
    if (trouble instanceof XeroAccessLost denied) {
      LostReason reason = reason(grant, denied);
      lost.tell(grant, reason);
      throw NotConnected.because(reason);
    }
    if (grant.lasts(BARELY, clock.instant())) {
      return grant;
    }
    throw trouble instanceof XeroException e ? e : new IllegalStateException("Unreachable");
  }

  private static LostReason reason(Grant grant, XeroAccessLost denied) {
    if (grant.custom()) {
      return AppTokens.reason(denied);
    }
    return denied.why() == XeroAccessLost.Why.GRANT_ENDED
        ? LostReason.GRANT_ENDED
        : LostReason.APP_REFUSED;
  }

  private Grant usable(Grant grant) {
    return switch (grant.status()) {
      case ACTIVE -> grant;
      case REFRESH_FAILED -> throw NotConnected.because(LostReason.GRANT_ENDED);
      case UNREADABLE -> throw keyMissing(grant);
      case REVOKED ->
          throw new NotConnected(
              "The practice was disconnected from Xero. Connect it again on the Ledger page.");
    };
  }

  private NotConnected keyMissing(Grant grant) {
    lost.tell(grant, LostReason.KEY_MISSING);
    return NotConnected.because(LostReason.KEY_MISSING);
  }

  private static void waitForTheOtherNode() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while another node renews the token", e);
    }
  }

  /**
   * A refresh under way in this process.
   *
   * @param version it is to be later than this one
   */
  private record Flight(long version, CompletableFuture<Grant> landing) {}
}
