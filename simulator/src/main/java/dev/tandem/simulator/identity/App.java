package dev.tandem.simulator.identity;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application as registered in Xero's developer portal.
 *
 * @param secret absent for a PKCE app, which proves itself by its code verifier alone
 * @param redirectUris exact https addresses; any address on {@code localhost} is allowed besides
 * @param customTenant the one organisation reached with client_credentials, if any
 */
public record App(
    String clientId,
    @Nullable String secret,
    String name,
    Set<String> redirectUris,
    @Nullable String customTenant) {

  App withSecret(String other) {
    return new App(clientId, other, name, redirectUris, customTenant);
  }

  App opening(String tenant) {
    return new App(clientId, secret, name, redirectUris, tenant);
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
