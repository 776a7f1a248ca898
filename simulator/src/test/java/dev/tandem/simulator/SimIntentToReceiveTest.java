package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §5 of the fact sheet, webhooks: Xero's test of an address. */
class SimIntentToReceiveTest extends ReceiverTest {

  @Test
  void intentToReceiveAcceptsARightReceiver() {
    JsonNode verdict = xero.control("POST", "webhooks/intent-to-receive").json();
    assertThat(verdict.path("status").asString()).isEqualTo("OK");
    assertThat(verdict.path("verdicts")).isEmpty();
    assertThat(verdict.path("posts")).hasSizeGreaterThan(3);
  }

  @Test
  void intentToReceiveNamesEachFailing() {
    receiver.goodStatus = 400;
    receiver.badStatus = 200;
    receiver.answer = "hello";
    JsonNode verdict = xero.control("POST", "webhooks/intent-to-receive").json();
    assertThat(verdict.path("verdicts").toString())
        .contains(
            "Response not 2XX",
            "Response to incorrectly signed payload not 401",
            "Response contains a body");
  }

  @Test
  void passingTheIntentToReceiveEnablesAgainAndReplaysInOrder() throws Exception {
    disable();
    xero.keep(xero.refresh(xero.refreshToken()));
    contact("Grace");
    receiver.goodStatus = 500;
    assertThat(intentToReceive().path("status").asString()).isEqualTo("FAILED");
    assertThat(awaitStatus("DISABLED")).isEqualTo("DISABLED");
    receiver.forget();
    receiver.goodStatus = 200;
    assertThat(intentToReceive().path("status").asString()).isEqualTo("OK");
    JsonNode delivery = nextWithEvents(receiver).json();
    assertThat(delivery.path("firstEventSequence").asInt()).isEqualTo(1);
    assertThat(delivery.path("events")).hasSize(2);
  }

  @Test
  void aNewWebhookMayHaveToShowItsIntentFirst() throws Exception {
    assertThat(register(receiver, "&check=true").json().path("status").asString())
        .isEqualTo("INTENT TO RECEIVE REQUIRED");
    contact("Ada Byron");
    assertThat(receiver.none()).isNull();
    intentToReceive();
    assertThat(nextWithEvents(receiver).json().path("events")).hasSize(1);
  }

  @Test
  void anotherDeliveryUrlHasToShowItsIntentAndGetsWhatIsOwed() throws Exception {
    contact("One");
    receiver.next();
    try (Receiver other = new Receiver()) {
      String query = "webhooks/url?url=" + Xero.encode(receiver.url()) + "&to=";
      assertThat(
              xero.control("POST", query + Xero.encode(other.url()))
                  .json()
                  .path("status")
                  .asString())
          .isEqualTo("INTENT TO RECEIVE REQUIRED");
      contact("Two");
      assertThat(receiver.none()).isNull();
      assertThat(other.none()).isNull();
      intentToReceive();
      Receiver.Delivery delivery = nextWithEvents(other);
      assertThat(delivery.genuine()).isTrue();
      assertThat(delivery.json().path("firstEventSequence").asInt()).isEqualTo(2);
      assertThat(xero.control("POST", query + Xero.encode(other.url())).status()).isEqualTo(404);
    }
  }

  @Test
  void anIntentToReceiveIsEmptyNumbered0AndWrongInSeveralWays() throws Exception {
    JsonNode posts = intentToReceive().path("posts");
    assertThat(posts.valueStream().filter(post -> post.path("rightlySigned").asBoolean()))
        .hasSize(2);
    assertThat(posts.valueStream().map(post -> post.path("wrong").asString()))
        .contains("first character", "middle character", "last character", "decoded key");
    for (int i = 0; i < posts.size(); i++) {
      Receiver.Delivery delivery = receiver.next();
      assertThat(delivery.body())
          .matches(
              "\\{\"events\":\\[],\"firstEventSequence\": 0,\"lastEventSequence\": 0,"
                  + " \"entropy\": \"[A-Z]{20}\"}");
      assertThat(delivery.genuine()).isEqualTo(posts.path(i).path("rightlySigned").asBoolean());
    }
  }

  @Test
  void whoLetsEverythingInFailsTheIntentToReceive() {
    receiver.badStatus = 200;
    assertThat(intentToReceive().path("verdicts").toString())
        .isEqualTo("[\"Response to incorrectly signed payload not 401\"]");
  }

  @Test
  void whoRefusesEverythingFailsTheIntentToReceive() {
    receiver.goodStatus = 401;
    assertThat(intentToReceive().path("verdicts").toString()).isEqualTo("[\"Response not 2XX\"]");
  }

  @Test
  void cookiesFailTheIntentToReceive() {
    receiver.extra.put("Set-Cookie", "session=1");
    assertThat(intentToReceive().path("verdicts").toString())
        .isEqualTo("[\"Response contains cookies\"]");
  }
}
