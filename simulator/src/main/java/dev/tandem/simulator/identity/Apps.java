package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The registered apps, and how a request proves which one it comes from. */
public final class Apps {
  private record Credentials(String clientId, String secret) {}

  private final List<App> registered;
  private final List<App> apps;

  public Apps(List<App> apps) {
    this.registered = List.copyOf(apps);
    this.apps = new CopyOnWriteArrayList<>(apps);
  }

  /** A new secret in the developer portal; whoever proves itself by the old one is refused. */
  public void replaceSecret(String clientId, String secret) {
    apps.replaceAll(
        app ->
            app.clientId().equals(clientId) && app.confidential() ? app.withSecret(secret) : app);
  }

  /** A custom connection is authorised for another organisation. */
  public void openInstead(String clientId, String tenant) {
    apps.replaceAll(app -> app.clientId().equals(clientId) ? app.opening(tenant) : app);
  }

  public void reset() {
    for (int i = 0; i < registered.size(); i++) {
      apps.set(i, registered.get(i));
    }
  }

  public List<App> all() {
    return apps;
  }

  public Optional<App> byClientId(String clientId) {
    return apps.stream().filter(app -> app.clientId().equals(clientId)).findFirst();
  }

  /** Basic credentials or body parameters; a PKCE app names itself only. */
  Optional<App> authenticated(Request request, Parameters form) {
    Credentials given =
        basic(request)
            .orElseGet(
                () -> new Credentials(form.get("client_id", ""), form.get("client_secret", "")));
    return byClientId(given.clientId).filter(app -> proves(given, app));
  }

  /** The app a token request names, whether or not it proves itself. */
  Optional<String> named(Request request) {
    return basic(request)
        .map(Credentials::clientId)
        .or(() -> request.query().get("client_id"))
        .or(() -> request.form().get("client_id"));
  }

  private static boolean proves(Credentials given, App app) {
    String secret = app.secret();
    return secret == null
        || MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), given.secret.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Credentials> basic(Request request) {
    return request
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
        .flatMap(value -> decode(value.substring(6).strip()));
  }

  private static Optional<Credentials> decode(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Credentials(
                  formDecoded(pair.substring(0, colon)), formDecoded(pair.substring(colon + 1))));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String formDecoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
