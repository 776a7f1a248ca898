package dev.tandem.simulator.idempotency;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers the answer to a write under its key, errors included. Xero: a key belongs to the app,
 * whichever organisation it is used for, and lasts from its first use.
 */
public final class IdempotencyKeys {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");
  private static final int LONGEST_KEY = 128;
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

  private final Drawer drawer;
  private final Clock clock;
  private final Duration kept;
  private final Switches switches;
  private final Turns turns = new Turns();
  private Instant nextSweep = Instant.MIN;

  public IdempotencyKeys(Journal journal, Clock clock, Duration kept, Switches switches) {
    this.drawer = new Drawer("idempotency", journal);
    this.clock = clock;
    this.kept = kept;
    this.switches = switches;
  }

  /** Answers from memory, or executes and remembers. */
  public Response once(String clientId, Request request, KeyedWrite write) {
    Optional<String> key = request.header("Idempotency-Key").filter(text -> !text.isEmpty());
    if (key.isEmpty() || !WRITES.contains(request.method())) {
      write.await();
      return answered(write);
    }
    if (key.get().length() > LONGEST_KEY) {
      return KeyRefusal.tooLong(LONGEST_KEY);
    }
    return inTurn(clientId + " " + key.get(), key.get(), request, write);
  }

  private Response inTurn(String place, String key, Request request, KeyedWrite write) {
    if (!turns.begin(place, !switches.is(Switch.OVERLAPPING_KEYS_ARE_REFUSED))) {
      return KeyRefusal.underWay(key, switches);
    }
    try {
      Optional<Remembered> known =
          drawer.get(place).map(Remembered::new).filter(each -> each.fresh(clock.instant()));
      return known.isEmpty()
          ? first(place, request, write)
          : known
              .filter(each -> each.answers(request))
              .map(Remembered::response)
              .orElseGet(() -> KeyRefusal.otherRequest(key, switches));
    } finally {
      turns.end(place);
    }
  }

  private Response first(String place, Request request, KeyedWrite write) {
    Instant until = clock.instant().plus(kept);
    sweep();
    write.await();
    return write.asOne(
        drawer,
        () -> {
          Response response = answered(write);
          drawer.put(place, Remembered.of(request, response, until).node());
          return response;
        });
  }

  private static Response answered(KeyedWrite write) {
    try {
      return write.execute();
    } catch (Refusal refusal) {
      return refusal.response();
    }
  }

  /** Looking through all of them for each call would make a busy simulator slow. */
  private synchronized void sweep() {
    Instant now = clock.instant();
    if (now.isAfter(nextSweep)) {
      nextSweep = now.plus(BETWEEN_SWEEPS);
      drawer.removeIf(each -> !new Remembered(each).fresh(now));
    }
  }

  public void reset() {
    drawer.clear();
  }
}
