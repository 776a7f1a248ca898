package dev.tandem.start;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a website is: scheme, host and port, and nothing behind them.
 *
 * @param port -1 for the scheme's own
 */
public record WebAddress(String scheme, String host, int port) {

  /** Empty unless the text is exactly such an address; a single slash at its end is forgiven. */
  public static Optional<WebAddress> parse(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = lower(uri.getScheme());
      boolean web = scheme.equals("http") || scheme.equals("https");
      String path = uri.getRawPath();
      boolean bare = path == null || path.isEmpty() || path.equals("/");
      if (!web
          || !bare
          || uri.getHost() == null
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || uri.getPort() > 65535) {
        return Optional.empty();
      }
      int port = uri.getPort() == standard(scheme) ? -1 : uri.getPort();
      return Optional.of(new WebAddress(scheme, lower(uri.getHost()), port));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  public boolean secure() {
    return scheme.equals("https");
  }

  /** Whether only this machine finds it. */
  public boolean local() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }

  private static int standard(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** As browsers write an origin. */
  @Override
  public String toString() {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port);
  }
}
