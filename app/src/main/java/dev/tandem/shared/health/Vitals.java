package dev.tandem.shared.health;

import dev.tandem.shared.health.Vital.State;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks at every vital, all at once, and waits at most three seconds. A look that still runs is not
 * begun again for ten seconds, so that questions do not pile up behind a database that does not
 * answer, and one that never returns does not hide that all is well again; and who asks within a
 * second gets the same answer.
 */
@Component
public class Vitals {

  private static final Logger log = LoggerFactory.getLogger(Vitals.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration GIVEN_UP = Duration.ofSeconds(10);

  private final List<Vital> vitals;
  private final Duration patience;
  private final Duration givenUp;
  private final Map<String, Look> looks = new ConcurrentHashMap<>();

  /**
   * @param begunAt by {@link System#nanoTime()}
   */
  private record Look(CompletableFuture<State> answer, long begunAt) {

    boolean serves(long now, Duration givenUp) {
      return now - begunAt < (answer.isDone() ? FRESH : givenUp).toNanos();
    }
  }

  @Autowired
  Vitals(List<Vital> vitals) {
    this(vitals, PATIENCE, GIVEN_UP);
  }

  Vitals(List<Vital> vitals, Duration patience, Duration givenUp) {
    this.vitals = List.copyOf(vitals);
    this.patience = patience;
    this.givenUp = givenUp;
  }

  /** By name. */
  public Map<String, State> all() {
    long until = System.nanoTime() + patience.toNanos();
    // Begun once and kept: an answer may turn stale while another one is waited for.
    Map<String, Look> begun = new TreeMap<>();
    vitals.forEach(it -> begun.put(it.name(), begin(it)));
    Map<String, State> states = new LinkedHashMap<>();
    begun.forEach((name, look) -> states.put(name, await(look, until)));
    return states;
  }

  State of(String name) {
    return vitals.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .map(it -> await(begin(it), System.nanoTime() + patience.toNanos()))
        .orElse(State.NOT_SET_UP);
  }

  private Look begin(Vital vital) {
    return looks.compute(
        vital.name(),
        (_, before) ->
            before != null && before.serves(System.nanoTime(), givenUp)
                ? before
                : new Look(ask(vital), System.nanoTime()));
  }

  private static CompletableFuture<State> ask(Vital vital) {
    var answer = new CompletableFuture<State>();
    Thread.ofVirtual()
        .name("vital " + vital.name())
        .start(
            () -> {
              try {
                answer.complete(vital.look());
              } catch (RuntimeException | Error e) {
                log.debug("{} is down", vital.name(), e);
                answer.complete(State.DOWN);
              }
            });
    return answer;
  }

  private static State await(Look look, long until) {
    try {
      return look.answer().get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return State.DOWN;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return State.DOWN;
    }
  }
}
