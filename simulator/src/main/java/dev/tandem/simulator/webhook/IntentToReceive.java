package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Xero's test of an address: a few empty deliveries, some of them wrongly signed. */
final class IntentToReceive {
  private static final Optional<Signature.Wrong> RIGHT = Optional.empty();

  /** A right one last: who refuses everything must not pass by the order. */
  private static final List<Optional<Signature.Wrong>> POSTS =
      List.of(
          Optional.of(Signature.Wrong.FIRST_CHARACTER),
          RIGHT,
          Optional.of(Signature.Wrong.MIDDLE_CHARACTER),
          Optional.of(Signature.Wrong.DECODED_KEY),
          Optional.of(Signature.Wrong.LAST_CHARACTER),
          Optional.of(Signature.Wrong.OTHER_KEY),
          Optional.of(Signature.Wrong.OTHER_BODY),
          RIGHT);

  private final Poster poster;

  IntentToReceive(Poster poster) {
    this.poster = poster;
  }

  ObjectNode check(String url, String key) {
    Set<String> verdicts = new LinkedHashSet<>();
    List<ObjectNode> posts = new ArrayList<>();
    for (Optional<Signature.Wrong> wrong : POSTS) {
      String body = Payload.of(List.of());
      String signature =
          wrong
              .map(how -> Signature.wrong(how, body, key))
              .orElseGet(() -> Signature.of(body, key));
      Poster.Answer answer = poster.post(url, body, signature);
      judge(wrong.isEmpty(), answer, verdicts);
      posts.add(
          Json.object()
              .put("rightlySigned", wrong.isEmpty())
              .put("wrong", wrong.map(IntentToReceive::words).orElse(""))
              .put("status", answer.status()));
    }
    ObjectNode result =
        Json.object().put("url", url).put("status", verdicts.isEmpty() ? "OK" : "FAILED");
    verdicts.forEach(result.putArray("verdicts")::add);
    posts.forEach(result.putArray("posts")::add);
    return result;
  }

  private static String words(Signature.Wrong how) {
    return how.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void judge(boolean right, Poster.Answer answer, Set<String> verdicts) {
    if (right && !answer.accepted()) {
      verdicts.add("Response not 2XX");
    }
    if (!right && answer.status() != 401) {
      verdicts.add("Response to incorrectly signed payload not 401");
    }
    if (!answer.body().isEmpty()) {
      verdicts.add("Response contains a body");
    }
    if (answer.cookies()) {
      verdicts.add("Response contains cookies");
    }
  }
}
