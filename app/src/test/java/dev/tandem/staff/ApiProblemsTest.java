package dev.tandem.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.practice.PracticeRoom;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/**
 * What programs are told when something is wrong: problem+json that says what to mend, and neither
 * what they sent nor how the house is built.
 */
@TandemTest
@ExtendWith(OutputCaptureExtension.class)
class ApiProblemsTest {

  private static final String CLIENTS = "/api/v1/clients";
  private static final String SECRET = "Zebedee";

  @Autowired private ApplicationContext house;
  @Autowired private TestDatabase database;

  private TestPractice practice;
  private Program program;

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
    program = practice.program(Role.ADMIN);
  }

  @Test
  void says400ToWhatCannotBeRead() {
    for (String body : List.of("", "{", "[]", "\"" + SECRET + "\"", "{\"givenName\":{}}")) {
      problem(program.post(CLIENTS, body), 400);
    }
    Page moment = program.post("/api/v1/appointments", "{\"start\":\"" + SECRET + "\"}");
    problem(moment, 400);
    assertThat(moment.body()).contains("The value at start is not understood");
    Page parameter = program.get("/api/v1/ledger/outbox?state=" + SECRET);
    problem(parameter, 400);
    assertThat(parameter.body()).contains("The value of state is not understood");
    problem(program.get("/api/v1/appointments"), 400);
    String payment = "/api/v1/invoices/" + UUID.randomUUID() + "/payments";
    problem(program.post(payment, "{\"amount\":51482e4446311496674}"), 400);
  }

  @Test
  void says405And415And406() {
    problem(program.send("DELETE", CLIENTS, BodyPublishers.noBody(), Map.of()), 405);
    problem(program.post("/api/v1/practice", "{}"), 405);
    problem(program.post(CLIENTS, "<a/>", Map.of("Content-Type", "application/xml")), 415);
    problem(
        program.post(CLIENTS, "a=b", Map.of("Content-Type", "application/x-www-form-urlencoded")),
        415);
    problem(
        program.send("GET", CLIENTS, BodyPublishers.noBody(), Map.of("Accept", "image/png")), 406);
  }

  @Test
  void says404ToWhatIsNoId() {
    problem(program.get(CLIENTS + "/" + SECRET), 404);
    problem(program.get("/api/v1/nothing"), 404);
  }

  @Test
  void says409ToWhatCannotBeDoneNow() {
    var room = PracticeRoom.furnish(house, practice.id());
    String booking =
        "{\"client\":\"%s\",\"service\":\"%s\",\"practitioner\":\"%s\",\"location\":\"%s\",\"start\":\"2026-11-20T09:00:00+11:00\"}"
            .formatted(room.client(), room.service(), room.practitioner(), room.location());
    assertThat(program.post("/api/v1/appointments", booking).status()).isEqualTo(201);
    problem(program.post("/api/v1/appointments", booking), 409);
  }

  @Test
  void says422WithEachFieldAndWhatToDo() {
    Page page = program.post(CLIENTS, "{\"email\":\"" + SECRET + "\"}");
    problem(page, 422);
    assertThat(page.body()).contains("\"errors\":{", "\"email\":\"");
  }

  @Test
  void says400ToLettersThatNoDatabaseCanKeep() {
    var room = PracticeRoom.furnish(house, practice.id());
    String booking =
        "{\"client\":\"%s\",\"service\":\"%s\",\"practitioner\":\"%s\",\"location\":\"%s\",\"start\":\"2026-11-20T09:00:00+11:00\",\"reason\":\"a\\u0000b\"}"
            .formatted(room.client(), room.service(), room.practitioner(), room.location());
    problem(program.post("/api/v1/appointments", booking), 400);
    problem(program.post(CLIENTS, "{\"givenName\":\"A\\u0000nn\",\"familyName\":\"Lee\"}"), 400);
    problem(program.get(CLIENTS + "?q=a%00b"), 400);
    Browser owner = practice.browser(Role.OWNER);
    for (String path : List.of("/clients?q=%00", "/search?q=a%00b", "/invoices?q=%00")) {
      assertThat(owner.get(path).status()).as(path).isEqualTo(400);
    }
    owner.get("/setup/locations/new");
    assertThat(owner.submit("/setup/locations", Map.of("name", "a\0b")).status()).isEqualTo(400);
  }

  @Test
  void repeatsNothingTypedInTheLog(CapturedOutput log) {
    Browser owner = practice.browser(Role.OWNER);
    owner.get("/ledger?page=" + SECRET);
    owner.get("/appointments/new?date=" + SECRET);
    program.get("/api/v1/clients?page=" + SECRET);
    program.post(CLIENTS, "{\"givenName\":\"" + SECRET + "\",\"x\":{}");
    assertThat(log.getAll()).doesNotContain(SECRET);
  }

  @Test
  void says500WithoutDetails(CapturedOutput log) throws SQLException {
    Browser owner = practice.browser(Role.OWNER);
    owner.get("/clients/new");
    try {
      execute(
          "alter table practice.client add constraint broken check (given_name <> '"
              + SECRET
              + "')");
      Page page =
          program.post(CLIENTS, "{\"givenName\":\"" + SECRET + "\",\"familyName\":\"Lee\"}");
      problem(page, 500);
      Page shown = owner.submit("/clients/new", Map.of("givenName", SECRET, "familyName", "Lee"));
      assertThat(shown.status()).isEqualTo(500);
      assertThat(shown.body())
          .contains("Something went wrong here")
          .doesNotContain(SECRET, "broken", "Exception", "SQL", "dev.tandem");
    } finally {
      execute("alter table practice.client drop constraint broken");
    }
    assertThat(log.getAll()).as("the log").contains("broken").doesNotContain(SECRET);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void problem(Page page, int status) {
    assertThat(page.status()).as(page.body()).isEqualTo(status);
    assertThat(page.header("Content-Type")).contains("application/problem+json");
    assertThat(page.body())
        .contains("\"status\":" + status, "\"detail\":\"", "\"instance\":\"/api/v1/")
        .doesNotContain("Exception", "dev.tandem", "org.", "broken", "SQL", "trace");
    assertThat(page.body().replaceFirst("\"instance\":\"[^\"]*\"", "")).doesNotContain(SECRET);
    assertThat(page.response().headers().allValues("Set-Cookie")).isEmpty();
  }
}
