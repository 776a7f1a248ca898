package dev.tandem.bench.webhooks;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Bodies that begin as Xero's deliveries and are changed where a reader may stumble: fields
 * missing, twice, of another type, absurdly long, deep or big; lists that are none; text cut off,
 * doubled, or in bytes that are no text.
 */
final class Bodies {

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "7",
          "1e999",
          "-0.0",
          "9007199254740993",
          "99999999999999999999999999999999",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\ud83d\ude00\"",
          "\"\\\\x00\"",
          "\"'; drop table house.delivery; --\"",
          "\"2026-02-30T25:61:61\"",
          "\"+292278994-08-17T07:12:55.807\"",
          "\"-4714-01-01T00:00:00\"",
          "\"/Date(1518685950940+0000)/\"",
          "\"/Date(99999999999999999999)/\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "\"0-0-0-0-0\"",
          "\"{0f1e2d3c-4b5a-4678-9a0b-c1d2e3f40516}\"",
          "{}",
          "[]",
          "[null]",
          "{\"\":{}}",
          "NaN",
          "undefined",
          "'single'");

  private static final List<String> KEYS =
      List.of(
          "resourceUrl",
          "resourceId",
          "eventDateUtc",
          "eventType",
          "eventCategory",
          "tenantId",
          "tenantType",
          "data",
          "events",
          "entropy",
          "firstEventSequence");

  private static final List<String> CATEGORIES =
      List.of(
          "INVOICE",
          "CONTACT",
          "CREDITNOTE",
          "PREPAYMENT",
          "OVERPAYMENT",
          "SUBSCRIPTION",
          "PAYMENT",
          "Invoice",
          "HOLOGRAM",
          "A-.-B");

  private static final int SELDOM = 200;
  private static final int LONG = 60_000;
  private static final int DEEP = 5_000;

  private final RandomGenerator random;

  Bodies(RandomGenerator random) {
    this.random = random;
  }

  byte[] next() {
    byte[] body = bytes(one(3) ? text().replace(",", ", ") : text());
    return one(4) ? damaged(body) : body;
  }

  private String text() {
    return switch (random.nextInt(40)) {
      case 0 -> "";
      case 1 -> pick(VALUES);
      case 2 -> "[".repeat(random.nextInt(DEEP));
      case 3 -> "{\"events\":".repeat(random.nextInt(DEEP));
      case 4 -> "{\"events\":" + pick(VALUES) + "}";
      default -> delivery();
    };
  }

  private String delivery() {
    int count = one(SELDOM) ? 500 : random.nextInt(4);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(one(10) ? pick(VALUES) : event());
    }
    return "{\"events\":[%s],\"firstEventSequence\":%s,\"lastEventSequence\":%s,\"entropy\":\"x\"}"
        .formatted(String.join(",", events), sequence(), sequence());
  }

  private String sequence() {
    return one(4) ? pick(VALUES) : String.valueOf(random.nextLong());
  }

  private String event() {
    UUID record = new UUID(random.nextLong(), random.nextLong());
    List<String> fields = new ArrayList<>();
    add(fields, "resourceUrl", "\"https://api.xero.com/api.xro/2.0/Invoices/" + record + "\"");
    add(fields, "resourceId", "\"" + record + "\"");
    add(fields, "eventDateUtc", "\"2026-11-20T01:15:39." + (100 + random.nextInt(900)) + "\"");
    add(fields, "eventType", one(2) ? "\"UPDATE\"" : "\"CREATE\"");
    add(fields, "eventCategory", "\"" + pick(CATEGORIES) + "\"");
    add(fields, "tenantId", "\"" + Signed.TENANT + "\"");
    add(fields, "tenantType", one(10) ? "\"APPLICATION\"" : "\"ORGANISATION\"");
    if (one(2)) {
      add(fields, "data", "{\"Type\":\"ACCREC\",\"Status\":\"PAID\"}");
    }
    return "{" + String.join(",", fields) + "}";
  }

  private void add(List<String> fields, String name, String usual) {
    switch (random.nextInt(30)) {
      case 0 -> {
        // Missing.
      }
      case 1 -> fields.add("\"" + name + "\":" + pick(VALUES));
      case 2 -> {
        fields.add("\"" + name + "\":" + pick(VALUES));
        fields.add("\"" + name + "\":" + usual);
      }
      case 3 -> fields.add("\"" + pick(KEYS) + "\":" + usual);
      case 4 -> fields.add("\"" + name + "\":" + strange(usual));
      default -> fields.add("\"" + name + "\":" + usual);
    }
  }

  private String strange(String usual) {
    return switch (random.nextInt(6)) {
      case 0 -> one(SELDOM / 10) ? "\"" + "A".repeat(random.nextInt(LONG)) + "\"" : usual;
      case 1 -> "[".repeat(random.nextInt(50)) + usual + "]".repeat(random.nextInt(50));
      case 2 -> "{\"a\":" + usual + "}";
      case 3 -> usual.replace("\"", "");
      case 4 -> usual.toUpperCase(java.util.Locale.ROOT);
      default -> "\" " + usual.replace("\"", "") + "\\n\"";
    };
  }

  private byte[] damaged(byte[] body) {
    if (body.length == 0) {
      return body;
    }
    int at = random.nextInt(body.length);
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(body, at);
      case 1 -> flipped(body, at);
      case 2 -> joined(Arrays.copyOf(body, at), body);
      case 3 -> joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, body);
      case 4 -> new String(body, UTF_8).getBytes(UTF_16);
      case 5 -> joined(body, new byte[random.nextInt(64)]);
      default -> joined(body, bytes("\r\n"));
    };
  }

  private byte[] flipped(byte[] body, int from) {
    byte[] flipped = body.clone();
    for (int i = from; i < Math.min(body.length, from + 1 + random.nextInt(4)); i++) {
      flipped[i] = (byte) random.nextInt(256);
    }
    return flipped;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private boolean one(int of) {
    return random.nextInt(of) == 0;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
