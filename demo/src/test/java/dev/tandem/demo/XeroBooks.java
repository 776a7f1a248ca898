package dev.tandem.demo;

import dev.tandem.simulator.accounting.DemoOrganisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Australian organisation of a simulated Xero, looked at from outside. */
final class XeroBooks {

  private static final String AU =
      "/_simulator/organisations/" + DemoOrganisation.AU.tenantId() + "/";

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final URI simulator;

  XeroBooks(URI simulator) {
    this.simulator = simulator;
  }

  List<JsonNode> contacts() {
    return list(get(AU + "books").path("Contacts"));
  }

  /** Every call to the organisation since {@link #forgetCalls()}, the oldest first. */
  List<JsonNode> calls() {
    return list(get(AU + "calls"));
  }

  void forgetCalls() {
    send("DELETE", "/_simulator/calls");
  }

  /** How long each answer takes from now on. */
  void latency(Duration each) {
    send("POST", "/_simulator/latency?ms=" + each.toMillis());
  }

  static boolean writes(JsonNode call) {
    return !call.path("method").asString().equals("GET");
  }

  private JsonNode get(String path) {
    return json.readTree(send("GET", path));
  }

  private static List<JsonNode> list(JsonNode array) {
    var list = new ArrayList<JsonNode>();
    array.forEach(list::add);
    return list;
  }

  private String send(String method, String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(simulator.resolve(path))
                  .method(method, BodyPublishers.noBody())
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
