package dev.tandem.books.inbox;

import dev.tandem.books.ledger.LedgerPage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a reading of changes has come, by the ledger's clock: ours may be wrong, and a reading
 * that believed it would step over changes for good.
 */
final class ReadTo {

  /** The ledger's clock runs on while it answers. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private final Instant began;
  private final @Nullable Instant creating;
  private @Nullable Instant asOf;

  /**
   * @param began when the reading began, by our clock
   * @param creating since when a call of ours is making what is a stranger to this reading, by our
   *     clock: it is read again when linked. Null if none is
   */
  ReadTo(Instant began, @Nullable Instant creating) {
    this.began = began;
    this.creating = creating;
  }

  void answered(LedgerPage page) {
    asOf = asOf == null ? page.asOf() : asOf;
  }

  /**
   * Where a reading that goes on may be taken up.
   *
   * @param last the last change that was shown
   */
  @Nullable Instant soFar(@Nullable Instant last) {
    return last == null ? null : earlier(last, limit()).minus(OVERLAP);
  }

  /**
   * Whoever has read to the end knows everything up to when the ledger began to answer, though
   * nothing changed since long: else each reading would bring the last minutes of work again, for
   * ever. One server's wrong clock is not believed beyond our own.
   *
   * @param last the last change that was shown; all that is known where the answers had no time
   */
  @Nullable Instant end(@Nullable Instant last) {
    return soFar(asOf == null ? last : earlier(asOf, began));
  }

  private Instant limit() {
    if (creating == null) {
      return Instant.MAX;
    }
    return asOf == null ? creating : asOf.minus(Duration.between(creating, began));
  }

  private static Instant earlier(Instant a, Instant b) {
    return b.isBefore(a) ? b : a;
  }
}
