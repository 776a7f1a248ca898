package dev.tandem.books.connection;

import dev.tandem.shared.Addresses;
import dev.tandem.xero.Xero;
import dev.tandem.xero.XeroSettings;
import dev.tandem.xero.oauth.TokenSet;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Our apps at Xero: the installation's own, and custom connections of single practices. One client
 * for all, made when first needed, because the address of the callback is known for sure only once
 * the web server has its port.
 */
@Component("xeroApp")
class XeroApp {

  static final String PROVIDER = "xero";
  static final String CALLBACK = "/ledger/connection/callback";

  private final XeroAppSettings settings;
  private final CustomApps customApps;
  private final Addresses addresses;
  private final Environment environment;
  private final Clock clock;
  private @Nullable Xero shared;

  XeroApp(
      XeroAppSettings settings,
      CustomApps customApps,
      Addresses addresses,
      Environment environment,
      Clock clock) {
    this.settings = settings;
    this.customApps = customApps;
    this.addresses = addresses;
    this.environment = environment;
    this.clock = clock;
  }

  /**
   * The installation's own app.
   *
   * @throws NotConnected if it has none yet
   */
  Xero xero() {
    if (!settings.complete()) {
      throw new NotConnected(
          "This installation is not registered with Xero yet: the Ledger page shows the steps.");
    }
    return shared();
  }

  /** The app that a grant was given to. */
  Xero xero(Grant grant) {
    UUID id = grant.customApp();
    if (id == null) {
      return xero();
    }
    CustomApp app = customApps.find(id);
    return xero(app.clientId(), app.clientSecret());
  }

  /** An app that somebody names; its id and secret are not tried yet. */
  Xero xero(String clientId, String clientSecret) {
    return shared().forApp(clientId, clientSecret);
  }

  /**
   * Xero for whoever has a token already: which app it was given to is of no concern to the books.
   */
  Xero books() {
    return shared();
  }

  /** Whether a custom connection's app is the one that it was: the environment may name another. */
  boolean isStill(Grant custom) {
    return custom.customApp() != null
        || (settings.custom() && key(settings.clientId().strip()).equals(custom.appKey()));
  }

  /** A token for a custom connection. */
  TokenSet ownToken(Grant grant) {
    return ownToken(xero(grant));
  }

  TokenSet ownToken(Xero custom) {
    return AppTokens.ask(custom, settings.broad());
  }

  /** The one organisation that a custom connection's token opens, as it says itself. */
  String organisationOf(TokenSet tokens) {
    return String.valueOf(
        books().ledger(tokens.accessToken()).organisation().value().organisationId());
  }

  private synchronized Xero shared() {
    if (shared == null) {
      shared = new Xero(xeroSettings(), clock, XeroDebug.watcher(environment));
    }
    return shared;
  }

  /** For whom Xero counts its limits: the installation's app, or an app of its own. */
  static String key(String clientId) {
    return PROVIDER + "/" + clientId;
  }

  /**
   * Where Xero sends the browser back to: exactly what must be registered in its developer portal.
   */
  URI redirectUri() {
    if (!settings.redirectUri().isBlank()) {
      return URI.create(settings.redirectUri().strip());
    }
    return addresses.of(CALLBACK);
  }

  /** For the mapping of the callback: it answers on the registered path, whatever that is. */
  public String callbackPath() {
    if (settings.redirectUri().isBlank()) {
      return CALLBACK;
    }
    String path = URI.create(settings.redirectUri().strip()).getPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  AppRegistration registration() {
    return new AppRegistration(
        settings.complete(),
        settings.missing(),
        redirectUri().toString(),
        !settings.webhookKey().isBlank(),
        settings.url(),
        settings.custom());
  }

  private XeroSettings xeroSettings() {
    var scopes = XeroSettings.USUAL_SCOPES;
    String id = settings.clientId().strip();
    String secret = settings.clientSecret().strip();
    return settings.url().isBlank()
        ? XeroSettings.real(id, secret, redirectUri(), scopes)
        : XeroSettings.at(URI.create(settings.url().strip()), id, secret, redirectUri(), scopes);
  }

  @PreDestroy
  synchronized void close() {
    if (shared != null) {
      shared.close();
    }
  }
}
