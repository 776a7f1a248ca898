package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State taken now and put back later. */
class SimStateTest extends SimulatorTest {
  @Test
  void booksTokensAndClockComeBackAsTheyWere() {
    contact("Ada Byron");
    long before = xero.control("GET", "clock").json().path("offsetSeconds").asLong();
    SimulatorState state = simulator.snapshot();
    contact("Grace Hopper");
    xero.control("POST", "apps/client/revoke");
    simulator.advance(Duration.ofDays(3));
    simulator.restore(state);
    assertThat(xero.get("Contacts").json().path("Contacts"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("Name").asString()).isEqualTo("Ada Byron"));
    assertThat(xero.control("GET", "clock").json().path("offsetSeconds").asLong())
        .isEqualTo(before);
  }

  @Test
  void theSameStateCanBePutBackAgainAfterTheBooksWentOn() {
    String id = contact("Ada Byron");
    SimulatorState state = simulator.snapshot();
    for (int round = 0; round < 2; round++) {
      simulator.restore(state);
      xero.post("Contacts/" + id, "{'Name':'Ada King'}");
    }
    simulator.restore(state);
    assertThat(xero.books().at("/Contacts/0/Name").asString()).isEqualTo("Ada Byron");
  }

  @Test
  void anIdempotentAnswerIsKnownAgain() {
    Xero keyed = xero.with("Idempotency-Key", "one");
    keyed.put("Contacts", "{'Name':'Ada Byron'}");
    SimulatorState state = simulator.snapshot();
    simulator.restore(state);
    assertThat(keyed.put("Contacts", "{'Name':'Ada Byron'}").status()).isEqualTo(200);
    assertThat(xero.books().path("Contacts")).hasSize(1);
  }

  @Test
  void faultsAndLimitsBeginEmpty() {
    SimulatorState state = simulator.snapshot();
    xero.control("POST", "faults", "{'kind':'500'}");
    simulator.restore(state);
    assertThat(xero.control("GET", "faults").json()).isEmpty();
    assertThat(xero.get("Contacts").header("X-MinLimit-Remaining")).isEqualTo("59");
  }

  @Test
  void aStateIsKeptUnderANameAndPutBackOverHttp() {
    contact("Ada Byron");
    assertThat(xero.control("PUT", "states/one").json().path("name").asString()).isEqualTo("one");
    contact("Grace Hopper");
    assertThat(xero.control("POST", "states/one/return").status()).isEqualTo(204);
    assertThat(xero.books().path("Contacts")).hasSize(1);
    assertThat(xero.control("POST", "states/two/return").status()).isEqualTo(404);
    xero.control("DELETE", "states/one");
    assertThat(xero.control("GET", "states").json()).isEmpty();
  }

  @Test
  void anotherSimulatorTakesAStateOverWithItsTokens() {
    invoice("S-1", "100");
    String state = xero.control("GET", "state").body();
    try (XeroSimulator other = XeroSimulator.start(SimulatorSettings.defaults())) {
      Xero there = new Xero(other.uri());
      assertThat(there.control("PUT", "state", state.replace("'", "\u2019")).status())
          .isEqualTo(204);
      there.keep(there.refresh(xero.refreshToken()));
      assertThat(there.get("Invoices/S-1").status()).isEqualTo(200);
    }
  }

  @Test
  void aStateMayBeLargerThanAnyRequestOfAnApp() {
    String large = "{'entries':[]," + " ".repeat(11 * 1024 * 1024) + "'more':1}";
    assertThat(xero.control("PUT", "state", large).body()).contains("it has no entries");
    assertThat(xero.put("Contacts", large).status()).isEqualTo(413);
  }

  @Test
  void webhooksGoOnWhereTheyWere() throws Exception {
    try (Receiver receiver = new Receiver()) {
      xero.control(
          "POST",
          "webhooks?key=" + Xero.encode(Receiver.KEY) + "&url=" + Xero.encode(receiver.url()));
      SimulatorState state = simulator.snapshot();
      xero.control("DELETE", "webhooks?url=" + Xero.encode(receiver.url()));
      simulator.restore(state);
      contact("Ada Byron");
      assertThat(receiver.next().json().at("/events/0/eventCategory").asString())
          .isEqualTo("CONTACT");
    }
  }

  @Test
  void whatWasPutBackSurvivesARestart(@TempDir Path data) {
    try (XeroSimulator kept = XeroSimulator.start(SimulatorSettings.defaults().data(data))) {
      Xero there = Xero.connected(kept);
      there.put("Contacts", "{'Name':'Ada Byron'}");
      SimulatorState state = kept.snapshot();
      there.put("Contacts", "{'Name':'Grace Hopper'}");
      kept.restore(state);
      there.put("Contacts", "{'Name':'Mary Somerville'}");
    }
    try (XeroSimulator again = XeroSimulator.start(SimulatorSettings.defaults().data(data))) {
      assertThat(new Xero(again.uri()).books().path("Contacts").findValuesAsString("Name"))
          .containsExactly("Ada Byron", "Mary Somerville");
    }
  }
}
