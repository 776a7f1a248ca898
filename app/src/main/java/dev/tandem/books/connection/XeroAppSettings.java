package dev.tandem.books.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The app registered at Xero, by the environment's well-known names (see the mapping in {@code
 * connection.properties} of application.properties).
 *
 * @param clientId empty until somebody has registered an app
 * @param redirectUri empty: the callback of this installation on localhost
 * @param webhookKey signs Xero's notices; empty while webhooks are not set up
 * @param url one address that answers for all of Xero's hosts, such as a simulator's; empty: Xero
 * @param tenantId its presence makes the app a custom connection: it opens this one organisation
 * @param scopes {@code granular}, or {@code broad} for an app made before 2 March 2026
 */
@ConfigurationProperties("tandem.xero")
record XeroAppSettings(
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("") String redirectUri,
    @DefaultValue("") String webhookKey,
    @DefaultValue("") String url,
    @DefaultValue("") String tenantId,
    @DefaultValue("granular") String scopes) {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  XeroAppSettings {
    tenantId = tenantId.strip().toLowerCase(Locale.ROOT);
    scopes = scopes.isBlank() ? "granular" : scopes.strip().toLowerCase(Locale.ROOT);
    if (!tenantId.isEmpty() && !ID.matcher(tenantId).matches()) {
      throw new IllegalArgumentException(
          "XERO_TENANT_ID is not an organisation's id: 36 letters like"
              + " 0a1b2c3d-0000-4000-8000-000000000000. Leave it empty unless the app is a custom"
              + " connection.");
    }
    if (!redirectUri.isBlank() && !isAddress(redirectUri.strip())) {
      throw new IllegalArgumentException(
          "XERO_REDIRECT_URI is not an address such as https://desk.example/ledger/connection/callback.");
    }
    if (!List.of("granular", "broad").contains(scopes)) {
      throw new IllegalArgumentException(
          "XERO_SCOPES is either granular (apps made since 2 March 2026) or broad (older apps).");
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /** Whether it opens one organisation without anybody's consent. */
  boolean custom() {
    return !tenantId.isEmpty();
  }

  boolean broad() {
    return scopes.equals("broad");
  }

  boolean complete() {
    return missing().isEmpty();
  }

  /** Names of the variables without which nobody can connect. */
  List<String> missing() {
    return java.util.stream.Stream.of(
            clientId.isBlank() ? "XERO_CLIENT_ID" : "",
            clientSecret.isBlank() ? "XERO_CLIENT_SECRET" : "")
        .filter(it -> !it.isEmpty())
        .toList();
  }

  @Override
  public String toString() {
    return "XeroAppSettings[client " + clientId + "]";
  }
}
