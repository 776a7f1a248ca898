package dev.tandem.books.ledger.xero;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notice;
import dev.tandem.books.ledger.Notices;
import dev.tandem.xero.webhook.MalformedWebhook;
import dev.tandem.xero.webhook.WebhookEvent;
import dev.tandem.xero.webhook.XeroWebhook;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Xero's webhooks. */
@Component
class XeroNotices implements Notices {

  private final List<String> keys;

  /**
   * @param keys one signing key, or the new and the previous one with a comma while they are
   *     changed
   */
  XeroNotices(@Value("${tandem.xero.webhook-key:}") String keys) {
    this.keys =
        Arrays.stream(keys.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  @Override
  public boolean genuine(byte[] body, @Nullable String signature) {
    return XeroWebhook.verify(body, signature, keys);
  }

  @Override
  public Optional<List<Notice>> read(byte[] body) {
    try {
      return Optional.of(XeroWebhook.parse(body).events().stream().map(this::notice).toList());
    } catch (MalformedWebhook | RuntimeException _) {
      // Well signed, so Xero sent it: kept for a person to look at, never answered with an error.
      return Optional.empty();
    }
  }

  private Notice notice(WebhookEvent it) {
    return new Notice(
        it.tenantId().value(),
        kind(it.eventCategory()).orElse(null),
        it.eventCategory(),
        it.resourceId().toString(),
        it.eventDateUtc(),
        it.eventType());
  }

  @Override
  public Optional<Kind> kind(String category) {
    return switch (category) {
      case "CONTACT" -> Optional.of(Kind.CLIENT);
      case "INVOICE" -> Optional.of(Kind.INVOICE);
      case "PAYMENT" -> Optional.of(Kind.PAYMENT);
      default -> Optional.empty();
    };
  }
}
