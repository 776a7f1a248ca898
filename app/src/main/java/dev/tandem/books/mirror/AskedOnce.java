package dev.tandem.books.mirror;

import dev.tandem.books.ledger.LedgerRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers which states of records were asked for a second time, so that a ledger that keeps
 * answering alike is not asked for ever. What a restart forgets costs one call more.
 */
@Component
class AskedOnce {

  private static final int KEPT = 10_000;

  private final Clock clock;

  private final Set<String> asked =
      Collections.newSetFromMap(
          Collections.synchronizedMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > KEPT;
                }
              }));

  AskedOnce(Clock clock) {
    this.clock = clock;
  }

  /** Whether this state of it was not asked for yet; once the transaction is committed it was. */
  boolean first(UUID tenant, LedgerRecord it) {
    return first(tenant + " " + it.id() + " " + it.changedAt());
  }

  /** Whether it was not asked for yet in this span of time, however long it stays as it is. */
  boolean first(UUID tenant, LedgerRecord it, Duration span) {
    long now = clock.millis() / span.toMillis();
    return first(tenant + " " + it.id() + " " + it.changedAt() + " " + now);
  }

  private boolean first(String state) {
    if (asked.contains(state)) {
      return false;
    }
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return asked.add(state);
    }
    // One that is rolled back asks for nothing.
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            asked.add(state);
          }
        });
    return true;
  }
}
