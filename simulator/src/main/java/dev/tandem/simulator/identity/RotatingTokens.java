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

/**
 * Refresh tokens. Each use yields a new one; the old one may be used again for the grace period,
 * which is meant for a client that never received the answer.
 */
final class RotatingTokens {
  private static final Duration UNUSED = Duration.ofDays(60);

  record RefreshToken(String clientId, Set<String> scopes, SignIn signIn) {}

  private final Drawer drawer;
  private final Clock clock;
  private final Duration grace;

  RotatingTokens(Journal journal, Clock clock, Duration grace) {
    this.drawer = new Drawer("refresh-tokens", journal);
    this.clock = clock;
    this.grace = grace;
  }

  String issue(RefreshToken token) {
    drawer.removeIf(this::expired);
    String text = RandomText.of(32);
    ObjectNode node =
        Json.object()
            .put("clientId", token.clientId)
            .put("scopes", String.join(" ", token.scopes))
            .put("expires", clock.instant().plus(UNUSED).toString());
    token.signIn.record(node);
    drawer.put(text, node);
    return text;
  }

  /** What the token stands for; from now on it only lives for the grace period. */
  synchronized Optional<RefreshToken> use(String text, String clientId) {
    Optional<ObjectNode> found =
        drawer.get(text).filter(node -> node.path("clientId").asString().equals(clientId));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode node = found.get();
    if (expired(node)) {
      drawer.remove(text);
      return Optional.empty();
    }
    rotate(text, node);
    return Optional.of(read(node));
  }

  private boolean expired(ObjectNode node) {
    return !clock.instant().isBefore(Instant.parse(node.path("expires").asString()));
  }

  private void rotate(String text, ObjectNode node) {
    if (!node.path("rotated").asBoolean(false)) {
      ObjectNode rotated = node.deepCopy();
      rotated.put("rotated", true).put("expires", clock.instant().plus(grace).toString());
      drawer.put(text, rotated);
    }
  }

  Optional<RefreshToken> peek(String text) {
    return drawer.get(text).map(RotatingTokens::read);
  }

  /** Forgets every token of the app. */
  synchronized void revoke(String clientId) {
    drawer.removeIf(node -> node.path("clientId").asString().equals(clientId));
  }

  void reset() {
    drawer.clear();
  }

  private static RefreshToken read(ObjectNode node) {
    return new RefreshToken(
        node.path("clientId").asString(),
        Scopes.parse(node.path("scopes").asString()),
        SignIn.read(node));
  }
}
