package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** Faults: each is seen from the client as what its name says. */
class SimFaultsTest extends SimulatorTest {
  private static final String ADA = "{'Name':'Ada Byron'}";

  private void fault(String json) {
    assertThat(xero.control("POST", "faults", json).status()).isEqualTo(200);
  }

  private int contacts() {
    return xero.books().path("Contacts").size();
  }

  @Test
  void status429SaysWhyAndHowLong() {
    fault("{'kind':'429','problem':'day','retryAfter':7}");
    var reply = xero.put("Contacts", ADA);
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Retry-After")).isEqualTo("7");
    assertThat(reply.header("X-Rate-Limit-Problem")).isEqualTo("day");
    assertThat(xero.put("Contacts", ADA).status()).isEqualTo(200);
  }

  @Test
  void status500And503ExecuteNothing() {
    fault("[{'kind':'500'},{'kind':'503'}]");
    assertThat(xero.put("Contacts", ADA).status()).isEqualTo(500);
    var away = xero.put("Contacts", ADA);
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.body()).isEqualTo("The Xero API is temporarily unavailable");
    assertThat(away.header("Content-Type")).startsWith("text/plain");
    assertThat(contacts()).isZero();
  }

  @Test
  void dropBeforeCommitExecutesNothing() {
    fault("{'kind':'drop-before-commit','method':'PUT'}");
    assertThatThrownBy(() -> xero.put("Contacts", ADA)).isInstanceOf(Xero.NoAnswer.class);
    assertThat(contacts()).isZero();
  }

  @Test
  void dropAfterCommitExecutesAndAReplayUnderTheKeyTellsTheOutcome() {
    fault("{'kind':'drop-after-commit'}");
    Xero keyed = xero.with("Idempotency-Key", "once");
    assertThatThrownBy(() -> keyed.put("Contacts", ADA)).isInstanceOf(Xero.NoAnswer.class);
    assertThat(contacts()).isEqualTo(1);
    assertThat(keyed.put("Contacts", ADA).status()).isEqualTo(200);
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void commitLateLandsLongAfterTheClientGaveUp() throws Exception {
    fault("{'kind':'commit-late','delayMs':50000}");
    assertThatThrownBy(() -> xero.put("Contacts", ADA)).isInstanceOf(Xero.NoAnswer.class);
    assertThat(contacts()).isZero();
    simulator.advance(java.time.Duration.ofSeconds(50));
    for (int i = 0; i < 200 && contacts() == 0; i++) {
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void malformedIsAWholeAnswerThatIsNotJson() {
    fault("{'kind':'malformed'}");
    var reply = xero.put("Contacts", ADA);
    assertThat(reply.status()).isEqualTo(200);
    assertThatThrownBy(reply::json).isInstanceOf(JacksonException.class);
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void resetMidBodyBreaksTheAnswerAfterTheHeaders() {
    fault("{'kind':'reset-mid-body'}");
    assertThatThrownBy(() -> xero.put("Contacts", ADA)).isInstanceOf(Xero.NoAnswer.class);
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void slowAnswersLate() {
    fault("{'kind':'slow','delayMs':300}");
    long start = System.nanoTime();
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
    assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
  }

  @Test
  void htmlIsNotJson() {
    fault("{'kind':'html','status':502}");
    var reply = xero.get("Contacts");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.body()).startsWith("<!doctype html>");
  }

  @Test
  void aFaultStrikesItsPathMethodAndCountOnly() {
    fault("{'kind':'500','path':'*/Invoices*','method':'POST','count':2}");
    assertThat(xero.get("Invoices").status()).isEqualTo(200);
    assertThat(xero.post("Contacts", ADA).status()).isEqualTo(200);
    assertThat(xero.post("Invoices", "{}").status()).isEqualTo(500);
    assertThat(xero.post("Invoices", "{}").status()).isEqualTo(500);
    assertThat(xero.post("Invoices", "{}").status()).isEqualTo(400);
  }

  @Test
  void aProbabilityWithASeedRepeatsItself() {
    String pattern = pattern();
    assertThat(pattern).contains("200").contains("500");
    assertThat(pattern()).isEqualTo(pattern);
  }

  private String pattern() {
    xero.control("DELETE", "faults");
    fault("{'kind':'500','probability':0.5,'seed':7}");
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      pattern.append(xero.get("Contacts").status()).append(' ');
    }
    xero.control("DELETE", "faults");
    return pattern.toString();
  }

  @Test
  void aLostTokenAnswerLeavesTheOldRefreshTokenItsGrace() {
    fault("{'kind':'drop-after-commit','path':'/connect/token'}");
    assertThatThrownBy(() -> xero.refresh(xero.refreshToken())).isInstanceOf(Xero.NoAnswer.class);
    assertThat(xero.refresh(xero.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void aFaultMayComeInTheQuery() {
    xero.control("POST", "faults?kind=429&count=2&retryAfter=9");
    assertThat(xero.get("Contacts").header("Retry-After")).isEqualTo("9");
    assertThat(xero.get("Contacts").status()).isEqualTo(429);
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
  }

  @Test
  void unknownKindsAreRefused() {
    assertThat(xero.control("POST", "faults", "{'kind':'earthquake'}").status()).isEqualTo(400);
  }
}
