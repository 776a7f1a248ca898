package dev.tandem.books.outbox;

import dev.tandem.books.lane.Deadlock;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.PushClaim.Claimed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims such that one record that cannot be prepared does not keep all others from leaving. */
@Component
class CarefulClaim {

  private static final Logger log = LoggerFactory.getLogger(CarefulClaim.class);

  private static final String REASON =
      "Tandem could not prepare this for Xero. Change it here or try again; if that does not help, tell whoever looks after Tandem.";

  private final PushClaim claim;
  private final PendingPushes pending;
  private final TransactionTemplate inPractice;

  CarefulClaim(PushClaim claim, PendingPushes pending, TransactionTemplate inPractice) {
    this.claim = claim;
    this.pending = pending;
    this.inPractice = inPractice;
  }

  /** Where a former turn that thaws has claimed the same just now, it is looked at again. */
  Claimed claim(Kind kind, LaneScope scope, boolean urgentOnly) {
    try {
      return Deadlock.retried(() -> claim.claim(kind, scope, urgentOnly));
    } catch (DuplicateKeyException _) {
      return new Claimed.Again();
    } catch (RuntimeException e) {
      if (NotPrepared.passes(e)) {
        throw e;
      }
      return claimOne(kind, scope, urgentOnly);
    }
  }

  /** One after the other until the one is found that is the reason: it is held for a person. */
  private Claimed claimOne(Kind kind, LaneScope scope, boolean urgentOnly) {
    try {
      return Deadlock.retried(() -> claim.claimOne(kind, scope, urgentOnly));
    } catch (DuplicateKeyException _) {
      return new Claimed.Again();
    } catch (NotPrepared e) {
      tell(kind, e);
      inPractice.executeWithoutResult(_ -> pending.hold(kind, scope.tenant(), e.edit(), REASON));
      return new Claimed.Again();
    }
  }

  /** Without the message: it may repeat what a client told. */
  private static void tell(Kind kind, NotPrepared e) {
    Throwable cause = Objects.requireNonNull(e.getCause());
    List<Object> where =
        Arrays.<Object>stream(cause.getStackTrace())
            .filter(it -> it.toString().contains("dev.tandem"))
            .limit(5)
            .toList();
    log.error(
        "Preparing {} {} ended with {} at {}",
        kind,
        e.edit().record(),
        cause.getClass().getName(),
        where);
  }
}
