package dev.tandem.vendors.email;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resend's REST API ({@code POST /emails}). Status first, error name second, unknown names
 * accepted: its list of names has changed before. A repeated Idempotency-Key is answered with the
 * first result for 24 hours, so whatever is unknown is simply sent again.
 */
final class ResendCarrier implements Carrier {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI emails;
  private final String key;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  ResendCarrier(String url, String key) {
    this.emails = URI.create(url.replaceFirst("/+$", "") + "/emails");
    this.key = key;
  }

  @Override
  public String name() {
    return "Resend";
  }

  @Override
  public void carry(String from, Letter letter, String text, String html) {
    var body =
        JSON.createObjectNode()
            .put("from", from)
            .put("to", letter.to())
            .put("subject", letter.subject())
            .put("text", text)
            .put("html", html);
    HttpRequest request =
        HttpRequest.newBuilder(emails)
            .timeout(CALL)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            // Answered with 403 without one.
            .header("User-Agent", "Tandem")
            .header("Idempotency-Key", letter.key())
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> answer = exchange(request);
    if (answer.statusCode() / 100 != 2) {
      throw refused(answer);
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw NotSent.forNow("Resend does not answer.", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NotSent.forNow("Sending was interrupted.", null);
    }
  }

  private static NotSent refused(HttpResponse<String> answer) {
    String word = word(answer.body());
    return switch (answer.statusCode()) {
      case 401 -> NotSent.forGood("Resend does not accept RESEND_API_KEY.");
      case 403 ->
          word.equals("validation_error")
              ? NotSent.forGood(
                  "Resend does not send from this address: verify the domain of RESEND_FROM_EMAIL"
                      + " at resend.com/domains.")
              : NotSent.forGood("Resend does not accept RESEND_API_KEY (%s).".formatted(word));
      case 429 ->
          word.endsWith("quota_exceeded")
              ? NotSent.forGood("Resend's allowance of mails is used up (%s).".formatted(word))
              : NotSent.forNow("Resend asked to wait.", retryAfter(answer));
      case 409 ->
          word.equals("invalid_idempotent_request")
              ? NotSent.forGood("Another mail went out under the same key.")
              : NotSent.forNow("Resend is still at work on this mail.", retryAfter(answer));
      case 408, 425 -> NotSent.forNow("Resend does not answer.", retryAfter(answer));
      default ->
          answer.statusCode() / 100 == 5
              ? NotSent.forNow("Resend is out of order (%s).".formatted(word), retryAfter(answer))
              : NotSent.forGood(
                  "Resend refused the mail (%d %s).".formatted(answer.statusCode(), word));
    };
  }

  /** Only what looks like a name: a message may repeat the address. */
  private static String word(String body) {
    try {
      String name = JSON.readTree(body).path("name").asString("");
      return name.matches("[a-z_]{1,60}") ? name : "no reason given";
    } catch (JacksonException e) {
      return "no reason given";
    }
  }

  private static @Nullable Duration retryAfter(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("retry-after")
        .filter(it -> it.matches("\\d{1,6}"))
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .orElse(null);
  }
}
