package dev.tandem.simulator;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A simulator with a registered webhook and someone who receives its deliveries. */
abstract class ReceiverTest extends SimulatorTest {
  Receiver receiver;

  @BeforeEach
  void listen() throws Exception {
    receiver = new Receiver();
    register(receiver, "");
  }

  @AfterEach
  void hangUp() {
    receiver.close();
  }

  Xero.Reply register(Receiver where, String choice) {
    return xero.control(
        "POST",
        "webhooks?url=" + Xero.encode(where.url()) + "&key=" + Xero.encode(Receiver.KEY) + choice);
  }

  JsonNode intentToReceive() {
    return xero.control("POST", "webhooks/intent-to-receive").json();
  }

  /** The next delivery that is no intent to receive. */
  static Receiver.Delivery nextWithEvents(Receiver where) throws InterruptedException {
    Receiver.Delivery delivery = where.next();
    while (delivery.json().path("events").isEmpty()) {
      delivery = where.next();
    }
    return delivery;
  }

  /** The webhook as it is listed once it waits for its next attempt. */
  JsonNode awaitFailing() {
    JsonNode webhook = webhook();
    for (int i = 0; i < 400 && !webhook.has("nextAttempt"); i++) {
      LockSupport.parkNanos(5_000_000);
      webhook = webhook();
    }
    return webhook;
  }

  String awaitStatus(String wanted) {
    String status = "";
    for (int i = 0; i < 400 && !status.equals(wanted); i++) {
      status = webhook().path("status").asString();
      LockSupport.parkNanos(5_000_000);
    }
    return status;
  }

  private JsonNode webhook() {
    return xero.control("GET", "webhooks").json().path(0);
  }

  /** Fails for 24 hours, with the event of one contact waiting. */
  void disable() throws InterruptedException {
    receiver.goodStatus = 500;
    contact("Ada Byron");
    receiver.next();
    receiver.next();
    awaitFailing();
    minutes(24 * 60);
    receiver.next();
    awaitStatus("DISABLED");
  }
}
