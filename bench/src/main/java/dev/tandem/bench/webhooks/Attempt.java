package dev.tandem.bench.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tandem.xero.webhook.XeroWebhook;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One call with one of the fuzzer's bodies.
 *
 * @param request all that is written
 * @param wanted the one status that is right; 0 if it is no sound call of HTTP, which may be
 *     refused as the server likes
 */
record Attempt(byte[] request, int wanted) {

  private static final int LARGEST = 1 << 20;
  private static final int SELDOM = 5_000;
  private static final int CHUNK = 1_000;

  static Attempt next(RandomGenerator random, Bodies bodies, URI address, String key) {
    byte[] body = random.nextInt(SELDOM) == 0 ? new byte[LARGEST + 1] : bodies.next();
    boolean right = random.nextBoolean();
    String signature = XeroWebhook.sign(body, key);
    String sent = right ? signature : wrong(random, body, signature, key);
    // Who sends no signature at all is refused before the size is looked at.
    int wanted = sent.isBlank() ? 401 : body.length > LARGEST ? 413 : right ? 200 : 401;
    return switch (random.nextInt(60)) {
      case 0 -> new Attempt(chunked(address, body, sent), wanted);
      case 1 -> new Attempt(with(address, body, sent, "Content-Encoding: gzip\r\n"), wanted);
      case 2 -> new Attempt(with(address, body, sent, "Content-Type: a/b; c=\"\r\n"), wanted);
      case 3 -> new Attempt(with(address, body, sent, "x-xero-signature: x\r\n"), 0);
      case 4 -> new Attempt(with(address, body, sent, "X: " + "y".repeat(9_000) + "\r\n"), 0);
      case 5 -> new Attempt(with(address, body, sent, "Content-Length: 1\r\n"), 0);
      case 6 -> new Attempt(with(address, body, sent, "Transfer-Encoding: rot13\r\n"), 0);
      case 7 -> new Attempt(with(address, body, sent, "Cookie: tandem_session=\u00e9\r\n"), wanted);
      default -> new Attempt(with(address, body, sent, ""), wanted);
    };
  }

  private static String wrong(RandomGenerator random, byte[] body, String signature, String key) {
    int at = random.nextInt(signature.length() - 2);
    char other = signature.charAt(at) == 'A' ? 'B' : 'A';
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> "=?%&\\";
      case 2 -> "A".repeat(1 + random.nextInt(4_000));
      case 3 -> XeroWebhook.sign(Arrays.copyOf(body, body.length + 1), key);
      case 4 -> XeroWebhook.sign(body, key + "x");
      default -> signature.substring(0, at) + other + signature.substring(at + 1);
    };
  }

  private static byte[] with(URI address, byte[] body, String signature, String more) {
    return Signed.request(address, body, signature, more);
  }

  private static byte[] chunked(URI address, byte[] body, String signature) {
    byte[] plain = Signed.request(address, new byte[0], signature, "");
    String head =
        new String(plain, ISO_8859_1)
            .replace("Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n");
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(ISO_8859_1));
    for (int at = 0; at < body.length; at += CHUNK) {
      int length = Math.min(CHUNK, body.length - at);
      all.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
      all.write(body, at, length);
      all.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    all.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
    return all.toByteArray();
  }
}
