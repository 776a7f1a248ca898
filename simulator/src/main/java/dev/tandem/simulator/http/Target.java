package dev.tandem.simulator.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a request line asks for. Also in its absolute form, as proxies get it, and with slashes
 * doubled by a client that glues addresses together.
 *
 * @param path as sent, escapes and all, beginning with one slash
 * @param query as sent, absent if there is none
 */
record Target(String path, @Nullable String query) {
  static Target of(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    boolean glued = uri.getScheme() == null && uri.getRawAuthority() != null;
    String whole = "/" + (glued ? uri.getRawAuthority() + path : path);
    return new Target(whole.replaceAll("/{2,}", "/"), uri.getRawQuery());
  }

  String decodedPath() {
    String decoded = URI.create(path).getPath();
    return decoded == null ? path : decoded;
  }

  /** Path and query in ASCII. */
  @Override
  public String toString() {
    return URI.create(query == null ? path : path + "?" + query).toASCIIString();
  }
}
