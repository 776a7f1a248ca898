package dev.tandem.books.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.shared.PracticeId;
import dev.tandem.staff.Role;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Xero's calls to us over real HTTP, as Xero makes them. */
@TandemTest
class WebhookTest {

  private static HttpClient http;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;
  @Autowired Deliveries deliveries;
  @Autowired ApplicationContext house;

  private final UUID tenant = UUID.randomUUID();

  @BeforeAll
  static void open() {
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() {
    http.close();
  }

  static Stream<String> addresses() {
    return Stream.of("/webhooks/xero", "/api/webhooks/xero", "/billing/xero/webhooks")
        .flatMap(it -> Stream.of(it, it + "/"));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void acceptsWhatXeroSignedWithNothingButAStatus(String path) throws Exception {
    byte[] body = bytes(body(event(UUID.randomUUID())));
    var answer = post(path, body, signature(body, TandemTest.WEBHOOK_KEY));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().map()).doesNotContainKeys("Set-Cookie", "set-cookie", "location");
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    assertThat(stored()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void refusesEveryOtherSignature(String path) throws Exception {
    byte[] body = bytes(body(event(UUID.randomUUID())));
    String right = signature(body, TandemTest.WEBHOOK_KEY);
    String oneOff = (right.charAt(0) == 'A' ? 'B' : 'A') + right.substring(1);
    for (String wrong : Arrays.asList(null, "", " ", "x", oneOff, signature(body, "other"))) {
      var answer = post(path, body, wrong);
      assertThat(answer.statusCode()).as("%s", wrong).isEqualTo(401);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }
    assertThat(stored()).isZero();
    assertThat(deliveries.state().refusedAt()).isNotNull();
  }

  @Test
  void believesTheKeyThatIsBeingReplaced() throws Exception {
    byte[] body = bytes(body(event(UUID.randomUUID())));
    assertThat(post(body, signature(body, "retired")).statusCode()).isEqualTo(200);
  }

  @Test
  void provesTheBytesAndNotWhatTheyMean() throws Exception {
    byte[] body =
        bytes(
            "{\"events\":[%s],\"firstEventSequence\": 0,\"lastEventSequence\": 0, \"entropy\": \"S0m3\"}\r\n"
                .formatted(event(UUID.randomUUID())));
    String signature = signature(body, TandemTest.WEBHOOK_KEY);
    assertThat(post(body, signature).statusCode()).isEqualTo(200);
    byte[] tidied = bytes(new String(body, UTF_8).replace(": 0", ":0").strip());
    assertThat(post(tidied, signature).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void passesTheTestsOfXero(String path) {
    String address = "http://localhost:" + port + path;
    String query =
        "?url=%s&key=%s"
            .formatted(
                URLEncoder.encode(address, UTF_8),
                URLEncoder.encode(TandemTest.WEBHOOK_KEY, UTF_8));
    xero.control("POST", "/_simulator/webhooks" + query);
    try {
      assertThat(xero.control("POST", "/_simulator/webhooks/intent-to-receive" + query))
          .containsPattern("\"status\"\\s*:\\s*\"OK\"");
    } finally {
      xero.control("DELETE", "/_simulator/webhooks" + query);
    }
    assertThat(deliveries.state().acceptedAt()).isNotNull();
  }

  @Test
  void storesAnEventOnceHoweverOftenItComes() throws Exception {
    String twice = event(UUID.randomUUID());
    String once = event(UUID.randomUUID());
    for (String body : List.of(body(twice), body(twice, twice), body(once, twice), body(twice))) {
      assertThat(send(body).statusCode()).isEqualTo(200);
    }
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void tellsLaterChangesOfARecordApart() throws Exception {
    UUID record = UUID.randomUUID();
    send(body(event(record, "UPDATE", "2026-11-20T01:15:39.902")));
    send(body(event(record, "UPDATE", "2026-11-20T01:15:39.903")));
    send(body(event(record, "CREATE", "2026-11-20T01:15:39.903")));
    assertThat(stored()).isEqualTo(3);
  }

  @Test
  void keepsEachEventWithItsFactsAndItsBytes() throws Exception {
    UUID record = UUID.randomUUID();
    send(body(event(record, "Update", "2026-11-20T01:15:39.902")));
    var row =
        jdbc.sql(
                """
                select category, event_type, resource, event_at = '2026-11-20T01:15:39.902Z' as at,
                       convert_from(body, 'UTF8') as body, done_at
                  from house.delivery where tenant = ?""")
            .param(tenant)
            .query()
            .singleRow();
    assertThat(row)
        .containsEntry("category", "INVOICE")
        .containsEntry("event_type", "UPDATE")
        .containsEntry("resource", record.toString())
        .containsEntry("at", true)
        .containsEntry("done_at", null);
    assertThat(row.get("body").toString()).contains("\"data\":{\"Status\":\"PAID\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "a b", "\\u00e9"})
  void anEventIsKeptWhateverItCallsItself(String type) throws Exception {
    assertThat(send(body(event(UUID.randomUUID(), type, "2026-11-20T01:15:39.902"))).statusCode())
        .isEqualTo(200);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void notesEachCallWithItsNumbers() throws Exception {
    long first = ThreadLocalRandom.current().nextLong(1L << 40);
    String told =
        numbered(body(event(UUID.randomUUID()), "7", event(UUID.randomUUID())), first, first + 2);
    send(told);
    send(told);
    byte[] bytes = bytes(told);
    post(bytes, signature(bytes, "retired"));
    post(bytes, "x");
    send(numbered(body(), first, first));
    var calls =
        jdbc.sql(
                "select via, last_seq - first_seq as span, events, unreadable from"
                    + " house.webhook_delivery where first_seq = ? order by received_at, id")
            .param(first)
            .query()
            .listOfRows();
    assertThat(calls)
        .as("a repetition counts, a wrong signature and a test of Xero's do not")
        .hasSize(3)
        .allSatisfy(
            it ->
                assertThat(it)
                    .containsEntry("span", 2L)
                    .containsEntry("events", 3)
                    .containsEntry("unreadable", 1));
    assertThat(calls.get(0)).containsEntry("via", calls.get(1).get("via"));
    assertThat(calls.get(2).get("via")).as("another key").isNotEqualTo(calls.get(0).get("via"));
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void keepsCategoriesItDoesNotKnow() throws Exception {
    assertThat(send(body(event(UUID.randomUUID()).replace("INVOICE", "HOLOGRAM"))).statusCode())
        .isEqualTo(200);
    assertThat(stored()).isEqualTo(1);
  }

  static Stream<String> worstBodies() {
    String event = event(UUID.randomUUID(), UUID.randomUUID(), "UPDATE", "2026-11-20T01:15:39.902");
    return Stream.of(
        "",
        " ",
        "null",
        "7",
        "events",
        "<html></html>",
        "\u0000\uffff\ud83d\ude00",
        "{}",
        "[]",
        "{\"events\":null}",
        "{\"events\":{}}",
        "{\"events\":[",
        "{\"events\":[null, 1, \"a\", [], {}]}",
        "{\"events\":[],\"events\":7}",
        "[".repeat(200_000),
        "{\"events\":".repeat(50_000),
        "{\"events\":[" + "9".repeat(500_000) + "]}",
        body(event.replace("2026-11-20T01:15:39.902", "+292278994-08-17T07:12:55.807")),
        body(event.replace("2026-11-20T01:15:39.902", "-4714-01-01T00:00:00")),
        body(event.replace("INVOICE", "\\u0000")),
        body(event.replace("INVOICE", "\\ud800")),
        body(event.replace("INVOICE", "A".repeat(900_000))),
        body(event.replace("\"UPDATE\"", "{\"a\":[]}")),
        body(event.replaceFirst("\"resourceId\":\"[^\"]+\"", "\"resourceId\":[1]")),
        body(event.replaceFirst("\"tenantId\":\"[^\"]+\",", "")));
  }

  @ParameterizedTest
  @MethodSource("worstBodies")
  void answersTheWorstBodiesAndKeepsThemForAPerson(String body) throws Exception {
    int before = deliveries.state().unreadable();
    var answer = send(body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(deliveries.state().unreadable()).isEqualTo(before + 1);
    send(body);
    assertThat(deliveries.state().unreadable()).isEqualTo(before + 1);
  }

  @Test
  void answersBytesThatAreNoText() throws Exception {
    byte[] body = {'{', '"', (byte) 0xc3, (byte) 0x28, (byte) 0xff, (byte) 0xfe, 0, '"', '}'};
    assertThat(post(body, signature(body, TandemTest.WEBHOOK_KEY)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/xml",
        "nonsense"
      })
  void readsTheBytesWhateverTheyAreCalled(String type) throws Exception {
    byte[] body = bytes(body(event(UUID.randomUUID())));
    String right = signature(body, TandemTest.WEBHOOK_KEY);
    for (var expected : List.of(200, 401)) {
      var answer = post("/webhooks/xero", body, expected == 200 ? right : "x", type);
      assertThat(answer.statusCode()).isEqualTo(expected);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void oneBrokenEventDoesNotHideTheOthers() throws Exception {
    int before = deliveries.state().unreadable();
    send(body(event(UUID.randomUUID()), "{\"eventCategory\":7}", event(UUID.randomUUID())));
    assertThat(stored()).isEqualTo(2);
    assertThat(deliveries.state().unreadable()).isEqualTo(before + 1);
    String page =
        TestPractice.open(house).browser(Role.BOOKKEEPER).get("/ledger/inbox/trial").body();
    assertThat(page)
        .as("somebody can see it")
        .contains("could not be understood", "that nobody here is connected to");
  }

  @Test
  void refusesMoreThanItWillHold() throws Exception {
    byte[] body = new byte[(1 << 20) + 1];
    Arrays.fill(body, (byte) ' ');
    var answer = post(body, signature(body, TandemTest.WEBHOOK_KEY));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void countsOrganisationsNobodyIsConnectedTo() throws Exception {
    WebhookState before = deliveries.state();
    send(body(event(UUID.randomUUID()), event(UUID.randomUUID())));
    WebhookState after = deliveries.state();
    assertThat(after.unknownOrganisations()).isEqualTo(before.unknownOrganisations() + 1);
    assertThat(after.unknownNotices()).isEqualTo(before.unknownNotices() + 2);
  }

  @Test
  void whatConcernsOurAppAloneWaitsForNobody() throws Exception {
    WebhookState before = deliveries.state();
    send(body(event(UUID.randomUUID()).replace("ORGANISATION", "APPLICATION")));
    assertThat(deliveries.state().unknownNotices()).isEqualTo(before.unknownNotices());
  }

  @Test
  void leavesASignalForTheLaneButNotForARepetition() throws Exception {
    openLane(TestPractice.open(house).id());
    String body = body(event(UUID.randomUUID()), event(UUID.randomUUID()));
    send(body);
    assertThat(signals()).isEqualTo(1);
    send(body);
    assertThat(signals()).isEqualTo(1);
    send(body(event(UUID.randomUUID())));
    assertThat(signals()).isEqualTo(2);
  }

  @Test
  void everyAnswerUnderLoadStandsForCommittedRows() throws Exception {
    String often = event(UUID.randomUUID());
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int caller = 0; caller < 64; caller++) {
      byte[] body = bytes(body(event(UUID.randomUUID()), often, event(UUID.randomUUID())));
      answers.add(
          http.sendAsync(
              request("/webhooks/xero", body, signature(body, TandemTest.WEBHOOK_KEY), null),
              BodyHandlers.ofString()));
    }
    assertThat(answers).allSatisfy(it -> assertThat(it.join().statusCode()).isEqualTo(200));
    assertThat(stored()).isEqualTo(64 * 2 + 1);
  }

  @Test
  void saysTryAgainWhileTheDatabaseDoesNotAnswer() throws Exception {
    String body = body(event(UUID.randomUUID()));
    try (Connection blocking = database.connectAsSuperuser();
        var statement = blocking.createStatement()) {
      blocking.setAutoCommit(false);
      statement.execute("lock table house.delivery in access exclusive mode");
      long began = System.nanoTime();
      assertThat(send(body).statusCode()).isEqualTo(503);
      assertThat(GroupCommit.PATIENCE)
          .as("as long as Xero waits")
          .isLessThan(Duration.ofSeconds(5));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      // A test of Xero's has nothing to store, and wrong signatures are wrong in any case.
      assertThat(send(body()).statusCode()).isEqualTo(200);
      assertThat(post(bytes(body), "x").statusCode()).isEqualTo(401);
      blocking.rollback();
    }
    assertThat(send(body).statusCode()).isEqualTo(200);
    assertThat(stored()).isEqualTo(1);
  }

  /** Keys of custom connections are in the database; as long as the pool waits Xero does not. */
  @Test
  void judgesSignaturesInTimeWhileTheDatabaseDoesNotAnswer() throws Exception {
    byte[] body = bytes(body(event(UUID.randomUUID())));
    assertThat(post(body, "x").statusCode()).isEqualTo(401);
    try (Connection blocking = database.connectAsSuperuser();
        var statement = blocking.createStatement()) {
      blocking.setAutoCommit(false);
      statement.execute("lock table house.custom_app, house.delivery in access exclusive mode");
      wrongSignaturesAreRefusedInTime(body);
      assertThat(post(body, signature(body, TandemTest.WEBHOOK_KEY)).statusCode()).isEqualTo(503);
      blocking.rollback();
    }
    assertThat(post(body, signature(body, TandemTest.WEBHOOK_KEY)).statusCode()).isEqualTo(200);
  }

  @Test
  void judgesSignaturesWhileTheDatabaseRefusesToShowTheKeys() throws Exception {
    byte[] body = bytes(body(event(UUID.randomUUID())));
    assertThat(post(body, "x").statusCode()).isEqualTo(401);
    asSuperuser("revoke select on house.custom_app from tandem_app");
    try {
      wrongSignaturesAreRefusedInTime(body);
    } finally {
      asSuperuser("grant select on house.custom_app to tandem_app");
    }
  }

  /** Long enough for the keys to be looked for anew. */
  private void wrongSignaturesAreRefusedInTime(byte[] body) {
    Awaitility.await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              long began = System.nanoTime();
              assertThat(post(body, "x").statusCode()).isEqualTo(401);
              assertThat(Duration.ofNanos(System.nanoTime() - began))
                  .isLessThan(Duration.ofSeconds(5));
            });
  }

  @Test
  void saysTryAgainWhileTheDatabaseRefuses() throws Exception {
    String body = body(event(UUID.randomUUID()));
    asSuperuser("revoke insert on house.delivery from tandem_app");
    try {
      assertThat(send(body).statusCode()).isEqualTo(503);
    } finally {
      asSuperuser("grant insert on house.delivery to tandem_app");
    }
    assertThat(send(body).statusCode()).isEqualTo(200);
    assertThat(stored()).isEqualTo(1);
  }

  private HttpResponse<String> send(String body) throws Exception {
    return post(bytes(body), signature(bytes(body), TandemTest.WEBHOOK_KEY));
  }

  private HttpResponse<String> post(byte[] body, String signature) throws Exception {
    return post("/webhooks/xero", body, signature);
  }

  private HttpResponse<String> post(String path, byte[] body, String signature) throws Exception {
    return post(path, body, signature, null);
  }

  private HttpResponse<String> post(String path, byte[] body, String signature, String type)
      throws Exception {
    return http.send(request(path, body, signature, type), BodyHandlers.ofString());
  }

  private HttpRequest request(String path, byte[] body, String signature, String type) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type == null ? "application/json; charset=utf-8" : type)
            .POST(BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header("x-xero-signature", signature);
    }
    return request.build();
  }

  private static String body(String... events) {
    return Stream.of(events)
        .collect(
            Collectors.joining(
                ",", "{\"events\":[", "],\"firstEventSequence\": 1,\"lastEventSequence\": 2}"));
  }

  private static String numbered(String body, long first, long last) {
    return body.replace("Sequence\": 1,", "Sequence\": " + first + ",")
        .replace("Sequence\": 2}", "Sequence\": " + last + "}");
  }

  private String event(UUID record) {
    return event(record, "UPDATE", "2026-11-20T01:15:39.902");
  }

  private String event(UUID record, String type, String at) {
    return event(tenant, record, type, at);
  }

  private static String event(UUID tenant, UUID record, String type, String at) {
    return """
        {"resourceUrl":"https://api.xero.com/api.xro/2.0/Invoices/%s","resourceId":"%s",
        "eventDateUtc":"%s","eventType":"%s","eventCategory":"INVOICE","tenantId":"%s",
        "tenantType":"ORGANISATION","data":{"Status":"PAID"}}"""
        .formatted(record, record, at, type, tenant);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String signature(byte[] body, String key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  private int stored() {
    return jdbc.sql("select count(*) from house.delivery where tenant = ?")
        .param(tenant)
        .query(Integer.class)
        .single();
  }

  private int signals() {
    return jdbc.sql("select count(*) from house.wake where tenant = ?")
        .param(tenant)
        .query(Integer.class)
        .single();
  }

  private void openLane(PracticeId practice) {
    jdbc.sql("insert into house.lane (app, tenant, practice) values ('xero', ?, ?)")
        .params(tenant, practice.value())
        .update();
  }

  private void asSuperuser(String sql) throws SQLException {
    try (Connection connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
