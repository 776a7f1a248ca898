package dev.tandem.bench.chaos;

import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import dev.tandem.simulator.accounting.books.NewOrganisation;
import dev.tandem.simulator.faults.FaultPlan;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated Xero of the bench, with its real limits, looked at and steered from outside. */
final class SimulatedXero implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  URI uri() {
    return simulator.uri();
  }

  /** Opens an organisation with empty books. */
  UUID open(String name) {
    UUID tenant = UUID.randomUUID();
    simulator.open(NewOrganisation.in("AU").id(tenant.toString()).named(name));
    return tenant;
  }

  /** Registers where notices of changes go, as on the app's page in the developer portal. */
  void subscribe(URI receiver, String key) {
    control("POST", "webhooks?url=" + encoded(receiver.toString()) + "&key=" + encoded(key));
  }

  /**
   * A person allows access to one organisation.
   *
   * @param consentPage with all its parameters
   * @return the code that the browser comes back with
   */
  String allow(URI consentPage, UUID tenant) {
    return json.readTree(
            control("POST", "connect?" + consentPage.getRawQuery() + "&tenant=" + tenant))
        .path("code")
        .asString();
  }

  /** Everything in an organisation's books, in Xero's own shape. */
  JsonNode books(UUID tenant) {
    return json.readTree(control("GET", "organisations/" + tenant + "/books"));
  }

  /** The calls that an organisation received, the oldest first. */
  JsonNode calls(UUID tenant) {
    return json.readTree(control("GET", "organisations/" + tenant + "/calls"));
  }

  /** The requests to an organisation that were struck by a fault. */
  List<JsonNode> struck(UUID tenant) {
    return json.readTree(control("GET", "faults/struck"))
        .valueStream()
        .filter(it -> it.path("tenant").asString().equals(tenant.toString()))
        .toList();
  }

  /** The time by its clock. */
  Instant now() {
    return Instant.parse(json.readTree(control("GET", "clock")).path("now").asString());
  }

  void begin(List<FaultPlan> faults, Duration latency) {
    control("DELETE", "calls");
    faults.forEach(it -> simulator.faults().add(it));
    control("POST", "latency?ms=" + latency.toMillis());
  }

  void calm() {
    control("DELETE", "faults");
    control("POST", "latency?ms=0");
  }

  void advance(Duration by) {
    simulator.advance(by);
  }

  private String control(String method, String action) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(uri().resolve("/_simulator/" + action))
                  .method(method, BodyPublishers.noBody())
                  .timeout(PATIENCE)
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException(action + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
    simulator.close();
  }
}
