package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.limits.Allowances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** §2 of the fact sheet: limits. */
class SimLimitsTest extends SimulatorTest {
  @Test
  void everyReplySaysWhatIsLeft() {
    var reply = xero.get("Organisation");
    assertThat(reply.header("X-MinLimit-Remaining")).isEqualTo("59");
    assertThat(reply.header("X-DayLimit-Remaining")).isEqualTo("4999");
    assertThat(reply.header("X-AppMinLimit-Remaining")).isEqualTo("9999");
    assertThat(reply.header("Xero-Correlation-Id")).isNotEmpty();
  }

  /** 401 without a token and with a scope missing, 403, 404, 405, 406, 412, 501. */
  @Test
  void alsoARefusalSaysWhatIsLeft() {
    Xero stranger = new Xero(simulator.uri());
    xero.get("Organisation");
    for (Xero.Reply reply :
        List.of(
            stranger.get("Organisation"),
            xero.put("TaxRates", "{'TaxRates':[]}"),
            xero.tenant(Xero.NZ).get("Organisation"),
            xero.get("Nothing"),
            xero.send("DELETE", "/api.xro/2.0/Invoices", ""),
            xero.post("Organisation", "{}"),
            xero.with("If-Match", "\"1\"").get("Organisation"))) {
      assertThat(reply.status()).isGreaterThanOrEqualTo(400);
      assertThat(reply.header("X-MinLimit-Remaining")).as(reply.body()).isNotEmpty();
      assertThat(reply.header("X-DayLimit-Remaining")).as(reply.body()).isNotEmpty();
      assertThat(reply.header("X-AppMinLimit-Remaining")).as(reply.body()).isNotEmpty();
      assertThat(reply.header("Xero-Correlation-Id")).as(reply.body()).isNotEmpty();
    }
  }

  @Test
  void aCallThatIsTurnedAwayAtTheDoorDoesNotCount() {
    xero.get("Organisation");
    xero.tenant(Xero.NZ).get("Organisation");
    minutes(30);
    assertThat(xero.get("Organisation").status()).isEqualTo(401);
    xero.keep(xero.refresh(xero.refreshToken()));
    assertThat(xero.get("Organisation").header("X-DayLimit-Remaining")).isEqualTo("4998");
  }

  @Test
  void anAddressThatDoesNotExistCounts() {
    xero.get("Nothing");
    assertThat(xero.get("Organisation").header("X-DayLimit-Remaining")).isEqualTo("4998");
  }

  @Test
  void theMinuteBeginsWithItsFirstCallNotWithTheClocks() {
    xero.get("Organisation");
    simulator.advance(Duration.ofSeconds(59));
    assertThat(xero.get("Organisation").header("X-MinLimit-Remaining")).isEqualTo("58");
    simulator.advance(Duration.ofSeconds(1));
    assertThat(xero.get("Organisation").header("X-MinLimit-Remaining")).isEqualTo("59");
  }

  @Test
  void aRefusedCallDoesNotCount() {
    for (int i = 0; i < 70; i++) {
      xero.get("Organisation");
    }
    assertThat(xero.get("Organisation").header("X-DayLimit-Remaining")).isEqualTo("4940");
  }

  @Test
  void theSixtyFirstCallOfAMinuteIsRefusedUntilTheWindowTurns() {
    for (int i = 0; i < 60; i++) {
      assertThat(xero.get("Organisation").status()).isEqualTo(200);
    }
    var refused = xero.get("Organisation");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("X-Rate-Limit-Problem")).isEqualTo("minute");
    assertThat(refused.header("X-MinLimit-Remaining")).isEqualTo("0");
    int wait = Integer.parseInt(refused.header("Retry-After"));
    assertThat(wait).isBetween(1, 60);
    simulator.advance(Duration.ofSeconds(wait));
    assertThat(xero.get("Organisation").status()).isEqualTo(200);
  }

  @Test
  void eachOrganisationHasItsOwnMinute() {
    xero.connect(Xero.SCOPES, Xero.NZ);
    for (int i = 0; i < 60; i++) {
      xero.get("Organisation");
    }
    assertThat(xero.get("Organisation").status()).isEqualTo(429);
    assertThat(xero.tenant(Xero.NZ).get("Organisation").status()).isEqualTo(200);
  }

  @Test
  void theDayIsSpentWhileTheMinuteStillSaysSixty() {
    try (var small = XeroSimulator.start(settings().allowances(new Allowances(5, 60, 3, 10_000)))) {
      Xero client = Xero.connected(small);
      for (int i = 0; i < 3; i++) {
        client.get("Organisation");
      }
      small.advance(Duration.ofMinutes(2));
      var refused = client.get("Organisation");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("X-Rate-Limit-Problem")).isEqualTo("day");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isGreaterThan(80_000);
      assertThat(refused.header("X-MinLimit-Remaining")).isEqualTo("60");
    }
  }

  @Test
  void theAppsMinuteCountsOverAllOrganisationsAndNamesNoWait() {
    try (var small = XeroSimulator.start(settings().allowances(new Allowances(5, 60, 5000, 4)))) {
      Xero client = Xero.connected(small);
      for (int i = 0; i < 4; i++) {
        client.get("Organisation");
      }
      var refused = client.get("Organisation");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("X-Rate-Limit-Problem")).startsWithIgnoringCase("app");
      assertThat(refused.header("Retry-After")).isEmpty();
    }
  }

  @Test
  void theAppsMinuteIsSpeltEitherWay() {
    Allowances one = new Allowances(5, 60, 5000, 1);
    try (var small =
        XeroSimulator.start(
            settings().allowances(one).with(Switch.APP_LIMIT_IS_HYPHENATED, true))) {
      Xero client = Xero.connected(small);
      client.get("Organisation");
      assertThat(client.get("Organisation").header("X-Rate-Limit-Problem")).isEqualTo("app-minute");
    }
  }

  @Test
  void aRefusalHasNoBodyUnlessTheSwitchSaysSo() {
    Allowances one = new Allowances(5, 1, 5000, 10_000);
    for (boolean words : new boolean[] {false, true}) {
      try (var small =
          XeroSimulator.start(
              settings().allowances(one).with(Switch.LIMITS_ARE_TOLD_IN_WORDS, words))) {
        Xero client = Xero.connected(small);
        client.get("Organisation");
        assertThat(client.get("Organisation").body().isEmpty()).isNotEqualTo(words);
      }
    }
  }

  @Test
  void rapidSyncLiftsMinuteAndDayForTheFirstHalfHour() {
    Allowances two = new Allowances(5, 2, 2, 10_000);
    try (var small =
        XeroSimulator.start(settings().allowances(two).with(Switch.RAPID_SYNC, true))) {
      Xero client = Xero.connected(small);
      for (int i = 0; i < 10; i++) {
        assertThat(client.get("Organisation").status()).isEqualTo(200);
      }
      small.advance(Duration.ofMinutes(30));
      client.keep(client.refresh(client.refreshToken()));
      client.get("Organisation");
      client.get("Organisation");
      assertThat(client.get("Organisation").header("X-Rate-Limit-Problem")).isEqualTo("day");
    }
  }

  @Test
  void theSixthCallAtOnceIsRefused() throws Exception {
    xero.control("POST", "latency?ms=600");
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Xero.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        replies.add(threads.submit(() -> xero.get("Organisation")));
      }
      for (Future<Xero.Reply> reply : replies) {
        statuses.add(reply.get().status());
        if (reply.get().status() == 429) {
          assertThat(reply.get().header("X-Rate-Limit-Problem")).isEqualTo("concurrent");
          assertThat(reply.get().header("Retry-After")).isEmpty();
        }
      }
    }
    assertThat(statuses).containsOnlyOnce(429);
  }

  @Test
  void aBodyBeyondTenMegabytesIsRefused() {
    String huge = "{'Contacts':[{'Name':'" + "x".repeat(10 * 1024 * 1024) + "'}]}";
    assertThat(xero.put("Contacts", huge).status()).isEqualTo(413);
  }
}
