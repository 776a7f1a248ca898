package dev.tandem.books.ledger.xero;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.books.ledger.TestCall;
import dev.tandem.xero.webhook.XeroWebhook;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Xero's <em>intent to receive</em>. Xero: several empty deliveries, some of them
 * signed wrongly, often by one character; the key is text and is not decoded, though it looks like
 * base64.
 */
final class XeroIntent {

  private static final String NOBODYS = "a key that nobody has";

  private XeroIntent() {}

  /**
   * @param keys ours, newest first
   * @param custom those of custom connections; without any key there are only calls that have to be
   *     refused
   */
  static List<TestCall> calls(List<String> keys, List<String> custom) {
    byte[] body = body();
    var calls = new ArrayList<TestCall>();
    for (String key : keys) {
      boolean newest = calls.isEmpty();
      calls.add(
          new TestCall(
              newest ? "Rightly signed" : "Signed with the key before",
              body,
              XeroWebhook.sign(body, key),
              true));
    }
    if (!keys.isEmpty()) {
      calls.addAll(nearly(body, keys.getFirst()));
    }
    for (String key : custom) {
      String right = XeroWebhook.sign(body, key);
      calls.add(
          new TestCall("Rightly signed with the key of the custom connection", body, right, true));
      calls.add(refused("A character of that off", body, off(right, right.length() / 2)));
    }
    calls.add(refused("Signed with another key", body, XeroWebhook.sign(body, NOBODYS)));
    calls.add(refused("Not signed at all", body, null));
    return calls;
  }

  private static List<TestCall> nearly(byte[] body, String key) {
    String right = XeroWebhook.sign(body, key);
    return List.of(
        refused("First character of the signature off", body, off(right, 0)),
        refused("A character in the middle off", body, off(right, right.length() / 2)),
        refused("Last character off", body, off(right, right.length() - 2)),
        refused("Signed with the key decoded", body, decoded(body, key)),
        refused("Signature of another body", body, XeroWebhook.sign(body(), key)));
  }

  private static TestCall refused(String what, byte[] body, @Nullable String signature) {
    return new TestCall(what, body, signature, false);
  }

  /** With Xero's own uneven spacing: whoever writes the body anew on its way is found out. */
  private static byte[] body() {
    return "{\"events\":[],\"firstEventSequence\": 0,\"lastEventSequence\": 0, \"entropy\": \"%s\"}"
        .formatted(UUID.randomUUID())
        .getBytes(UTF_8);
  }

  private static String off(String signature, int at) {
    char other = signature.charAt(at) == 'A' ? 'B' : 'A';
    return signature.substring(0, at) + other + signature.substring(at + 1);
  }

  private static String decoded(byte[] body, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(decoded(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** As far as it is base64 at all; a key of another form is decoded to nothing but a zero. */
  private static byte[] decoded(String key) {
    String letters = key.replaceAll("[^A-Za-z0-9+/]", "");
    byte[] bytes = Base64.getDecoder().decode(letters.substring(0, letters.length() / 4 * 4));
    return bytes.length == 0 ? new byte[1] : bytes;
  }
}
