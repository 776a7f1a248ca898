package dev.tandem.xero;

import dev.tandem.xero.internal.Exchange;
import dev.tandem.xero.internal.TenantCalls;
import dev.tandem.xero.oauth.XeroOAuth;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The door to Xero for one app. Share one instance: it keeps the connections. It never repeats a
 * write by itself, nor waits for a limit.
 */
public final class Xero implements AutoCloseable {

  private final XeroSettings settings;
  private final Exchange exchange;
  private final Clock clock;
  private final XeroOAuth oauth;

  public Xero(XeroSettings settings, Clock clock) {
    this(settings, clock, null);
  }

  /**
   * @param watcher hears of each call of this app and of those made by {@link #forApp}
   */
  public Xero(XeroSettings settings, Clock clock, @Nullable CallWatcher watcher) {
    this(settings, new Exchange(settings.connectTimeout(), settings.callTimeout(), watcher), clock);
  }

  private Xero(XeroSettings settings, Exchange exchange, Clock clock) {
    this.settings = settings;
    this.exchange = exchange;
    this.clock = clock;
    this.oauth = new XeroOAuth(settings, exchange, clock);
  }

  /**
   * The same Xero as another app sees it, over the same connections: they end when this one is
   * closed.
   */
  public Xero forApp(String clientId, @Nullable String clientSecret) {
    return new Xero(settings.withApp(clientId, clientSecret), exchange, clock);
  }

  /** Consent, tokens and the organisations they open. */
  public XeroOAuth oauth() {
    return oauth;
  }

  /** One organisation's books, as long as the access token lasts. */
  public XeroLedger ledger(TenantId tenant, String accessToken) {
    return open(tenant, accessToken);
  }

  /** The books of a custom connection, whose token already says which organisation. */
  public XeroLedger ledger(String accessToken) {
    return open(null, accessToken);
  }

  private XeroLedger open(@Nullable TenantId tenant, String accessToken) {
    return new XeroLedger(new TenantCalls(exchange, settings.hosts().api(), tenant, accessToken));
  }

  /** Drops the connections; calls under way are broken off. */
  @Override
  public void close() {
    exchange.close();
  }
}
