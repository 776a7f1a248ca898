package dev.tandem.simulator.identity;

import java.net.URI;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application as registered in Xero's developer portal.
 *
 * @param secret absent for a PKCE app, which proves itself by its code verifier alone
 * @param redirectUris exact https addresses; any address on {@code localhost} is allowed besides
 * @param customTenant the one organisation reached with client_credentials, if any
 * @param registered when it was made in the portal, which decides about the broad scopes
 */
public record App(
    String clientId,
    @Nullable String secret,
    String name,
    Set<String> redirectUris,
    @Nullable String customTenant,
    LocalDate registered) {
  /** From before the granular scopes: may ask for both kinds. */
  private static final LocalDate OLDER = LocalDate.of(2025, 7, 1);

  /** An app from before the granular scopes, which may mix them with the broad ones. */
  public App(
      String clientId,
      @Nullable String secret,
      String name,
      Set<String> redirectUris,
      @Nullable String customTenant) {
    this(clientId, secret, name, redirectUris, customTenant, OLDER);
  }

  /** The same app, made in the portal on that day. */
  public App registered(LocalDate day) {
    return new App(clientId, secret, name, redirectUris, customTenant, day);
  }

  App withSecret(String other) {
    return new App(clientId, other, name, redirectUris, customTenant, registered);
  }

  App opening(String tenant) {
    return new App(clientId, secret, name, redirectUris, tenant, registered);
  }

  boolean confidential() {
    return secret != null;
  }

  /**
   * Xero accepts plain http for the name localhost only, never for 127.0.0.1. Over https localhost
   * has to be registered there like any other address; here it counts as registered.
   */
  boolean mayRedirectTo(String address) {
    try {
      URI uri = URI.create(address);
      boolean localhost =
          ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
              && "localhost".equalsIgnoreCase(uri.getHost());
      boolean clean = uri.getRawFragment() == null && uri.getRawUserInfo() == null;
      return clean && (localhost || redirectUris.contains(address));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
