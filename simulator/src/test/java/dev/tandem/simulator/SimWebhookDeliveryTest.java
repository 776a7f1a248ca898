package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** §5 of the fact sheet, webhooks: replies, retries, and trouble on purpose. */
class SimWebhookDeliveryTest extends ReceiverTest {
  @Test
  void aRefusedDeliveryIsRepeatedAtOnceThenEveryFifteenMinutes() throws Exception {
    receiver.goodStatus = 500;
    contact("Ada Byron");
    String body = receiver.next().json().path("events").toString();
    assertThat(receiver.next().json().path("events").toString()).isEqualTo(body);
    assertThat(receiver.none()).isNull();
    receiver.goodStatus = 200;
    minutes(15);
    assertThat(receiver.next().json().path("events").toString()).isEqualTo(body);
    assertThat(receiver.none()).isNull();
  }

  @Test
  void after24HoursTheWebhookIsDisabledAndItsEventsComeWhenItIsEnabledAgain() throws Exception {
    receiver.goodStatus = 500;
    contact("Ada Byron");
    receiver.next();
    receiver.next();
    minutes(24 * 60);
    receiver.next();
    assertThat(awaitStatus("DISABLED")).isEqualTo("DISABLED");
    receiver.goodStatus = 200;
    xero.keep(xero.refresh(xero.refreshToken()));
    contact("Grace");
    assertThat(receiver.none()).isNull();
    xero.control("POST", "webhooks/retry");
    assertThat(receiver.next().json().path("events")).hasSize(2);
  }

  @Test
  void eventsOlderThan31DaysAreNotDeliveredAnyMore() throws Exception {
    receiver.goodStatus = 500;
    contact("Old");
    receiver.next();
    receiver.next();
    minutes(24 * 60);
    assertThat(awaitStatus("DISABLED")).isEqualTo("DISABLED");
    minutes(31 * 24 * 60);
    xero.keep(xero.refresh(xero.refreshToken()));
    contact("New");
    receiver.forget();
    receiver.goodStatus = 200;
    xero.control("POST", "webhooks/retry");
    JsonNode delivery = receiver.next().json();
    assertThat(delivery.path("events")).hasSize(1);
    assertThat(delivery.path("firstEventSequence").asInt()).isEqualTo(2);
  }

  @Test
  void anAnswerThatNeverEndsCountsAsNone() throws Exception {
    receiver.endless = true;
    contact("Ada Byron");
    String body = receiver.next().json().path("events").toString();
    receiver.endless = false;
    assertThat(receiver.next(10).json().path("events").toString()).isEqualTo(body);
  }

  @Test
  void deliveriesCanBeLostDoubledAndMissigned() throws Exception {
    xero.control("POST", "webhooks/mischief?lose=1");
    contact("Lost");
    assertThat(receiver.none()).isNull();
    xero.control("POST", "webhooks/mischief?duplicate=1");
    contact("Doubled");
    assertThat(receiver.next().body()).isEqualTo(receiver.next().body());
    xero.control("POST", "webhooks/mischief?wrongSignature=1");
    contact("Missigned");
    assertThat(receiver.next().genuine()).isFalse();
    assertThat(receiver.next().genuine()).isTrue();
  }

  @Test
  void aQuarterOfAnHourLaterThereIsOneAttempt() throws Exception {
    receiver.goodStatus = 500;
    contact("Ada Byron");
    receiver.next();
    receiver.next();
    for (int quarter = 0; quarter < 3; quarter++) {
      minutes(15);
      receiver.next();
      assertThat(receiver.none()).isNull();
    }
  }

  @Test
  void theListingTellsSinceWhenAndWhenNext() throws Exception {
    receiver.goodStatus = 500;
    contact("Ada Byron");
    receiver.next();
    receiver.next();
    JsonNode webhook = awaitFailing();
    var since = java.time.Instant.parse(webhook.path("failingSince").asString());
    var next = java.time.Instant.parse(webhook.path("nextAttempt").asString());
    assertThat(Duration.between(since, next)).isEqualTo(Duration.ofMinutes(15));
    assertThat(webhook.path("waiting").asInt()).isEqualTo(1);
  }

  @Test
  void aSuccessEndsTheCountOf24Hours() throws Exception {
    receiver.goodStatus = 500;
    contact("Ada Byron");
    receiver.next();
    receiver.next();
    awaitFailing();
    receiver.goodStatus = 200;
    minutes(23 * 60);
    receiver.next();
    xero.keep(xero.refresh(xero.refreshToken()));
    receiver.goodStatus = 500;
    contact("Grace");
    receiver.next();
    receiver.next();
    awaitFailing();
    minutes(2 * 60);
    receiver.next();
    assertThat(awaitStatus("OK")).isEqualTo("OK");
  }

  @Test
  void aDisabledWebhookIsAnnouncedByMail() throws Exception {
    xero.control("DELETE", "mail");
    disable();
    JsonNode mail = xero.control("GET", "mail").json().path(0);
    assertThat(mail.path("subject").asString()).contains("disabled");
    assertThat(mail.path("text").asString()).contains(receiver.url());
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204})
  void any2xxIsAccepted(int status) throws Exception {
    receiver.goodStatus = status;
    contact("Ada Byron");
    receiver.next();
    assertThat(receiver.none()).isNull();
  }

  @Test
  void only200MayBeAccepted() throws Exception {
    xero.control("POST", "switches?name=webhook-only-200&on=on");
    receiver.goodStatus = 204;
    contact("Ada Byron");
    String events = receiver.next().json().path("events").toString();
    assertThat(receiver.next().json().path("events").toString()).isEqualTo(events);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (Receiver elsewhere = new Receiver()) {
      receiver.goodStatus = 307;
      receiver.extra.put("Location", elsewhere.url());
      contact("Ada Byron");
      receiver.next();
      receiver.next();
      assertThat(elsewhere.none()).isNull();
      assertThat(awaitFailing().path("waiting").asInt()).isEqualTo(1);
    }
  }

  @Test
  void twoDeliveriesCanChangePlaces() throws Exception {
    xero.control("POST", "webhooks/mischief?reorder=1");
    contact("First");
    assertThat(receiver.none()).isNull();
    contact("Second");
    assertThat(receiver.next().json().path("firstEventSequence").asInt()).isEqualTo(2);
    assertThat(receiver.next().json().path("firstEventSequence").asInt()).isEqualTo(1);
  }

  @Test
  void theEventsOfOneCommitCanChangePlaces() throws Exception {
    xero.control("POST", "webhooks/mischief?reorder=1");
    xero.put("Contacts", "{'Contacts':[{'Name':'One'},{'Name':'Two'},{'Name':'Three'}]}");
    JsonNode late = receiver.next().json();
    assertThat(late.path("firstEventSequence").asInt()).isEqualTo(3);
    JsonNode early = receiver.next().json();
    assertThat(early.path("firstEventSequence").asInt()).isEqualTo(1);
    assertThat(early.path("lastEventSequence").asInt()).isEqualTo(2);
  }

  @Test
  void aDeliveryCanBeHeldBack() throws Exception {
    xero.control("POST", "webhooks/mischief?delayMs=600");
    long start = System.nanoTime();
    contact("Ada Byron");
    receiver.next();
    assertThat(System.nanoTime() - start).isGreaterThan(600_000_000L);
  }

  @Test
  void mischiefMayMeanOneCategoryOnly() throws Exception {
    xero.control("POST", "webhooks/mischief?lose=1&category=INVOICE");
    invoice("W-1", "100");
    JsonNode delivery = receiver.next().json();
    assertThat(delivery.path("events")).hasSize(1);
    assertThat(delivery.at("/events/0/eventCategory").asString()).isEqualTo("CONTACT");
    assertThat(receiver.none()).isNull();
  }

  @Test
  void mischiefMayMeanOneOrganisationOnly() throws Exception {
    xero.connect(Xero.SCOPES, Xero.AU + "," + Xero.NZ);
    xero.control("POST", "webhooks/mischief?wrongSignature=1&tenant=" + Xero.NZ);
    contact("Here");
    assertThat(receiver.next().genuine()).isTrue();
    xero.tenant(Xero.NZ).put("Contacts", "{'Name':'There'}");
    assertThat(receiver.next().genuine()).isFalse();
    assertThat(receiver.next().genuine()).isTrue();
  }

  @Test
  void theRecordOfDeliveriesHasTheBodyAndTheAnswer() throws Exception {
    contact("Ada Byron");
    String body = receiver.next().body();
    JsonNode deliveries = xero.control("GET", "webhooks/deliveries").json();
    for (int i = 0; i < 200 && deliveries.isEmpty(); i++) {
      LockSupport.parkNanos(5_000_000);
      deliveries = xero.control("GET", "webhooks/deliveries").json();
    }
    assertThat(deliveries.at("/0/body").asString()).isEqualTo(body);
    assertThat(deliveries.at("/0/status").asInt()).isEqualTo(200);
    assertThat(deliveries.at("/0/categories").asString()).isEqualTo("CONTACT");
  }
}
