package dev.tandem.simulator.identity;

import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.journal.Journal;
import dev.tandem.simulator.openapi.Operations;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The sign-in side, put together. */
public final class Identity {
  private final Grants grants;
  private final Admission admission;
  private final AuthorizationCodes codes;
  private final RotatingTokens refreshTokens;
  private final SigningKey key;
  private final CustomConnections custom;
  private final Apps apps;
  private final Clock clock;
  private final Switches switches;
  private final TenantDirectory directory;

  public Identity(
      Apps apps,
      TenantDirectory directory,
      Journal journal,
      Clock clock,
      Duration refreshGrace,
      Switches switches) {
    this.apps = apps;
    this.directory = directory;
    this.clock = clock;
    this.switches = switches;
    this.grants = new Grants(journal, clock);
    this.admission = new Admission(journal);
    this.custom = new CustomConnections(journal, clock, switches);
    this.codes = new AuthorizationCodes(journal, clock);
    this.refreshTokens = new RotatingTokens(journal, clock, refreshGrace);
    this.key = new SigningKey(journal);
  }

  /** The sign-in side's table of contents. */
  public void addRoutes(Routes<Handler> routes, String issuer, UnaryOperator<Handler> traffic) {
    Consents consents = new Consents(grants, codes);
    AuthorizePage authorize = new AuthorizePage(apps, directory, consents, clock, switches);
    DiscoveryEndpoint discovery = new DiscoveryEndpoint(issuer, key);
    UserInfoEndpoint user = new UserInfoEndpoint(bearers(issuer));
    ConnectionsEndpoint connections = new ConnectionsEndpoint(bearers(issuer), grants, directory);
    routes
        .get("/identity/connect/authorize", traffic.apply(authorize::show))
        .post("/identity/connect/authorize", traffic.apply(authorize::decide))
        .post(
            "/connect/token",
            traffic.apply(
                new TokenEndpoint(apps, codes, refreshTokens, custom, it -> answers(it, issuer))
                    ::exchange))
        .post(
            "/connect/revocation",
            traffic.apply(new RevocationEndpoint(apps, refreshTokens, revocations())::revoke))
        .get("/connect/userinfo", traffic.apply(user::tell))
        .post("/connect/userinfo", traffic.apply(user::tell))
        .get("/connections", traffic.apply(connections::list))
        .delete("/connections/{id}", traffic.apply(connections::disconnect))
        .get("/.well-known/openid-configuration", traffic.apply(discovery::configuration))
        .get("/identity/.well-known/openid-configuration", traffic.apply(discovery::configuration))
        .get("/.well-known/openid-configuration/jwks", traffic.apply(discovery::keys));
  }

  /** What the control side may ask of the sign-in side. */
  public void addOperations(Operations operations) {
    Consents consents = new Consents(grants, codes);
    new ConsentShortcut(apps, directory, consents, clock, switches).addOperations(operations);
  }

  private TokenAnswers answers(Request request, String own) {
    String issuer = Addresses.asked(request, own).issuer();
    return new TokenAnswers(refreshTokens, grants, new Tokens(key, clock, issuer));
  }

  private Bearers bearers(String issuer) {
    return new Bearers(new Tokens(key, clock, issuer), apps, clock);
  }

  /** Where calls of the API are looked at. */
  public Entrance entrance(String issuer) {
    return new Entrance(bearers(issuer), grants, admission, custom, directory, clock);
  }

  /** The app a request says it comes from, for the record only; empty where it does not say. */
  public String clientOf(Request request) {
    return new Tokens(key, clock, "")
        .bearer(request)
        .map(claims -> claims.path("client_id").asString(""))
        .or(() -> apps.named(request))
        .orElse("");
  }

  public Grants grants() {
    return grants;
  }

  /** Which organisations still let the user in. */
  public Admission admission() {
    return admission;
  }

  /** How the custom connections stand in the portal. */
  public CustomConnections custom() {
    return custom;
  }

  /**
   * Whether the app is connected to the organisation and so told of it. An app that somebody has
   * consented to is not a custom connection as well.
   */
  public boolean hears(String clientId, String tenantId) {
    return grants.connected(clientId, tenantId)
        || apps.byClientId(clientId)
            .filter(app -> tenantId.equals(app.customTenant()))
            .filter(app -> !grants.everConsented(clientId))
            .filter(app -> custom.state(app) == CustomConnections.State.AUTHORISED)
            .isPresent();
  }

  public Revocations revocations() {
    return new Revocations(grants, refreshTokens);
  }

  /** Makes the signing key ahead of the first token; it takes a noticeable moment. */
  public void warmUp() {
    key.pair();
  }

  /** After a state was put back: what was read from the journal once is read anew. */
  public void reread() {
    key.reread();
  }

  public void reset() {
    apps.reset();
    grants.reset();
    admission.reset();
    custom.reset();
    codes.reset();
    refreshTokens.reset();
  }
}
