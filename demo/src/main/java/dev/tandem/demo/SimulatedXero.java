package dev.tandem.demo;

import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.start.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Xero of the demonstration: in this process, but spoken to over HTTP only, as the real one is.
 */
final class SimulatedXero implements AutoCloseable {

  private static final String CLIENT = "client";
  private static final String SECRET = "secret";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final XeroSimulator simulator;
  private final JsonMapper json = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  private SimulatedXero(XeroSimulator simulator) {
    this.simulator = simulator;
  }

  static SimulatedXero start(int port, DemoHome home) {
    return new SimulatedXero(
        XeroSimulator.start(SimulatorSettings.defaults().port(port).data(home.simulator())));
  }

  URI uri() {
    return simulator.uri();
  }

  /**
   * The surroundings of an application that takes this for Xero; commands in the same home find
   * them there.
   */
  Surroundings around(Surroundings surroundings, DemoHome home, URI application) {
    Map<String, String> variables = new HashMap<>(surroundings.variables());
    variables.putIfAbsent("TANDEM_RESEND_URL", uri().toString());
    variables.putIfAbsent("RESEND_API_KEY", "re_demonstration");
    variables.putIfAbsent("RESEND_FROM_EMAIL", "tandem@harbour.example");
    Map<String, String> xero =
        Map.of(
            "TANDEM_XERO_URL",
            uri().toString(),
            "XERO_CLIENT_ID",
            CLIENT,
            "XERO_CLIENT_SECRET",
            SECRET,
            "XERO_REDIRECT_URI",
            application.resolve("/ledger/connection/callback").toString(),
            "XERO_WEBHOOK_KEY",
            home.webhookKey());
    variables.putAll(xero);
    home.leave(xero, surroundings);
    return new Surroundings(variables);
  }

  /**
   * What one does on the app's Webhooks page in the developer portal. There is one delivery URL: an
   * earlier one, from a run on another port, is replaced. The same one is left as it is, since
   * saving it anew would count its events from one again.
   *
   * @return whether the application passed the intent to receive
   */
  boolean subscribe(URI receiver, String key) {
    boolean there = false;
    for (JsonNode each : json.readTree(control("GET", "webhooks").body())) {
      String url = each.path("url").asString();
      there |= url.equals(receiver.toString());
      if (!url.equals(receiver.toString())) {
        control("DELETE", "webhooks?url=" + encoded(url));
      }
    }
    return there && passes(receiver) || register(receiver, key) && passes(receiver);
  }

  private boolean register(URI receiver, String key) {
    String query = "?url=" + encoded(receiver.toString()) + "&key=" + encoded(key);
    return control("POST", "webhooks" + query).statusCode() == 200;
  }

  private boolean passes(URI receiver) {
    String query = "?url=" + encoded(receiver.toString());
    String result = control("POST", "webhooks/intent-to-receive" + query).body();
    return json.readTree(result).path("status").asString().equals("OK");
  }

  /**
   * A person allows access to the Australian organisation on the consent page.
   *
   * @return where the page sends the browser
   */
  URI allow(URI consentPage) {
    String form =
        consentPage.getRawQuery() + "&tenant=" + DemoOrganisation.AU.tenantId() + "&decision=allow";
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(consentPage.resolve("/identity/connect/authorize"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return answer
        .headers()
        .firstValue("Location")
        .map(URI::create)
        .orElseThrow(
            () -> new IllegalStateException("The consent page answered " + answer.statusCode()));
  }

  private HttpResponse<String> control(String method, String action) {
    return send(
        HttpRequest.newBuilder(uri().resolve("/_simulator/" + action))
            .method(method, BodyPublishers.noBody()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("The simulated Xero does not answer", e);
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
