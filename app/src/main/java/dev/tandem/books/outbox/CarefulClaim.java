package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.PushClaim.Claimed;
import dev.tandem.shared.Deadlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
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

  private static final String OTHERS_TOO =
      "Tandem can prepare nothing of this kind for Xero at present, and tries again by itself. Tell whoever looks after Tandem.";

  /** So many in a row that fail in the same way are not to blame for it. */
  private static final int MANY = 3;

  /** And so many in whatever way. */
  private static final int ENOUGH = 10;

  /** The kind is let be for so long. */
  private static final Duration REST = Duration.ofMinutes(1);

  /** Those that were tried come after the others: one of them may be to blame all the same. */
  private static final Duration BEHIND = Duration.ofMinutes(5);

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
      return oneByOne(kind, scope, urgentOnly);
    }
  }

  /**
   * One after the other until one can be prepared: then those before it are to blame themselves,
   * and are held for a person. Where none can be, something else is wrong, and nothing is held.
   */
  private Claimed oneByOne(Kind kind, LaneScope scope, boolean urgentOnly) {
    var failed = new ArrayList<NotPrepared>();
    while (true) {
      List<UUID> except = failed.stream().map(it -> it.edit().record()).toList();
      try {
        Claimed next = Deadlock.retried(() -> claim.claimOne(kind, scope, urgentOnly, except));
        switch (next) {
          case Claimed.Again _ -> {}
          case Claimed.Nothing _ -> {
            each(failed, it -> pending.delay(kind, scope.tenant(), it, REASON, Books.BATCH));
            return next;
          }
          case Claimed.ReadFirst _, Claimed.ReadWhole _ -> {
            return next;
          }
          case Claimed.Batch _, Claimed.Look _ -> {
            each(failed, it -> pending.hold(kind, scope.tenant(), it, REASON));
            return next;
          }
        }
      } catch (DuplicateKeyException _) {
        return new Claimed.Again();
      } catch (NotPrepared e) {
        tell(kind, e);
        failed.add(e);
        if (isNobodysFault(failed)) {
          Deadlock.retried(() -> putOff(kind, scope.tenant(), failed));
          return new Claimed.Nothing();
        }
      }
    }
  }

  private static boolean isNobodysFault(List<NotPrepared> failed) {
    List<NotPrepared> last = failed.subList(Math.max(0, failed.size() - MANY), failed.size());
    boolean alike = last.size() == MANY && last.stream().allMatch(last.getFirst()::isLike);
    return alike || failed.size() == ENOUGH;
  }

  private void putOff(Kind kind, UUID tenant, List<NotPrepared> failed) {
    inPractice.executeWithoutResult(
        _ -> {
          pending.putOffReady(kind, tenant, REST);
          failed.forEach(it -> pending.putOff(kind, tenant, it.edit(), OTHERS_TOO, BEHIND));
        });
  }

  private void each(List<NotPrepared> failed, Consumer<PendingPushes.Revision> what) {
    // In the order in which everybody locks them.
    List<PendingPushes.Revision> edits =
        failed.stream()
            .map(NotPrepared::edit)
            .sorted(Comparator.comparing(PendingPushes.Revision::record))
            .toList();
    Deadlock.retried(() -> inPractice.executeWithoutResult(_ -> edits.forEach(what)));
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
