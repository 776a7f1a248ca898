package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

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
}
