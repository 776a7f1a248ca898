package dev.tandem.books.connection;

import dev.tandem.xero.Xero;
import dev.tandem.xero.XeroSettings;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Our app at Xero: one shared client, made when first needed, because the address of the callback
 * is known for sure only once the web server has its port.
 */
@Component("xeroApp")
class XeroApp {

  static final String PROVIDER = "xero";
  static final String CALLBACK = "/ledger/connection/callback";

  private final XeroAppSettings settings;
  private final Environment environment;
  private final Clock clock;
  private @Nullable Xero xero;

  XeroApp(XeroAppSettings settings, Environment environment, Clock clock) {
    this.settings = settings;
    this.environment = environment;
    this.clock = clock;
  }

  /**
   * @throws NotConnected if the installation has no app at Xero yet
   */
  synchronized Xero xero() {
    if (!settings.complete()) {
      throw new NotConnected(
          "This installation is not registered with Xero yet: the Ledger page shows the steps.");
    }
    if (xero == null) {
      xero = new Xero(xeroSettings(), clock);
    }
    return xero;
  }

  /**
   * Where Xero sends the browser back to: exactly what must be registered in its developer portal.
   */
  URI redirectUri() {
    if (!settings.redirectUri().isBlank()) {
      return URI.create(settings.redirectUri().strip());
    }
    String port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    return URI.create("http://localhost:" + port + CALLBACK);
  }

  /** For the mapping of the callback: it answers on the registered path, whatever that is. */
  public String callbackPath() {
    if (settings.redirectUri().isBlank()) {
      return CALLBACK;
    }
    String path = URI.create(settings.redirectUri().strip()).getPath();
    return path == null || path.length() < 2 ? CALLBACK : path;
  }

  AppRegistration registration() {
    return new AppRegistration(
        settings.complete(),
        settings.missing(),
        redirectUri().toString(),
        !settings.webhookKey().isBlank(),
        settings.url());
  }

  private XeroSettings xeroSettings() {
    var scopes = settings.scopes() == null ? XeroSettings.USUAL_SCOPES : settings.scopes();
    String id = settings.clientId().strip();
    String secret = settings.clientSecret().strip();
    return settings.url().isBlank()
        ? XeroSettings.real(id, secret, redirectUri(), scopes)
        : XeroSettings.at(URI.create(settings.url().strip()), id, secret, redirectUri(), scopes);
  }

  @PreDestroy
  synchronized void close() {
    if (xero != null) {
      xero.close();
    }
  }
}
