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
import dev.tandem.books.lane.LogChain;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
  void filtersByWhatACallWasFor() {
    room.add("Bo", "Ray");
    room.settle();
    assertThat(calls("/ledger/log.csv?job=push+clients"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.getField("Operation")).endsWith("clients"));
    assertThat(calls("/ledger/log.csv?job=changed+since"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.getField("Operation")).startsWith("changed"));
    assertThat(owner.get("/ledger?job=nonsense").status()).isEqualTo(422);
  }

  @Test
  void aCallShowsItsRecordsAndWhoCausedThem() {
    refuseOneOfTwo();
    SyncLog.Call call =
        room.log().stream()
            .filter(it -> it.outcome().equals("partly refused"))
            .findFirst()
            .orElseThrow();
    assertThat(owner.get("/ledger").body()).contains("href=\"/ledger/log/" + call.id() + "\"");
    String page = owner.get("/ledger/log/" + call.id()).body();
    assertThat(page)
        .contains("Bad Address", "Refused: Email address must be valid")
        .contains("Good Address", "Created in Xero", "Tandem")
        .contains(call.correlation())
        .contains("Place in the log");
    assertThat(owner.get("/ledger/log/" + java.util.UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void aRecordsStoryLeadsToItsCallAndShowsWhatWasRefused() {
    ClientId bad = refuseOneOfTwo();
    String story = owner.get("/ledger/story/client/" + bad).body();
    assertThat(story)
        .contains("Refused by Xero: Email address must be valid", "bü@example.com")
        .containsPattern("href=\"/ledger/log/[0-9a-f-]{36}\"");
  }

  /** Computed as docs/runbook.md tells others, without any class of ours. */
  @Test
  void exportsLinesByWhichOthersCanProveTheLog() throws Exception {
    refuseOneOfTwo();
    String file = owner.get("/ledger/log.jsonl").body();
    var lines =
        file.lines()
            .map(it -> new JsonMapper().readTree(it))
            .sorted(java.util.Comparator.comparingLong(it -> it.path("position").asLong()))
            .toList();
    assertThat(lines).hasSameSizeAs(room.log());
    String before = "0".repeat(64);
    for (JsonNode it : lines) {
      assertThat(it.path("previous").asString()).isEqualTo(before);
      before = hash(it);
      assertThat(it.path("hash").asString()).isEqualTo(before);
    }
    assertThat(before)
        .isEqualTo(room.in(() -> room.bean(LogChain.class).verify(null)).getFirst().head());
    assertThat(file)
        .contains("\"causedBy\":[{\"kind\":\"SYSTEM\",\"id\":null,\"name\":\"Tandem\"}]");
    assertThat(owner.get("/ledger/log.jsonl?job=push+clients").body().lines())
        .hasSameSizeAs(calls("/ledger/log.csv?job=push+clients"));
    assertThat(people.program(Role.OWNER).get("/api/v1/ledger/log/export").body()).isEqualTo(file);
  }

  private static String hash(JsonNode line) throws Exception {
    var texts = new java.util.ArrayList<String>();
    for (String field :
        List.of(
            "previous",
            "position",
            "id",
            "at",
            "organisation",
            "seq",
            "operation",
            "job",
            "direction",
            "records",
            "outcome",
            "httpStatus",
            "millis",
            "bytes",
            "bytesSent",
            "correlation",
            "batch",
            "message")) {
      texts.add(line.path(field).asString(""));
    }
    for (JsonNode story : line.path("stories")) {
      String digest = sha256(story(story));
      assertThat(story.path("digest").asString()).isEqualTo(digest);
      texts.add(digest);
    }
    return sha256(texts);
  }

  private static List<String> story(JsonNode it) {
    var texts = new java.util.ArrayList<String>();
    for (String field :
        List.of("id", "at", "kind", "record", "organisation", "seq", "batch", "text")) {
      texts.add(it.path(field).asString(""));
    }
    texts.add("" + it.path("causedBy").size());
    for (JsonNode by : it.path("causedBy")) {
      List.of("kind", "id", "name").forEach(field -> texts.add(by.path(field).asString("")));
    }
    for (String fields : List.of("changes", "before", "came")) {
      texts.add("" + it.path(fields).size());
      it.path(fields)
          .properties()
          .forEach(
              field -> {
                texts.add(field.getKey());
                texts.add(field.getValue().asString(""));
              });
    }
    return texts;
  }

  private static String sha256(List<String> texts) throws Exception {
    var digest = java.security.MessageDigest.getInstance("SHA-256");
    for (String it : texts) {
      byte[] bytes = it.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      digest.update(bytes);
      digest.update((byte) ',');
    }
    return java.util.HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void theApiTellsOfACallWithItsRecords() {
    refuseOneOfTwo();
    var program = people.program(Role.BOOKKEEPER);
    String id =
        new JsonMapper()
            .readTree(program.get("/api/v1/ledger/log?outcome=partly+refused").body())
            .path("items")
            .path(0)
            .path("id")
            .asString();
    JsonNode it = new JsonMapper().readTree(program.get("/api/v1/ledger/log/" + id).body());
    assertThat(it.path("call").path("job").asString()).isEqualTo("push clients");
    assertThat(it.path("hash").asString()).hasSize(64);
    assertThat(it.path("records").size()).isEqualTo(2);
    assertThat(it.path("records").toString()).contains("Refused: Email", "Created in Xero");
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

  private ClientId refuseOneOfTwo() {
    ClientId ann = room.add("Bad", "Address");
    room.change(ann, ClientField.EMAIL, "bü@example.com");
    room.add("Good", "Address");
    room.settle();
    return ann;
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
