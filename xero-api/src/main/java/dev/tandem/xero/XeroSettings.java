package dev.tandem.xero;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which Xero app we are and where Xero is.
 *
 * @param clientSecret absent for apps that prove themselves by PKCE alone
 * @param connectTimeout longest wait for a connection
 * @param callTimeout longest wait for a whole call, from connecting to the last byte
 */
public record XeroSettings(
    Hosts hosts,
    String clientId,
    @Nullable String clientSecret,
    URI redirectUri,
    List<String> scopes,
    Duration connectTimeout,
    Duration callTimeout) {

  /**
   * Contacts, sales invoices, payments and deposits, the accounts and taxes to map them, and
   * refresh tokens.
   */
  public static final List<String> USUAL_SCOPES =
      List.of(
          "offline_access",
          "accounting.contacts",
          "accounting.invoices",
          "accounting.payments",
          "accounting.banktransactions",
          "accounting.settings.read");

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(40);

  public XeroSettings {
    scopes = List.copyOf(scopes);
  }

  /** The real Xero. */
  public static XeroSettings real(
      String clientId, @Nullable String clientSecret, URI redirectUri, List<String> scopes) {
    return new XeroSettings(
        Hosts.real(), clientId, clientSecret, redirectUri, scopes, CONNECT, CALL);
  }

  /** A server that speaks Xero's paths on one port, such as a simulator. */
  public static XeroSettings at(
      URI base,
      String clientId,
      @Nullable String clientSecret,
      URI redirectUri,
      List<String> scopes) {
    return new XeroSettings(
        Hosts.at(base), clientId, clientSecret, redirectUri, scopes, CONNECT, CALL);
  }

  /** The same app at the same place with other patience. */
  public XeroSettings withTimeouts(Duration connect, Duration call) {
    return new XeroSettings(hosts, clientId, clientSecret, redirectUri, scopes, connect, call);
  }

  /** The same place and patience for another app. */
  XeroSettings withApp(String otherId, @Nullable String otherSecret) {
    return new XeroSettings(
        hosts, otherId, otherSecret, redirectUri, scopes, connectTimeout, callTimeout);
  }

  @Override
  public String toString() {
    return "XeroSettings[" + hosts.api() + ", client " + clientId + "]";
  }

  /**
   * Xero's three addresses.
   *
   * @param authorize the consent page, whole
   * @param identity where {@code /connect/token} and {@code /connect/revocation} are
   * @param api where {@code /connections} and {@code /api.xro/2.0} are
   */
  public record Hosts(URI authorize, URI identity, URI api) {

    /** Xero's own hosts. */
    public static Hosts real() {
      return new Hosts(
          URI.create("https://login.xero.com/identity/connect/authorize"),
          URI.create("https://identity.xero.com"),
          URI.create("https://api.xero.com"));
    }

    /** All three on one server; a trailing slash does no harm. */
    public static Hosts at(URI base) {
      URI root = URI.create(base.toString().replaceFirst("/+$", ""));
      return new Hosts(URI.create(root + "/identity/connect/authorize"), root, root);
    }
  }
}
