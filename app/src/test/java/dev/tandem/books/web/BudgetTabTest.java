package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LedgerUse;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was used for what, what is left, and what is to come. */
@TandemTest
class BudgetTabTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired private ApplicationContext house;
  @Autowired private TestDatabase database;
  @Autowired private TestClock clock;

  private BooksRoom room;
  private TestPractice people;
  private Browser owner;

  @BeforeEach
  void connected() {
    room = BooksRoom.open(house);
    people = TestPractice.of(house, room.practice());
    owner = people.browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void everyCallIsCountedForOneJobWithItsBytesBothWays() {
    room.add("Bo", "Ray");
    room.settle();
    List<SyncLog.Call> log = room.log();
    JsonNode it = organisation();
    assertThat(it.path("callsToday").asLong()).isEqualTo(log.size());
    assertThat(sum(it, "callsToday")).isEqualTo(log.size());
    assertThat(sum(it, "bytesThisMonth"))
        .isEqualTo(log.stream().mapToLong(SyncLog.Call::bytes).sum());
    assertThat(sum(it, "bytesSentThisMonth"))
        .isEqualTo(log.stream().mapToLong(SyncLog.Call::bytesOut).sum())
        .isPositive();
    assertThat(job(it, "push clients").path("callsToday").asLong())
        .isEqualTo(log.stream().filter(SyncLog.Call::push).count());
    assertThat(job(it, "changed since").path("bytesSentToday").asLong()).isZero();
    assertThat(owner.get("/ledger/budget").body())
        .contains("Sending clients", "Asking what changed", "Accounts and tax rates")
        .contains(log.size() + " calls made today");
  }

  @Test
  void readingRightBeforeAnUpdateIsCountedAsTheUpdatesCost() {
    room.change(room.room().client(), dev.tandem.practice.clients.ClientField.EMAIL, "a@b.example");
    clock.advance(Duration.ofMinutes(2));
    room.settle();
    assertThat(job(organisation(), "read back").path("callsToday").asLong()).isPositive();
  }

  @Test
  void showsTheStarterTierAsXeroAnswersIt() {
    lane("day_left = 640, day_most = 1000, day_ends = now() + interval '5 hours'");
    assertThat(owner.get("/ledger/budget").body()).contains("of 1,000", "640");
    assertThat(organisation().path("dayMost").asInt()).isEqualTo(1_000);
    assertThat(organisation().path("warnings")).isEmpty();
  }

  @Test
  void warnsBeforeTheDayIsSpentAndSaysWhatGoesOnThen() {
    lane("day_left = 180, day_most = 1000");
    assertThat(owner.get("/ledger/budget").body())
        .contains("180 of 1,000 calls are left today. Below 50 only people&#39;s changes go.");
    assertThat(owner.get("/ledger").body()).contains("Few calls are left today");
    lane("day_left = 50, day_most = 1000");
    assertThat(owner.get("/ledger/budget").body()).contains("They are kept for people who wait");
    lane("day_left = 0, day_most = 1000");
    assertThat(organisation().path("warnings").path(0).asString())
        .startsWith("No call is left today.");
  }

  @Test
  void countsWhatWaits() {
    JsonNode before = organisation();
    room.add("Waits", "Here");
    assertThat(organisation().path("waitingCalls").asInt())
        .isGreaterThan(before.path("waitingCalls").asInt());
    assertThat(organisation().path("callsTodayExpected").asLong())
        .isGreaterThan(organisation().path("callsToday").asLong());
  }

  @Test
  void countsWhatAllPracticesReadTogether() {
    long before = room.in(() -> room.bean(LedgerUse.class).readThisMonth("xero"));
    BooksRoom other = BooksRoom.open(house);
    long theirs = other.log().stream().mapToLong(SyncLog.Call::bytes).sum();
    assertThat(room.in(() -> room.bean(LedgerUse.class).readThisMonth("xero")))
        .isEqualTo(before + theirs);
    assertThat(theirs).isPositive();
    JsonNode plan =
        JSON.readTree(people.program(Role.BOOKKEEPER).get("/api/v1/ledger/budget").body())
            .path("plan");
    long ours = organisation().path("bytesThisMonth").asLong();
    assertThat(plan.path("bytesOfOthersThisMonth").asLong())
        .isEqualTo(plan.path("bytesThisMonth").asLong() - ours)
        .isGreaterThanOrEqualTo(theirs);
    assertThat(owner.get("/ledger/budget").body())
        .contains("Of that by this practice", "by other practices");
  }

  @Test
  void whatWasReadFromAnOrganisationThatEndedStaysOurs() {
    BindingId other = room.beside(DemoOrganisation.NZ);
    long others = ofOthers();
    Practices.run(room.practice(), () -> room.bean(Connections.class).disconnect(other));
    assertThat(ofOthers()).isEqualTo(others);
  }

  private long ofOthers() {
    return JSON.readTree(people.program(Role.BOOKKEEPER).get("/api/v1/ledger/budget").body())
        .path("plan")
        .path("bytesOfOthersThisMonth")
        .asLong();
  }

  @Test
  void ofAPriceForAllOnlyOurPartIsTold() {
    BigDecimal all = new BigDecimal("24.00");
    assertThat(Spendings.part(all, 1_000, 4_000)).isEqualByComparingTo("6.00");
    assertThat(Spendings.part(all, 4_000, 4_000)).isEqualByComparingTo(all);
    assertThat(Spendings.part(all, 0, 4_000)).isEqualByComparingTo("0.00");
    assertThat(Spendings.part(null, 1_000, 4_000)).isNull();
  }

  @Test
  void teachesWhatWillStandHere() {
    var fresh = TestPractice.open(house);
    assertThat(fresh.browser(Role.OWNER).get("/ledger/budget").body())
        .contains("No organisation yet", "60 calls a minute");
  }

  @Test
  void isNotForThoseWhoSeeNoLedger() {
    assertThat(people.browser(Role.PRACTITIONER).get("/ledger/budget").status()).isEqualTo(403);
    assertThat(people.program(Role.PRACTITIONER).get("/api/v1/ledger/budget").status())
        .isEqualTo(403);
  }

  private JsonNode organisation() {
    var answer = people.program(Role.BOOKKEEPER).get("/api/v1/ledger/budget");
    assertThat(answer.status()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("organisations").path(0);
  }

  private static long sum(JsonNode organisation, String field) {
    return StreamSupport.stream(organisation.path("jobs").spliterator(), false)
        .mapToLong(it -> it.path(field).asLong())
        .sum();
  }

  private static JsonNode job(JsonNode organisation, String job) {
    return StreamSupport.stream(organisation.path("jobs").spliterator(), false)
        .filter(it -> it.path("job").asString().equals(job))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + job + " in " + organisation));
  }

  private void lane(String columns) {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "update house.lane set " + columns + " where tenant = '" + BooksRoom.TENANT + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
