package dev.tandem.bench.webhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.xero.webhook.XeroWebhook;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Deliveries as Xero makes and signs them, ready to be written to a socket. */
final class Signed {

  /** Nobody is connected to it, so accepting is all that happens. */
  static final UUID TENANT = UUID.fromString("0f1e2d3c-4b5a-4678-9a0b-c1d2e3f40516");

  private final SplittableRandom random;

  Signed(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Events that no other delivery holds. */
  byte[] body(int events) {
    return IntStream.range(0, events)
        .mapToObj(_ -> event(new UUID(random.nextLong(), random.nextLong())))
        .collect(
            Collectors.joining(
                ",",
                "{\"events\":[",
                "],\"firstEventSequence\": 1,\"lastEventSequence\": %d, \"entropy\": \"ABCDEFGHIJKLMNOPQRST\"}"
                    .formatted(events)))
        .getBytes(UTF_8);
  }

  static String event(UUID record) {
    return """
        {"resourceUrl":"https://api.xero.com/api.xro/2.0/Invoices/%s","resourceId":"%s",\
        "eventDateUtc":"2026-11-20T01:15:39.902","eventType":"UPDATE","eventCategory":"INVOICE",\
        "tenantId":"%s","tenantType":"ORGANISATION","data":{"Type":"ACCREC","Status":"AUTHORISED"}}"""
        .formatted(record, record, TENANT);
  }

  /** The whole request. */
  static byte[] request(URI address, byte[] body, String key) {
    return request(address, body, XeroWebhook.sign(body, key), "");
  }

  /**
   * @param more further header lines, each ended
   */
  static byte[] request(URI address, byte[] body, String signature, String more) {
    String head =
        """
        POST %s HTTP/1.1\r
        Host: %s:%d\r
        Content-Type: application/json; charset=utf-8\r
        x-xero-signature: %s\r
        %sContent-Length: %d\r
        \r
        """
            .formatted(
                address.getPath(),
                address.getHost(),
                address.getPort(),
                signature,
                more,
                body.length);
    var all = new ByteArrayOutputStream(head.length() + body.length);
    all.writeBytes(head.getBytes(US_ASCII));
    all.writeBytes(body);
    return all.toByteArray();
  }
}
