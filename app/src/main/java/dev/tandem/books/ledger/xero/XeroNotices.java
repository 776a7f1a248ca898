package dev.tandem.books.ledger.xero;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.books.connection.SigningKeys;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notice;
import dev.tandem.books.ledger.NoticeBody;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.ledger.TestCall;
import dev.tandem.xero.webhook.MalformedWebhook;
import dev.tandem.xero.webhook.WebhookDelivery;
import dev.tandem.xero.webhook.WebhookEvent;
import dev.tandem.xero.webhook.XeroWebhook;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Xero's webhooks as notices. */
@Component
class XeroNotices implements Notices {

  /** As far as we trust a text to be a category; one that is new to us may well come. */
  private static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z0-9_.-]{0,39}");

  /** By the category of their notices. */
  private static final Map<String, String> OF_SUPPLIERS =
      Map.of(
          "CREDITNOTE",
          "ACCPAYCREDIT",
          "OVERPAYMENT",
          "SPEND-OVERPAYMENT",
          "PREPAYMENT",
          "SPEND-PREPAYMENT");

  /** What a database can hold ends somewhere, and one absurd date must not spoil an insert. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final SigningKeys keys;

  XeroNotices(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public String provider() {
    return "xero";
  }

  @Override
  public boolean provable() {
    return keys.any();
  }

  @Override
  public Optional<String> provenBy(byte[] body, @Nullable String signature) {
    return XeroWebhook.signedBy(body, signature, keys.own())
        .or(() -> signedForItsOwn(body, signature))
        .map(XeroNotices::fingerprint);
  }

  /** By the key of a custom connection, which speaks for its one organisation. */
  private Optional<String> signedForItsOwn(byte[] body, @Nullable String signature) {
    Map<String, Set<String>> narrow = keys.narrow();
    return XeroWebhook.signedBy(body, signature, narrow.keySet())
        .filter(key -> speaksOnlyOf(narrow.getOrDefault(key, Set.of()), body));
  }

  private static boolean speaksOnlyOf(Set<String> tenants, byte[] body) {
    try {
      return XeroWebhook.parse(body).events().stream()
          .allMatch(it -> tenants.contains(it.tenantId().toString()));
    } catch (MalformedWebhook _) {
      return false;
    }
  }

  @Override
  public Map<String, Set<UUID>> keysOfSome() {
    var some = new HashMap<String, Set<UUID>>();
    keys.narrow()
        .forEach(
            (key, tenants) ->
                some.put(
                    fingerprint(key),
                    tenants.stream().map(UUID::fromString).collect(Collectors.toSet())));
    keys.own().forEach(key -> some.remove(fingerprint(key)));
    return some;
  }

  /** Long enough to tell an installation's keys apart, too short to find a key by. */
  private static String fingerprint(String key) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return HexFormat.of().formatHex(whole, 0, 4);
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  @Override
  public List<TestCall> testCalls(Set<UUID> tenants) {
    Set<String> wanted = tenants.stream().map(UUID::toString).collect(Collectors.toSet());
    List<String> custom =
        keys.narrow().entrySet().stream()
            .filter(it -> it.getValue().stream().anyMatch(wanted::contains))
            .map(Map.Entry::getKey)
            .filter(it -> !keys.own().contains(it))
            .toList();
    return XeroIntent.calls(keys.own(), custom);
  }

  @Override
  public NoticeBody read(byte[] body) {
    try {
      WebhookDelivery delivery = XeroWebhook.parse(body);
      List<Notice> notices =
          delivery.events().stream().filter(XeroNotices::sane).map(XeroNotices::notice).toList();
      int unreadable = delivery.unreadable() + delivery.events().size() - notices.size();
      return new NoticeBody(
          notices, unreadable, delivery.firstEventSequence(), delivery.lastEventSequence());
    } catch (MalformedWebhook _) {
      return new NoticeBody(List.of(), 1, 0, 0);
    }
  }

  @Override
  public String category(Kind kind) {
    return switch (kind) {
      case CLIENT -> "CONTACT";
      case INVOICE -> "INVOICE";
      case CREDIT_NOTE, ALLOCATION -> "CREDITNOTE";
      case ADVANCE -> "OVERPAYMENT";
      case PAYMENT, REFUND, RECEIPT -> "PAYMENT";
    };
  }

  @Override
  public Optional<Kind> kind(String category) {
    return switch (category) {
      case "CONTACT" -> Optional.of(Kind.CLIENT);
      case "INVOICE" -> Optional.of(Kind.INVOICE);
      case "CREDITNOTE" -> Optional.of(Kind.CREDIT_NOTE);
      case "OVERPAYMENT", "PREPAYMENT" -> Optional.of(Kind.ADVANCE);
      case "PAYMENT" -> Optional.of(Kind.PAYMENT);
      default -> Optional.empty();
    };
  }

  /** Xero's lists of overpayments and prepayments have no filter by ids. */
  @Override
  public boolean isReadAlone(Kind kind, String ledgerId) {
    return kind == Kind.ADVANCE && AdvanceAddress.is(ledgerId);
  }

  private static boolean sane(WebhookEvent event) {
    Instant at = event.eventDateUtc();
    return CATEGORY.matcher(category(event)).matches()
        && at.isAfter(EARLIEST)
        && at.isBefore(LATEST);
  }

  private static Notice notice(WebhookEvent event) {
    return new Notice(
        "APPLICATION".equalsIgnoreCase(event.tenantType()) ? null : event.tenantId().value(),
        category(event),
        event.eventType().toUpperCase(Locale.ROOT),
        resource(event),
        event.eventDateUtc(),
        isSuppliers(event),
        event.raw());
  }

  /** Xero tells the type of these alone, and of an invoice not whether it is a bill. */
  private static boolean isSuppliers(WebhookEvent event) {
    String type = event.dataType();
    return type != null && type.equals(OF_SUPPLIERS.get(category(event)));
  }

  /** An advance's id says in which of Xero's two lists it stands. */
  private static String resource(WebhookEvent event) {
    return switch (category(event)) {
      case "OVERPAYMENT" -> AdvanceAddress.of(event.resourceId(), null).text();
      case "PREPAYMENT" -> AdvanceAddress.of(null, event.resourceId()).text();
      default -> event.resourceId().toString();
    };
  }

  private static String category(WebhookEvent event) {
    return event.eventCategory().toUpperCase(Locale.ROOT);
  }
}
