package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §5 of the fact sheet: webhooks. */
class SimWebhooksTest extends SimulatorTest {
  private Receiver receiver;

  @BeforeEach
  void listen() throws Exception {
    receiver = new Receiver();
    xero.control(
        "POST",
        "webhooks?url=" + Xero.encode(receiver.url()) + "&key=" + Xero.encode(Receiver.KEY));
  }

  @AfterEach
  void hangUp() {
    receiver.close();
  }

  @Test
  void aNewContactIsToldInASignedUnevenlySpacedBody() throws Exception {
    String id = contact("Ada Byron");
    Receiver.Delivery delivery = receiver.next();
    assertThat(delivery.genuine()).isTrue();
    assertThat(delivery.body())
        .contains("],\"firstEventSequence\": 1,\"lastEventSequence\": 1, \"entropy\": \"");
    JsonNode event = delivery.json().at("/events/0");
    assertThat(event.path("resourceId").asString()).isEqualTo(id);
    assertThat(event.path("eventCategory").asString()).isEqualTo("CONTACT");
    assertThat(event.path("eventType").asString()).isEqualTo("CREATE");
    assertThat(event.path("tenantId").asString()).isEqualTo(Xero.AU);
    assertThat(event.path("tenantType").asString()).isEqualTo("ORGANISATION");
    assertThat(event.path("eventDateUtc").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    assertThat(event.path("resourceUrl").asString()).endsWith("/api.xro/2.0/Contacts/" + id);
  }

  @Test
  void payingAnInvoiceIsAnInvoiceUpdateAndNoEventOfItsOwn() throws Exception {
    JsonNode invoice = invoice("W-1", "100");
    receiver.next();
    pay(invoice.path("InvoiceID").asString(), "110");
    JsonNode events = receiver.next().json().path("events");
    assertThat(events).hasSize(1);
    assertThat(events.at("/0/eventCategory").asString()).isEqualTo("INVOICE");
    assertThat(events.at("/0/eventType").asString()).isEqualTo("UPDATE");
  }

  @Test
  void sequencesRunOnFromDeliveryToDelivery() throws Exception {
    contact("One");
    assertThat(receiver.next().json().path("lastEventSequence").asInt()).isEqualTo(1);
    xero.put("Contacts", "{'Contacts':[{'Name':'Two'},{'Name':'Three'}]}");
    JsonNode second = receiver.next().json();
    assertThat(second.path("firstEventSequence").asInt()).isEqualTo(2);
    assertThat(second.path("lastEventSequence").asInt()).isEqualTo(3);
  }

  @Test
  void archivingArrivesAsAnUpdate() throws Exception {
    String id = contact("Ada Byron");
    receiver.next();
    xero.control("POST", "organisations/" + Xero.AU + "/contacts/" + id + "/archive");
    assertThat(receiver.next().json().at("/events/0/eventType").asString()).isEqualTo("UPDATE");
  }

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

  private String awaitStatus(String wanted) throws InterruptedException {
    String status = "";
    for (int i = 0; i < 100 && !status.equals(wanted); i++) {
      status = xero.control("GET", "webhooks").json().at("/0/status").asString();
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
    return status;
  }

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
}
