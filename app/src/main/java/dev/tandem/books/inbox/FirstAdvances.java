package dev.tandem.books.inbox;

import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.shared.Practices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Advances are read where one was ever sent. A restored copy may be older than the very first: then
 * it does not know that there are any. So what changed since the copy was made is looked at once,
 * where others' records are looked for that may be lost; one of ours among it has them all read.
 */
@Component
class FirstAdvances {

  private final Sweeps sweeps;

  /** Since when to look, by practice and organisation. */
  private final Map<String, Instant> wanted = new ConcurrentHashMap<>();

  FirstAdvances(Sweeps sweeps) {
    this.sweeps = sweeps;
  }

  /**
   * Lost records are being looked for.
   *
   * @param since up to when clients were read; null if they never were: then nothing was lost
   */
  void want(UUID tenant, @Nullable Instant since) {
    if (since != null) {
      wanted.put(key(tenant), since);
    }
  }

  boolean isWanted(UUID tenant) {
    if (!wanted.containsKey(key(tenant))) {
      return false;
    }
    if (sweeps.find(tenant, Kind.ADVANCE.text()).isPresent()) {
      wanted.remove(key(tenant));
      return false;
    }
    return true;
  }

  /** A call, two where many changed. */
  void look(LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    Optional<Instant> since = Optional.ofNullable(wanted.get(key(tenant)));
    if (since.isEmpty()) {
      return;
    }
    Answer<LedgerPage> answer =
        calls.call(
            Operation.read(LaneClass.SWEEP, Kind.ADVANCE, "look for a first deposit", 0),
            books -> books.changedSince(Kind.ADVANCE, since.get(), 1));
    LedgerPage shown = answer.value();
    if (shown.more() || shown.records().stream().anyMatch(it -> it.marker() != null)) {
      sweeps.ask(tenant, List.of(Kind.ADVANCE.text()));
    }
    wanted.remove(key(tenant), since.get());
  }

  private static String key(UUID tenant) {
    return Practices.current() + " " + tenant;
  }
}
