package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** §3 of the fact sheet: Idempotency-Key. */
class SimIdempotencyTest extends SimulatorTest {
  private static final String BODY = "{'Contacts':[{'Name':'Ada Byron'}]}";

  @Test
  void theSameKeyAndRequestExecuteOnce() {
    Xero keyed = xero.with("Idempotency-Key", "k1");
    var first = keyed.put("Contacts", BODY);
    var second = keyed.put("Contacts", BODY);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(xero.books().path("Contacts")).hasSize(1);
  }

  @Test
  void afterSixMinutesTheKeyIsNewAgain() {
    Xero keyed = xero.with("Idempotency-Key", "k2");
    keyed.post("Invoices", invoiceBody("", "10").replace("'InvoiceNumber':'',", ""));
    minutes(6);
    keyed.post("Invoices", invoiceBody("", "10").replace("'InvoiceNumber':'',", ""));
    assertThat(xero.books().path("Invoices")).hasSize(2);
  }

  @Test
  void theSameKeyWithAnotherRequestIsRefused() {
    Xero keyed = xero.with("Idempotency-Key", "k3");
    keyed.put("Contacts", BODY);
    var other = keyed.put("Contacts", "{'Contacts':[{'Name':'Someone Else'}]}");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.body()).contains("is used with a different request");
  }

  @Test
  void errorsAreRepeatedEvenWhenTheCauseIsGone() {
    Xero keyed = xero.with("Idempotency-Key", "k4");
    contact("Ada Byron");
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(400);
    xero.control(
        "POST",
        "organisations/"
            + Xero.AU
            + "/contacts/"
            + xero.books().at("/Contacts/0/ContactID").asString()
            + "/archive");
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(400);
    assertThat(xero.put("Contacts", BODY).status()).isEqualTo(200);
  }

  @Test
  void a500IsCachedUnderItsKey() {
    xero.control("POST", "faults", "{'kind':'500'}");
    Xero keyed = xero.with("Idempotency-Key", "k5");
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(500);
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(500);
    assertThat(xero.books().path("Contacts")).isEmpty();
    assertThat(xero.with("Idempotency-Key", "k6").put("Contacts", BODY).status()).isEqualTo(200);
  }

  @Test
  void replaysConsumeTheLimits() {
    Xero keyed = xero.with("Idempotency-Key", "k7");
    int before = Integer.parseInt(keyed.put("Contacts", BODY).header("X-MinLimit-Remaining"));
    int after = Integer.parseInt(keyed.put("Contacts", BODY).header("X-MinLimit-Remaining"));
    assertThat(after).isEqualTo(before - 1);
  }

  @Test
  void readsIgnoreTheKeyAndLongKeysAreRefused() {
    assertThat(xero.with("Idempotency-Key", "k8").get("Contacts").status()).isEqualTo(200);
    assertThat(xero.with("Idempotency-Key", "x".repeat(129)).put("Contacts", BODY).status())
        .isEqualTo(400);
  }

  @Test
  void theSixMinutesCountFromTheFirstCall() {
    Xero keyed = xero.with("Idempotency-Key", "k9");
    String draft = "{'Type':'ACCREC','Contact':{'Name':'Ada Byron'}}";
    keyed.post("Invoices", draft);
    minutes(4);
    keyed.post("Invoices", draft);
    minutes(2);
    keyed.post("Invoices", draft);
    assertThat(xero.books().path("Invoices")).hasSize(2);
  }

  @Test
  void anotherAddressOrMethodIsAnotherRequest() {
    Xero keyed = xero.with("Idempotency-Key", "k10");
    keyed.put("Contacts", BODY);
    assertThat(keyed.post("Contacts", BODY).status()).isEqualTo(400);
    assertThat(keyed.put("Contacts?summarizeErrors=false", BODY).status()).isEqualTo(400);
  }

  @Test
  void theRefusalOfAnotherRequestIsNotRemembered() {
    Xero keyed = xero.with("Idempotency-Key", "k11");
    keyed.put("Contacts", BODY);
    keyed.put("Contacts", "{'Contacts':[{'Name':'Someone Else'}]}");
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(200);
  }

  @Test
  void eachAppHasItsOwnKeys() {
    xero.with("Idempotency-Key", "k12").put("Contacts", BODY);
    Xero other = new Xero(simulator.uri());
    other.keep(
        other.form(
            "/connect/token",
            Map.of("grant_type", "client_credentials"),
            "custom",
            "custom-secret"));
    var reply = other.tenant("").with("Idempotency-Key", "k12").put("Contacts", "{'Name':'B'}");
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void aKeyOf128CharactersIsGood() {
    assertThat(xero.with("Idempotency-Key", "x".repeat(128)).put("Contacts", BODY).status())
        .isEqualTo(200);
  }

  @Test
  void aCallBeyondTheLimitsIsNotRemembered() {
    Xero keyed = xero.with("Idempotency-Key", "k13");
    for (int i = 0; i < 60; i++) {
      xero.get("Organisation");
    }
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(429);
    minutes(1);
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(200);
  }

  @Test
  void overlappingRequestsUnderOneKeyExecuteOnceAndAnswerAlike() throws Exception {
    Set<String> bodies = ConcurrentHashMap.newKeySet();
    Xero keyed = xero.with("Idempotency-Key", "k14");
    String draft = "{'Type':'ACCREC','Contact':{'Name':'Ada Byron'}}";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.submit(() -> bodies.add(keyed.post("Invoices", draft).body()));
      }
    }
    assertThat(bodies).hasSize(1);
    assertThat(xero.books().path("Invoices")).hasSize(1);
  }

  @Test
  void overlappingRequestsAreRefusedWithTheSwitch() throws Exception {
    try (var refusing =
        XeroSimulator.start(settings().with(Switch.OVERLAPPING_KEYS_ARE_REFUSED, true))) {
      Xero keyed = Xero.connected(refusing).with("Idempotency-Key", "k15");
      keyed.control("POST", "faults", "{'kind':'overlap','method':'PUT'}");
      var first =
          CompletableFuture.supplyAsync(
              () -> keyed.put("Contacts", BODY), Thread::startVirtualThread);
      while (keyed.control("GET", "faults/struck").json().isEmpty()) {
        LockSupport.parkNanos(5_000_000);
      }
      assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(400);
      assertThat(first.get().status()).isEqualTo(200);
      assertThat(keyed.books().path("Contacts")).hasSize(1);
    }
  }

  @Test
  void theShapeOfTheMismatchIsASwitch() {
    try (var other =
        XeroSimulator.start(settings().with(Switch.IDEMPOTENCY_MISMATCH_IS_A_PROBLEM, true))) {
      Xero keyed = Xero.connected(other).with("Idempotency-Key", "k16");
      keyed.put("Contacts", BODY);
      var reply = keyed.put("Contacts", "{'Name':'B'}");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.json().path("Detail").asString())
          .isEqualTo("Idempotency Key: k16. is used with a different request.");
    }
  }

  @Test
  void whileKeysCannotBeLookedUpEveryKeyedWriteIsA500() {
    Xero keyed = xero.with("Idempotency-Key", "k17");
    xero.control("POST", "faults", "{'kind':'key-store-down','count':5}");
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(500);
    assertThat(xero.books().path("Contacts")).isEmpty();
    assertThat(xero.put("Contacts", "{'Name':'Without a key'}").status()).isEqualTo(200);
    xero.control("DELETE", "faults");
    assertThat(keyed.put("Contacts", BODY).status()).isEqualTo(200);
  }
}
