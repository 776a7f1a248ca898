package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Notices;
import dev.tandem.shared.Addresses;
import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Calls our own public address as Xero does when it asks whether we intend to receive: with a right
 * signature, which wants 200 and nothing else, and with a wrong one, which wants 401.
 */
@Component
class WebhookExamination implements Examination {

  private static final String PATH = "/webhooks/xero";

  /** Xero's own patience. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Addresses addresses;
  private final Notices notices;

  WebhookExamination(Addresses addresses, Notices notices) {
    this.addresses = addresses;
    this.notices = notices;
  }

  @Override
  public Chapter chapter() {
    return Chapter.WEBHOOKS;
  }

  @Override
  public List<Finding> examine() {
    if (!addresses.isPublic()) {
      return List.of(
          Finding.look(
              "Webhook",
              "No public address is set, so it cannot be tried and Xero cannot reach it. Payments made in Xero are noticed by regular reading, within some 15 minutes.",
              "Set TANDEM_PUBLIC_URL when this installation has one."));
    }
    return List.of(examine(addresses.of(PATH), notices));
  }

  static Finding examine(URI address, Notices notices) {
    byte[] body =
        "{\"events\":[],\"firstEventSequence\":0,\"lastEventSequence\":0,\"entropy\":\"%s\"}"
            .formatted(UUID.randomUUID())
            .getBytes(StandardCharsets.UTF_8);
    Optional<String> signature = notices.sign(body);
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<byte[]> wrong = post(http, address, body, "bm90IHRoZSBzaWduYXR1cmU=");
      if (wrong.statusCode() != 401) {
        return notAsExpected(address, "a wrong signature", wrong, "401");
      }
      if (signature.isEmpty() && notices.provable()) {
        return Finding.fine(
            "Webhook",
            address
                + " refuses what is wrongly signed. The keys of custom connections prove calls about their own"
                + " organisation only, so a right signature was not tried.");
      }
      if (signature.isEmpty()) {
        return Finding.look(
            "Webhook",
            address + " answers, but without a key it refuses every call.",
            "Create a webhook on the app's Webhooks page at Xero and set its key as XERO_WEBHOOK_KEY.");
      }
      HttpResponse<byte[]> right = post(http, address, body, signature.get());
      boolean well = right.statusCode() == 200 && right.body().length == 0;
      return well
          ? Finding.fine(
              "Webhook", address + " takes what is rightly signed and refuses what is not.")
          : notAsExpected(address, "a right signature", right, "200 and nothing else");
    } catch (IOException e) {
      return Finding.wrong(
          "Webhook",
          "%s cannot be reached: %s.".formatted(address, e.getClass().getSimpleName()),
          "Look at the name, the proxy and the firewall: Xero comes from the internet to this https address.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static HttpResponse<byte[]> post(
      HttpClient http, URI address, byte[] body, String signature)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("x-xero-signature", signature)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static Finding notAsExpected(
      URI address, String sent, HttpResponse<byte[]> answer, String wanted) {
    boolean redirect = answer.statusCode() / 100 == 3;
    String remedy =
        redirect
            ? "Register the address it leads to at Xero and in TANDEM_PUBLIC_URL: Xero follows no redirect."
            : answer.statusCode() == 401
                ? "The key of the running Tandem is another one: start it again with the present XERO_WEBHOOK_KEY."
                : "Look whether a proxy in front answers by itself, changes the body, or leads elsewhere.";
    return Finding.wrong(
        "Webhook",
        "%s answered %d (%d bytes) to %s; %s was expected."
            .formatted(address, answer.statusCode(), answer.body().length, sent, wanted),
        remedy);
  }
}
