package dev.tandem.books.outbox;

import dev.tandem.shared.Deadlock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Failures of our own while it is written down what became of a call: what nobody foresaw. They are
 * counted at the stored call; after a few its records are settled one by one, and one that fails
 * alone is held for a person.
 */
@Component
class Stumbles {

  private static final Logger log = LoggerFactory.getLogger(Stumbles.class);

  /** The database may be restarting; what fails this often fails for a reason of its own. */
  private static final int MANY = 3;

  private final PushOutcome outcome;

  Stumbles(PushOutcome outcome) {
    this.outcome = outcome;
  }

  boolean tooMany(PushBatch batch) {
    return batch.failures() >= MANY;
  }

  /** Its outcome is looked for from then on. */
  void note(PushBatch batch, RuntimeException e, Instant nextAt) {
    tell(batch, e);
    Deadlock.retried(() -> outcome.failed(batch, nextAt));
  }

  /**
   * @param alone with one record
   */
  void giveUp(PushBatch alone, RuntimeException e) {
    tell(alone, e);
    Deadlock.retried(() -> outcome.unrecorded(alone));
  }

  /** Without the message: a database's may repeat a client's name. */
  private static void tell(PushBatch batch, RuntimeException e) {
    List<Object> where =
        Arrays.<Object>stream(e.getStackTrace())
            .filter(it -> it.toString().contains("dev.tandem"))
            .limit(5)
            .toList();
    log.error(
        "Writing down what became of call {} ({} of {}) ended with {} at {}",
        batch.id(),
        batch.items().size(),
        batch.kind(),
        e.getClass().getName(),
        where);
  }
}
