package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.shared.Deadlock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.UnexpectedRollbackException;

/**
 * Takes a reading as far as it can be taken. It is one transaction, as long as nothing fails; where
 * something does, the reading is halved, in memory and without a call, until the record stands
 * alone that is to blame. The others are taken, and that one is set aside.
 */
@Component
class Carefully {

  private static final Logger log = LoggerFactory.getLogger(Carefully.class);

  private final DeadLetters letters;

  Carefully(DeadLetters letters) {
    this.letters = letters;
  }

  /**
   * What became of a reading.
   *
   * @param parts what each transaction that was committed gave
   * @param setAside the ledger's ids of those that could not be taken
   */
  record Taken<T>(List<T> parts, Set<String> setAside) {}

  /** Each record by itself. */
  <T> Taken<T> take(
      UUID tenant,
      Kind kind,
      List<LedgerRecord> read,
      Function<List<LedgerRecord>, T> transaction) {
    return take(tenant, kind, read, LedgerRecord::id, Carefully::changedAt, transaction);
  }

  /**
   * Parts of other records: those of one are taken together or not at all. When they changed says
   * nothing of when that changed.
   *
   * @param kind of those other records
   * @param of to which of them a part belongs, by the ledger's id
   */
  <T> Taken<T> takeParts(
      UUID tenant,
      Kind kind,
      List<LedgerRecord> read,
      Function<LedgerRecord, String> of,
      Function<List<LedgerRecord>, T> transaction) {
    return take(tenant, kind, read, of, _ -> Instant.MAX, transaction);
  }

  private <T> Taken<T> take(
      UUID tenant,
      Kind kind,
      List<LedgerRecord> read,
      Function<LedgerRecord, String> whole,
      Function<List<LedgerRecord>, Instant> changedAt,
      Function<List<LedgerRecord>, T> transaction) {
    List<List<LedgerRecord>> wholes =
        List.copyOf(
            read.stream()
                .collect(Collectors.groupingBy(whole, LinkedHashMap::new, Collectors.toList()))
                .values());
    var parts = new ArrayList<T>();
    var setAside = new HashSet<String>();
    Deque<List<List<LedgerRecord>>> open = new ArrayDeque<>(List.of(wholes));
    while (!open.isEmpty()) {
      List<List<LedgerRecord>> piece = open.pop();
      try {
        List<LedgerRecord> records = piece.stream().flatMap(List::stream).toList();
        parts.add(Deadlock.retried(() -> transaction.apply(records)));
      } catch (RuntimeException e) {
        if (isNobodysFault(e) || piece.isEmpty()) {
          throw e;
        }
        if (piece.size() > 1) {
          int half = piece.size() / 2;
          open.push(piece.subList(half, piece.size()));
          open.push(piece.subList(0, half));
        } else {
          String id = whole.apply(piece.getFirst().getFirst());
          setAside.add(id);
          setAside(tenant, kind, id, changedAt.apply(piece.getFirst()), e);
        }
      }
    }
    return new Taken<>(parts, setAside);
  }

  /** The database's trouble, or the turn's, and not that of any record. */
  private static boolean isNobodysFault(RuntimeException e) {
    return switch (e) {
      case LaneStopped _, LedgerTrouble _ -> true;
      // Something within failed, was caught and left no way to commit.
      case UnexpectedRollbackException _ -> false;
      case TransientDataAccessException _, RecoverableDataAccessException _ -> true;
      case NonTransientDataAccessResourceException _, TransactionException _ -> true;
      default -> false;
    };
  }

  private static Instant changedAt(List<LedgerRecord> records) {
    Instant latest = Instant.MIN;
    for (LedgerRecord it : records) {
      Instant at = it.changedAt() == null ? Instant.MAX : it.changedAt();
      latest = at.isAfter(latest) ? at : latest;
    }
    return latest;
  }

  /** Without the exception's message: a database's may repeat a client's name. */
  private void setAside(
      UUID tenant, Kind kind, String id, Instant changedAt, RuntimeException cause) {
    log.error(
        "Could not take in {} {} of organisation {}: {} at {}",
        kind,
        id,
        tenant,
        cause.getClass().getName(),
        Arrays.stream(cause.getStackTrace())
            .filter(it -> it.getClassName().startsWith("dev.tandem"))
            .limit(5)
            .toList());
    letters.put(tenant, kind, id, changedAt, Blame.words(cause));
  }
}
