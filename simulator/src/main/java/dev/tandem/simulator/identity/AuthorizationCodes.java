package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Codes handed to the redirect address: good once, for five minutes. */
final class AuthorizationCodes {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /**
   * What a code stands for.
   *
   * @param challenge the PKCE S256 challenge, empty when none was given
   * @param nonce for the id token, empty when none was given
   */
  record Issued(
      String clientId,
      String redirectUri,
      Set<String> scopes,
      String challenge,
      String nonce,
      SignIn signIn) {}

  private final Drawer drawer;
  private final Clock clock;

  AuthorizationCodes(Journal journal, Clock clock) {
    this.drawer = new Drawer("codes", journal);
    this.clock = clock;
  }

  String issue(Issued issued) {
    drawer.removeIf(this::expired);
    String code = RandomText.of(32);
    ObjectNode node =
        Json.object()
            .put("clientId", issued.clientId)
            .put("redirectUri", issued.redirectUri)
            .put("scopes", String.join(" ", issued.scopes))
            .put("challenge", issued.challenge)
            .put("nonce", issued.nonce)
            .put("expires", clock.instant().plus(LIFETIME).toString());
    issued.signIn.record(node);
    drawer.put(code, node);
    return code;
  }

  synchronized Optional<Issued> take(String code) {
    Optional<ObjectNode> found = drawer.get(code);
    drawer.remove(code);
    return found.filter(node -> !expired(node)).map(AuthorizationCodes::read);
  }

  private boolean expired(ObjectNode node) {
    return !clock.instant().isBefore(Instant.parse(node.path("expires").asString()));
  }

  private static Issued read(ObjectNode node) {
    return new Issued(
        node.path("clientId").asString(),
        node.path("redirectUri").asString(),
        Scopes.parse(node.path("scopes").asString()),
        node.path("challenge").asString(),
        node.path("nonce").asString(""),
        SignIn.read(node));
  }

  void reset() {
    drawer.clear();
  }
}
