package dev.tandem.books.connection;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far this installation is known to Xero: what the first-time steps show.
 *
 * @param complete whether anybody can connect
 * @param missing names of the environment variables that are not set
 * @param redirectUri exactly what must be registered in the developer portal
 * @param webhooks whether a signing key for Xero's notices is set
 * @param standIn address of the server that stands in for Xero; empty for the real one
 * @param custom whether the environment names a custom connection: one organisation, no consent
 */
public record AppRegistration(
    boolean complete,
    List<String> missing,
    String redirectUri,
    boolean webhooks,
    String standIn,
    boolean custom) {

  /** What to put into the environment for a standard app; values that a person adds are empty. */
  public String template() {
    return String.join(
        "\n",
        "XERO_CLIENT_ID=",
        "XERO_CLIENT_SECRET=",
        "XERO_REDIRECT_URI=" + redirectUri,
        "XERO_WEBHOOK_KEY=");
  }

  /** The same for a custom connection. */
  public String customTemplate() {
    return String.join(
        "\n", "XERO_CLIENT_ID=", "XERO_CLIENT_SECRET=", "XERO_TENANT_ID=", "XERO_WEBHOOK_KEY=");
  }

  /** Why Xero would refuse the redirect URI, in a whole sentence; null if it would take it. */
  public @Nullable String redirectTrouble() {
    URI uri = URI.create(redirectUri);
    String host = String.valueOf(uri.getHost());
    if ("https".equals(uri.getScheme()) || "localhost".equals(host)) {
      return null;
    }
    return host.equals("127.0.0.1")
        ? "Xero refuses http://127.0.0.1: write localhost instead, here and in XERO_REDIRECT_URI."
        : "Xero refuses plain http but for localhost: give this installation an https address and set"
            + " XERO_REDIRECT_URI to it.";
  }
}
