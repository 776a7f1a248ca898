package dev.tandem.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts a signed body and tells what came back. */
final class Poster {
  /** Xero waits this long for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * What the receiver answered.
   *
   * @param status 0 when there was no answer in time
   */
  record Answer(int status, String body, boolean cookies) {
    boolean accepted() {
      return status >= 200 && status < 300;
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  Answer post(String url, String body, String signature) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json; charset=utf-8")
              .header("x-xero-signature", signature)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Set-Cookie").isPresent());
    } catch (IOException | IllegalArgumentException unreachable) {
      return new Answer(0, "", false);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return new Answer(0, "", false);
    }
  }
}
