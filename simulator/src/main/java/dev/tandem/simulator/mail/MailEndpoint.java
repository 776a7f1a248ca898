package dev.tandem.simulator.mail;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /emails} and {@code GET /emails/{id}} as Resend answers them: any key that begins
 * with {@code re_}; senders at {@code unverified.example} have no verified domain; five requests a
 * second; a repeated Idempotency-Key gets the first answer for 24 hours.
 */
public final class MailEndpoint {
  private static final Duration KEYS_KEPT = Duration.ofHours(24);
  private static final Pattern ADDRESS =
      Pattern.compile("(.*<)?[^@<>\\s]+@[^@<>\\s]+\\.[^@<>\\s]+>?");
  private static final String UNVERIFIED = "@unverified.example";

  private record Answered(byte[] body, Response response, Instant until) {}

  private final Mailbox mailbox;
  private final Clock clock;
  private final Map<String, Answered> answered = new HashMap<>();
  private final Deque<String> troubles = new ArrayDeque<>();
  private int perSecond = 5;
  private long second;
  private int inSecond;

  public MailEndpoint(Mailbox mailbox, Clock clock) {
    this.mailbox = mailbox;
    this.clock = clock;
  }

  /** The next requests are answered by this error, so many of them; false if there is none. */
  synchronized boolean failNext(String name, int count) {
    if (!MailTrouble.known(name)) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      troubles.add(name);
    }
    return true;
  }

  /** For tests that send more than people do. */
  synchronized void allow(int requestsPerSecond) {
    perSecond = requestsPerSecond;
  }

  public synchronized void reset() {
    mailbox.clear();
    answered.clear();
    troubles.clear();
  }

  public synchronized Response send(Request request) {
    admit(request);
    int left = count();
    String trouble = troubles.poll();
    if (trouble != null) {
      return MailTrouble.response(trouble, "As asked for");
    }
    String key = request.header("Idempotency-Key").orElse("");
    Answered before = key.isEmpty() ? null : answered.get(key);
    if (before != null && clock.instant().isBefore(before.until)) {
      return again(before, request.body());
    }
    Response response = take(request, key).with("ratelimit-remaining", "" + left);
    if (!key.isEmpty()) {
      Instant until = clock.instant().plus(KEYS_KEPT);
      answered.put(key, new Answered(request.body(), response, until));
    }
    return response;
  }

  private static Response again(Answered before, byte[] body) {
    if (!Arrays.equals(before.body, body)) {
      throw MailTrouble.named(
          "invalid_idempotent_request", "This key was used with another payload");
    }
    return before.response;
  }

  private static void admit(Request request) {
    String authorization = request.header("Authorization").orElse("");
    if (authorization.isEmpty()) {
      throw MailTrouble.named("missing_api_key", "Missing API key in the authorization header");
    }
    if (!authorization.startsWith("Bearer re_")) {
      throw MailTrouble.named("invalid_api_key", "API key is invalid");
    }
    if (request.header("User-Agent").isEmpty()) {
      throw MailTrouble.named("validation_error", "A User-Agent header is needed");
    }
  }

  private int count() {
    long now = clock.instant().getEpochSecond();
    inSecond = now == second ? inSecond + 1 : 1;
    second = now;
    if (inSecond > perSecond) {
      throw new dev.tandem.simulator.http.Refusal(
          MailTrouble.response("rate_limit_exceeded", "Too many requests")
              .with("retry-after", "1")
              .with("ratelimit-limit", "" + perSecond)
              .with("ratelimit-remaining", "0"));
    }
    return perSecond - inSecond;
  }

  private Response take(Request request, String key) {
    JsonNode sent = read(request);
    for (String field : new String[] {"from", "to", "subject"}) {
      if (sent.path(field).isMissingNode() || sent.path(field).isNull()) {
        throw MailTrouble.named("missing_required_field", "Missing `" + field + "` field");
      }
    }
    if (!sent.has("text") && !sent.has("html")) {
      throw MailTrouble.named("missing_required_field", "Missing `html` or `text` field");
    }
    address(sent.path("from"), "from");
    if (sent.path("to").isArray()) {
      sent.path("to").forEach(each -> address(each, "to"));
    } else {
      address(sent.path("to"), "to");
    }
    if (sent.path("from").asString().contains(UNVERIFIED)) {
      throw MailTrouble.named("validation_error", "The domain is not verified");
    }
    return Response.json(200, Json.object().put("id", mailbox.take(sent, key)));
  }

  private static JsonNode read(Request request) {
    try {
      return Json.parse(request.body());
    } catch (JacksonException unreadable) {
      throw MailTrouble.named("invalid_parameter", "The body is not JSON");
    }
  }

  private static void address(JsonNode node, String field) {
    if (!ADDRESS.matcher(node.asString("")).matches()) {
      throw MailTrouble.named("invalid_parameter", "Invalid `" + field + "` field");
    }
  }

  public Response one(Request request) {
    admit(request);
    return mailbox
        .find(request.variable("id"))
        .map(
            mail ->
                Response.json(
                    200,
                    mail.deepCopy()
                        .put("object", "email")
                        .put("created_at", mail.path("at").asString())
                        .put("last_event", "delivered")))
        .orElseThrow(() -> MailTrouble.named("not_found", "Email not found"));
  }
}
