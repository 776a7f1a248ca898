package dev.tandem.simulator.idempotency;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Remembers the answer to a write under its key, errors included. Two overlapping requests with one
 * key wait for each other.
 */
public final class IdempotencyKeys {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");
  private static final int LONGEST_KEY = 128;

  private final Drawer drawer;
  private final Clock clock;
  private final Duration kept;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  public IdempotencyKeys(Journal journal, Clock clock, Duration kept) {
    this.drawer = new Drawer("idempotency", journal);
    this.clock = clock;
    this.kept = kept;
  }

  /** Answers from memory, or executes and remembers. */
  public Response once(String clientId, Request request, Supplier<Response> execution) {
    Optional<String> key = request.header("Idempotency-Key").filter(text -> !text.isEmpty());
    if (key.isEmpty() || !WRITES.contains(request.method())) {
      return answered(execution);
    }
    if (key.get().length() > LONGEST_KEY) {
      return refused("Idempotency Key: must be " + LONGEST_KEY + " characters or less.");
    }
    String place = clientId + " " + key.get();
    ReentrantLock lock = locks.computeIfAbsent(place, each -> new ReentrantLock());
    lock.lock();
    try {
      return once(place, key.get(), fingerprint(request), execution);
    } finally {
      lock.unlock();
      locks.remove(place, lock);
    }
  }

  private Response once(
      String place, String key, String fingerprint, Supplier<Response> execution) {
    Optional<ObjectNode> known = drawer.get(place).filter(this::fresh);
    if (known.isEmpty()) {
      Instant first = clock.instant();
      Response response = answered(execution);
      remember(place, fingerprint, first, response);
      return response;
    }
    return known.get().path("request").asString().equals(fingerprint)
        ? recall(known.get())
        : refused("Idempotency Key: " + key + ". is used with a different request.");
  }

  private boolean fresh(ObjectNode entry) {
    return clock.instant().isBefore(Instant.parse(entry.path("until").asString()));
  }

  private void remember(String place, String fingerprint, Instant first, Response response) {
    ObjectNode entry =
        Json.object()
            .put("request", fingerprint)
            .put("until", first.plus(kept).toString())
            .put("status", response.status())
            .put("body", Base64.getEncoder().encodeToString(response.body()));
    ObjectNode headers = entry.putObject("headers");
    response.headers().forEach(headers::put);
    drawer.put(place, entry);
    drawer.removeIf(each -> !fresh(each));
  }

  private static Response recall(ObjectNode entry) {
    Map<String, String> headers = new LinkedHashMap<>();
    entry
        .path("headers")
        .properties()
        .forEach(each -> headers.put(each.getKey(), each.getValue().asString()));
    return new Response(
        entry.path("status").asInt(),
        headers,
        Base64.getDecoder().decode(entry.path("body").asString()),
        Response.Ending.WHOLE);
  }

  private static Response refused(String message) {
    return Response.json(
        400,
        Json.object()
            .put("ErrorNumber", 10)
            .put("Type", "ValidationException")
            .put("Message", message));
  }

  private static Response answered(Supplier<Response> execution) {
    try {
      return execution.get();
    } catch (Refusal refusal) {
      return refusal.response();
    }
  }

  private static String fingerprint(Request request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (request.method() + " " + request.target() + "\n")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(request.body()));
    } catch (NoSuchAlgorithmException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  public void reset() {
    drawer.clear();
  }
}
