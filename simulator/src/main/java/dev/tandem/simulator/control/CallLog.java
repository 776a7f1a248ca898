package dev.tandem.simulator.control;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** The calls received, newest last; the oldest are forgotten beyond a bound. */
public final class CallLog {
  private static final int KEPT = 20_000;

  private final Clock clock;
  private final Deque<ObjectNode> calls = new ArrayDeque<>();

  public CallLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param client the calling app's id, empty where unknown
   * @param tenant the organisation called, empty where none
   */
  public synchronized void add(Request request, Response response, String client, String tenant) {
    boolean answered = response.ending() == Response.Ending.WHOLE;
    ObjectNode call =
        Json.object()
            .put("time", clock.instant().toString())
            .put("method", request.method())
            .put("path", request.path())
            .put("target", request.target())
            .put("status", response.status())
            .put("answered", answered)
            .put("client", client)
            .put("tenant", tenant)
            .put("correlation", response.headers().getOrDefault("Xero-Correlation-Id", ""))
            .put("idempotencyKey", request.header("Idempotency-Key").orElse(""));
    calls.addLast(call);
    if (calls.size() > KEPT) {
      calls.removeFirst();
    }
  }

  public synchronized List<ObjectNode> matching(Predicate<ObjectNode> condition) {
    return calls.stream().filter(condition).toList();
  }

  public synchronized void clear() {
    calls.clear();
  }
}
