package dev.tandem.simulator.control;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The calls received, newest last; the oldest are forgotten beyond a bound. */
public final class CallLog {
  private static final int KEPT = 20_000;

  /** How many of them are kept with what was sent and answered. */
  private static final int KEPT_WHOLE = 200;

  private static final Pattern REFUSED =
      Pattern.compile("\"ValidationErrors\":\\[\\{\"Message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Clock clock;
  private final Deque<ObjectNode> calls = new ArrayDeque<>();
  private final Map<String, Exchange> latest =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Exchange> eldest) {
          return size() > KEPT_WHOLE;
        }
      };

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
            .put("refused", refused(request, response))
            .put("client", client)
            .put("tenant", tenant)
            .put("correlation", response.headers().getOrDefault("Xero-Correlation-Id", ""))
            .put("idempotencyKey", request.header("Idempotency-Key").orElse(""));
    calls.addLast(call);
    latest.put(call.path("correlation").asString(), Exchange.of(call, request, response));
    if (calls.size() > KEPT) {
      calls.removeFirst();
    }
  }

  /** The words of the records in it that were refused, also where the call as a whole was not. */
  private static String refused(Request request, Response response) {
    if (request.method().equals("GET") || !request.path().startsWith("/api.xro")) {
      return "";
    }
    var words = new StringJoiner(" ");
    Matcher found = REFUSED.matcher(new String(response.body(), StandardCharsets.UTF_8));
    while (found.find()) {
      words.add(found.group(1));
    }
    return words.toString();
  }

  public synchronized List<ObjectNode> matching(Predicate<ObjectNode> condition) {
    return calls.stream().filter(condition).toList();
  }

  /** One of the latest calls with what was sent and answered. */
  public synchronized Optional<Exchange> exchange(String correlation) {
    return Optional.ofNullable(latest.get(correlation));
  }

  public synchronized void clear() {
    calls.clear();
    latest.clear();
  }
}
