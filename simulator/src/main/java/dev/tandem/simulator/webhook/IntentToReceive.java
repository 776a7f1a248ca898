package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Xero's test of an address: a few empty deliveries, some of them wrongly signed. */
final class IntentToReceive {
  private static final boolean[] RIGHTLY_SIGNED = {true, false, true, false, false};

  private final Poster poster;

  IntentToReceive(Poster poster) {
    this.poster = poster;
  }

  ObjectNode check(String url, String key) {
    Set<String> verdicts = new LinkedHashSet<>();
    var posts = Json.array();
    for (boolean right : RIGHTLY_SIGNED) {
      String body = Payload.of(List.of());
      Poster.Answer answer =
          poster.post(url, body, right ? Signature.of(body, key) : Signature.almost(body, key));
      judge(right, answer, verdicts);
      posts.addObject().put("rightlySigned", right).put("status", answer.status());
    }
    ObjectNode result =
        Json.object().put("url", url).put("status", verdicts.isEmpty() ? "OK" : "FAILED");
    verdicts.forEach(result.putArray("verdicts")::add);
    result.set("posts", posts);
    return result;
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
