package dev.tandem.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The example that the README shows: a test of somebody else's, in three lines. */
class ExampleTest {
  @Test
  void xeroIsThereForOneTest() throws Exception {
    try (XeroSimulator xero = XeroSimulator.start(SimulatorSettings.defaults())) {
      URI discovery = xero.uri().resolve("/.well-known/openid-configuration");
      assertEquals(200, status(discovery));
    }
  }

  private static int status(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .statusCode();
    }
  }
}
