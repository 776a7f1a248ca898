package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.faults.Fault;
import dev.tandem.simulator.faults.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Fault scripts: which requests a fault strikes, when, and how often. */
class SimFaultScriptsTest extends SimulatorTest {
  private static final String ADA = "{'Name':'Ada Byron'}";

  private void fault(String json) {
    assertThat(xero.control("POST", "faults", json).status()).isEqualTo(200);
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

  @Test
  void theFirstFewMayPassUnharmed() {
    fault("{'kind':'500','after':2,'count':1}");
    assertThat(statuses(4)).isEqualTo("200 200 500 200 ");
  }

  private String statuses(int calls) {
    StringBuilder statuses = new StringBuilder();
    for (int i = 0; i < calls; i++) {
      statuses.append(xero.get("Contacts").status()).append(' ');
    }
    return statuses.toString();
  }

  @Test
  void differentSeedsGiveDifferentSequences() {
    fault("{'kind':'500','probability':0.5,'seed':1}");
    String one = statuses(16);
    xero.control("DELETE", "faults");
    fault("{'kind':'500','probability':0.5,'seed':2}");
    assertThat(statuses(16)).isNotEqualTo(one);
  }

  @Test
  void aProbabilityMayEndAfterACount() {
    fault("{'kind':'500','probability':1,'count':2}");
    assertThat(statuses(3)).isEqualTo("500 500 200 ");
  }

  @Test
  void anAppointedTimeFollowsTheSimulatorsClock() {
    Instant from = now().plus(Duration.ofHours(2));
    fault(
        "{'kind':'maintenance','from':'%s','until':'%s'}"
            .formatted(from, from.plus(Duration.ofMinutes(30))));
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
    minutes(121);
    xero.keep(xero.refresh(xero.refreshToken()));
    assertThat(statuses(2)).isEqualTo("503 503 ");
    minutes(30);
    xero.keep(xero.refresh(xero.refreshToken()));
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
  }

  @Test
  void aNightlyWindowComesBackEveryDay() {
    LocalTime from = LocalTime.ofInstant(now(), ZoneOffset.UTC).plusHours(2).withNano(0);
    fault("{'kind':'maintenance','from':'%s','until':'%s'}".formatted(from, from.plusMinutes(30)));
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
    for (int day = 0; day < 2; day++) {
      minutes(121);
      xero.keep(xero.refresh(xero.refreshToken()));
      assertThat(xero.get("Contacts").status()).isEqualTo(503);
      minutes(24 * 60 - 121);
      xero.keep(xero.refresh(xero.refreshToken()));
      assertThat(xero.get("Contacts").status()).isEqualTo(200);
    }
  }

  @Test
  void choicesCombine() {
    xero.connect(Xero.SCOPES, Xero.AU + "," + Xero.NZ);
    fault(
        "{'kind':'500','method':'get','path':'*/contacts','tenant':'%s','after':1,'count':1}"
            .formatted(Xero.NZ));
    Xero nz = xero.tenant(Xero.NZ);
    assertThat(nz.get("Contacts").status()).isEqualTo(200);
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
    assertThat(nz.get("Invoices").status()).isEqualTo(200);
    assertThat(nz.post("Contacts", ADA).status()).isEqualTo(200);
    assertThat(nz.get("Contacts").status()).isEqualTo(500);
    assertThat(nz.get("Contacts").status()).isEqualTo(200);
  }

  @Test
  void theListingSaysWhatRemainsAndTheRecordWhatHasStruck() {
    fault("[{'kind':'500','count':2},{'kind':'slow','delayMs':5,'probability':0}]");
    xero.get("Contacts");
    JsonNode waiting = xero.control("GET", "faults").json();
    assertThat(waiting).hasSize(2);
    assertThat(waiting.at("/0/kind").asString()).isEqualTo("status");
    assertThat(waiting.at("/0/code").asInt()).isEqualTo(500);
    assertThat(waiting.at("/0/left").asInt()).isEqualTo(1);
    assertThat(waiting.at("/0/struck").asInt()).isEqualTo(1);
    assertThat(waiting.at("/1/left").isMissingNode()).isTrue();
    xero.get("Contacts");
    assertThat(xero.control("GET", "faults").json()).hasSize(1);
    JsonNode struck = xero.control("GET", "faults/struck").json();
    assertThat(struck).hasSize(2);
    assertThat(struck.at("/1/path").asString()).isEqualTo("/api.xro/2.0/Contacts");
    assertThat(struck.at("/1/tenant").asString()).isEqualTo(Xero.AU);
  }

  @Test
  void oneFaultCanBeTakenAway() {
    fault("[{'kind':'500','count':9},{'kind':'404','count':9}]");
    String id = xero.control("GET", "faults").json().at("/0/id").asString();
    assertThat(xero.control("DELETE", "faults/" + id).status()).isEqualTo(204);
    assertThat(xero.control("DELETE", "faults/" + id).status()).isEqualTo(404);
    assertThat(xero.get("Contacts").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'kind':'500','probability':1.5}",
        "{'kind':'500','probability':'often'}",
        "{'kind':'500','count':0}",
        "{'kind':'500','after':-1}",
        "{'kind':'500','delayMs':5}",
        "{'kind':'slow','delayMs':-5}",
        "{'kind':'slow','where':'behind'}",
        "{'kind':'status','code':99}",
        "{'kind':'500','from':'noon','until':'13:00'}",
        "{'kind':'500','paht':'*'}",
        "{'kind':'500','count':99999999999}",
        "{'kind':'500','after':99999999999}",
        "{'kind':'500','from':'2026-11-21T00:00:00Z','until':'2026-11-20T00:00:00Z'}",
        "{'kind':'500','from':'02:00','until':'02:00'}",
        "{'kind':'slow','delayMs':9223372036854775807}",
        "{'kind':'429','problem':'weather'}",
        "{'kind':'429','retryAfter':-5}",
        "{'kind':'429','retryAfter':99999999999}",
        "{'kind':'clock-skew','seconds':9223372036854775807}",
        "{'kind':'wrong-content-type','type':'text/plain\\r\\nX-More: 1'}",
        "[{'kind':'500'},'html']",
        "{'kind'",
      })
  void whatCannotBePlayedIsRefusedInWordsAndNothingIsAdded(String script) {
    var reply = xero.control("POST", "faults", script);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asString()).isNotEmpty();
    assertThat(xero.control("GET", "faults").json()).isEmpty();
  }

  @Test
  void everyKindExplainsItself() {
    JsonNode kinds = xero.control("GET", "faults/kinds").json();
    for (JsonNode kind : kinds) {
      assertThat(kind.path("sentence").asString()).endsWith(".");
      String fault = "{'kind':'" + kind.path("kind").asString() + "','count':3}";
      assertThat(xero.control("POST", "faults", fault).status()).isEqualTo(200);
    }
    assertThat(xero.control("GET", "faults").json()).hasSameSizeAs(kinds);
  }

  @Test
  void anEmbeddingTestWritesTheScriptInJava() {
    simulator.faults().add(FaultPlan.of(new Fault.Status(500)).on("PUT", "*/Contacts").times(2));
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
    assertThat(xero.put("Contacts", ADA).status()).isEqualTo(500);
    assertThat(simulator.faults().waiting().getFirst().path("left").asInt()).isEqualTo(1);
  }

  @Test
  void aResetTakesFaultsAndTheirRecordAway() {
    fault("[{'kind':'500','count':2}]");
    xero.get("Contacts");
    simulator.reset();
    assertThat(xero.control("GET", "faults").json()).isEmpty();
    assertThat(xero.control("GET", "faults/struck").json()).isEmpty();
  }
}
