package dev.tandem.simulator.webhook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts a signed body and tells what came back. */
final class Poster {
  /** Xero waits this long for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * What the receiver answered.
   *
   * @param status 0 when there was no answer in time
   */
  record Answer(int status, String body, boolean cookies, Duration took) {
    static final Answer NONE = new Answer(0, "", false, Duration.ZERO);

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
    long start = System.nanoTime();
    Answer answer = answer(url, body, signature);
    return new Answer(
        answer.status, answer.body, answer.cookies, Duration.ofNanos(System.nanoTime() - start));
  }

  private Answer answer(String url, String body, String signature) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(PATIENCE)
              .header("Accept", "*/*")
              .header("Content-Type", "application/json; charset=utf-8")
              .header("x-xero-signature", signature)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return answer(request);
    } catch (IllegalArgumentException noAddress) {
      return Answer.NONE;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Answer.NONE;
    }
  }

  /** The request's own timeout ends with the headers; patience covers the body, too. */
  private Answer answer(HttpRequest request) throws InterruptedException {
    // Not sendAsync: its answers need the JVM's common pool, which belongs to the application that
    // this may be embedded in.
    var call = new FutureTask<>(() -> client.send(request, HttpResponse.BodyHandlers.ofString()));
    Thread.ofVirtual().name("webhook post").start(call);
    try {
      HttpResponse<String> response = call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Set-Cookie").isPresent(),
          Duration.ZERO);
    } catch (ExecutionException | TimeoutException unanswered) {
      return Answer.NONE;
    } finally {
      // However the wait ended; the request ends with it.
      call.cancel(true);
    }
  }
}
