package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.LedgerUse;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The log of calls and what was read, with a simulated Xero behind. */
@TandemTest
class LogTabTest {

  @Autowired private ApplicationContext house;
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
  void saysInWordsWhyACallFailed() {
    refuseOneOfTwo();
    room.fault("500", "GET", "Invoices");
    clock.advance(Duration.ofMinutes(16));
    room.turn();
    String page = owner.get("/ledger").body();
    assertThat(page)
        .contains("1 of 2 were refused: Email address must be valid", "partly refused")
        .contains("No usable answer came. It is read again.", "HTTP 500");
    assertThat(owner.get("/ledger?text=must+be+valid").body())
        .contains("partly refused")
        .doesNotContain("No usable answer");
  }

  @Test
  void filtersByOperationOrganisationAndDay() {
    room.add("Bo", "Ray");
    room.settle();
    String day = LocalDate.now(clock.withZone(zone())).toString();
    assertThat(calls("/ledger/log.csv?operation=create+clients"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.getField("Operation")).isEqualTo("create clients"));
    assertThat(calls("/ledger/log.csv?organisation=" + BooksRoom.TENANT)).isNotEmpty();
    assertThat(calls("/ledger/log.csv?organisation=" + room.practice())).isEmpty();
    assertThat(calls("/ledger/log.csv?from=" + day + "&to=" + day))
        .hasSameSizeAs(calls("/ledger/log.csv"));
    assertThat(calls("/ledger/log.csv?to=" + LocalDate.parse(day).minusDays(1))).isEmpty();
    assertThat(owner.get("/ledger?from=2031-01-01").body()).contains("Nothing like that");
  }

  @Test
  void saysAtTheFieldWhatOfAFilterIsNotClear() {
    var page = owner.get("/ledger?from=yesterday&to=2026-11-20");
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains("id=\"log-from-error\"", "Choose a day", "value=\"yesterday\"")
        .doesNotContain("ledger/log.csv");
    assertThat(owner.get("/ledger?from=2026-11-20&to=2026-11-19").body())
        .contains("The last day lies before the first");
    assertThat(owner.get("/ledger?organisation=none").status()).isEqualTo(422);
    assertThat(owner.get("/ledger/log.csv?from=yesterday").redirect())
        .isEqualTo("/ledger?from=yesterday");
  }

  @Test
  void exportsAllPagesOfExactlyWhatIsShown() {
    for (int i = 0; i < 60; i++) {
      clock.advance(Duration.ofMinutes(16));
      room.turn();
    }
    List<SyncLog.Call> logged = room.log();
    assertThat(logged).hasSizeGreaterThan(LogPage.SIZE);
    List<NamedCsvRecord> file = calls("/ledger/log.csv");
    assertThat(file)
        .extracting(it -> it.getField("Correlation id"))
        .containsExactlyElementsOf(
            logged.stream().map(it -> it.correlation() == null ? "" : it.correlation()).toList());
  }

  /** Whoever names a client in Xero must not run a formula on the bookkeeper's machine. */
  @Test
  void exportsNoFormula() throws java.io.IOException {
    var text = new java.io.StringWriter();
    new LogFile(text, zone(), java.util.Map.of(BooksRoom.TENANT, "=1+1"))
        .write(
            List.of(
                new SyncLog.Call(
                    java.util.UUID.randomUUID(),
                    clock.instant(),
                    BooksRoom.TENANT,
                    1,
                    "create clients",
                    Job.PUSH_CLIENTS,
                    true,
                    1,
                    "refused",
                    400,
                    5,
                    10,
                    20,
                    "-corr",
                    null,
                    "@SUM(A1)")));
    assertThat(text.toString())
        .contains(",'=1+1,", ",'@SUM(A1),", ",'-corr")
        .doesNotContain(",=1+1", ",@SUM", ",-corr");
  }

  @Test
  void showsCallsLeftAndWhatWasReadTodayAndThisMonth() {
    var read = room.in(() -> room.bean(LedgerUse.class).of(BooksRoom.TENANT));
    assertThat(read.today())
        .isEqualTo(room.log().stream().mapToLong(SyncLog.Call::bytes).sum())
        .isPositive();
    assertThat(owner.get("/ledger").body())
        .contains("Read this month", Bytes.inWords(read.today()) + " today")
        .contains("Calls are kept for 6 months")
        .as("what the plan includes is not known")
        .doesNotContain("of 0 bytes");
    assertThat(Bytes.inWords(10L << 30)).isEqualTo("10 GB");
    assertThat(Bytes.inWords(3_500)).isEqualTo("3.4 KB");
  }

  @Test
  void keepsCallsAsLongAsTheOwnerChooses() {
    owner.get("/ledger");
    assertThat(owner.submit("/ledger/log/keeping", Map.of("months", "24")).redirect())
        .isEqualTo("/ledger");
    assertThat(owner.get("/ledger").body()).contains("Calls are kept for 24 months");
    var refused = owner.submit("/ledger/log/keeping", Map.of("months", "85"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Choose between 1 and 84 months", "value=\"85\"");
    assertThat(owner.get("/ledger").body()).contains("Calls are kept for 24 months");
    Browser desk = people.browser(Role.RECEPTIONIST);
    assertThat(desk.get("/ledger").body()).doesNotContain("/ledger/log/keeping");
    assertThat(desk.htmx("/ledger/log/keeping", Map.of("months", "1")).status()).isEqualTo(403);
  }

  @Test
  void isNotForThoseWhoSeeNoLedger() {
    assertThat(people.browser(Role.PRACTITIONER).get("/ledger/log.csv").status()).isEqualTo(403);
  }

  private void refuseOneOfTwo() {
    ClientId ann = room.add("Bad", "Address");
    room.change(ann, ClientField.EMAIL, "bü@example.com");
    room.add("Good", "Address");
    room.settle();
  }

  private java.time.ZoneId zone() {
    return dev.tandem.practice.PracticeRoom.ZONE;
  }

  private List<NamedCsvRecord> calls(String path) {
    var answer = owner.get(path);
    assertThat(answer.status()).isEqualTo(200);
    return CsvReader.builder().ofNamedCsvRecord(answer.body().replaceFirst("^\uFEFF", "")).stream()
        .toList();
  }
}
