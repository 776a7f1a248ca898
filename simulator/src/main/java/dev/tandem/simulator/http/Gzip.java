package dev.tandem.simulator.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies on the way, packed: answers for those who ask for it, requests that say they are. */
final class Gzip {
  /** Bytes; below it the packing is longer than what it saves. */
  private static final int WORTH_IT = 1_000;

  private Gzip() {}

  /** Whether the client asks for it: named, and not with {@code q=0}. */
  static boolean accepted(String acceptEncoding) {
    for (String each : acceptEncoding.split(",")) {
      String[] parts = each.split(";");
      boolean named = parts[0].strip().equalsIgnoreCase("gzip");
      boolean refused = parts.length > 1 && parts[1].strip().matches("q=0(\\.0*)?");
      if (named && !refused) {
        return true;
      }
    }
    return false;
  }

  static Response packed(Response response) {
    if (response.body().length < WORTH_IT || response.headers().containsKey("Content-Encoding")) {
      return response;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(response.body());
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return response
        .withBody(packed.toByteArray())
        .with("Content-Encoding", "gzip")
        .with("Vary", "Accept-Encoding");
  }

  /** Reads no more than one byte beyond the limit, so that a small body cannot fill the memory. */
  static byte[] unpacked(byte[] body, int limit) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return gzip.readNBytes(limit + 1);
    }
  }
}
