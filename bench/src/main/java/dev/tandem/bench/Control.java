package dev.tandem.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated Xero, acted on as a test does: over HTTP, wherever it runs. */
public final class Control implements AutoCloseable {

  /** The biggest answer is everything in an organisation's books. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI uri;
  private final JsonMapper json = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();

  public Control(URI uri) {
    this.uri = uri;
  }

  public URI uri() {
    return uri;
  }

  /** The user allows access to these organisations on one consent page. */
  public Map<String, String> consent(URI page, List<UUID> tenants) {
    String chosen = String.join(",", tenants.stream().map(UUID::toString).toList());
    JsonNode answer = post("connect?" + page.getRawQuery() + "&tenant=" + chosen);
    return Map.of("state", answer.path("state").asString(), "code", answer.path("code").asString());
  }

  /** Opens further organisations, with empty books. */
  public List<UUID> organisations(int count) {
    JsonNode made = post("organisations?name=Bench&country=AU&count=" + count);
    return made.findValuesAsString("tenantId").stream().map(UUID::fromString).toList();
  }

  /** From now on it tells the application of every change. */
  public void deliverTo(URI receiver, String key) {
    String to = URLEncoder.encode(receiver.toString(), StandardCharsets.UTF_8);
    post("webhooks?url=" + to + "&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  /** How many events it has not delivered yet. */
  public int undelivered() {
    return ask("GET", "webhooks").findValues("waiting").stream().mapToInt(JsonNode::asInt).sum();
  }

  /** Moves its clock forward. */
  public void advance(Duration wholeSeconds) {
    post("clock/advance?seconds=" + wholeSeconds.toSeconds());
  }

  /** Everything in an organisation's books, in Xero's own shape. */
  public JsonNode books(UUID tenant) {
    return ask("GET", "organisations/" + tenant + "/books");
  }

  /** The calls that an organisation received, newest last, at most the latest 20,000 of all. */
  public JsonNode calls(UUID tenant) {
    return ask("GET", "organisations/" + tenant + "/calls");
  }

  public void forgetCalls() {
    ask("DELETE", "calls");
  }

  public JsonNode post(String action) {
    return ask("POST", action);
  }

  public JsonNode ask(String method, String action) {
    return ask(method, action, BodyPublishers.noBody());
  }

  /**
   * Xero's user does in an organisation what an app could do, too.
   *
   * @param path after {@code /api.xro/2.0/}
   * @param record in Xero's shape
   */
  public JsonNode write(UUID tenant, String method, String path, Map<String, Object> record) {
    return ask(
        "POST",
        "organisations/%s/write?method=%s&path=%s".formatted(tenant, method, path),
        BodyPublishers.ofString(json.writeValueAsString(record)));
  }

  private JsonNode ask(String method, String action, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/_simulator/" + action))
            .method(method, body)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException(
            "%s %s: %d %s".formatted(method, action, answer.statusCode(), answer.body()));
      }
      return answer.body().isBlank() ? json.createObjectNode() : json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated Xero does not answer " + action, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
