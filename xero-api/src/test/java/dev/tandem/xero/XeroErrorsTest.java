package dev.tandem.xero;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.xero.XeroAccessLost.Why;
import dev.tandem.xero.XeroAway.Reason;
import dev.tandem.xero.accounting.BatchResult;
import dev.tandem.xero.accounting.ContactDraft;
import dev.tandem.xero.accounting.XeroContact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XeroErrorsTest {

  private static final UUID ID = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
  private static final String UNAUTHORISED =
      """
      {"Type":null,"Title":"Unauthorized","Status":401,"Detail":"%s","Instance":"%s","Extensions":{}}
      """;

  private ScriptedXero script;

  @BeforeEach
  void start() throws IOException {
    script = new ScriptedXero();
  }

  @AfterEach
  void stop() {
    script.close();
  }

  private BatchResult<XeroContact> write() {
    var contacts = script.ledger().contacts();
    return contacts.send(
        contacts.prepareCreate(List.of(ContactDraft.create().name("Ann Lee"))), "k");
  }

  private <E extends XeroException> E failure(Class<E> type) {
    E thrown = catchThrowableOfType(type, this::write);
    assertThat(thrown).isNotNull();
    assertThat(thrown.toString()).doesNotContain("Ann").doesNotContain("access-token");
    return thrown;
  }

  @Test
  void carriesTheFactsOfASuccess() {
    script.then(
        200,
        "{\"Contacts\":[]}",
        "Xero-Correlation-Id",
        "c-1",
        "X-MinLimit-Remaining",
        "58",
        "X-DayLimit-Remaining",
        "4999",
        "X-AppMinLimit-Remaining",
        "nonsense");

    var facts = script.ledger().contacts().byIds(List.of(ID)).facts();

    assertThat(facts.status()).isEqualTo(200);
    assertThat(facts.correlationId()).isEqualTo("c-1");
    assertThat(facts.minuteLeft()).isEqualTo(58);
    assertThat(facts.dayLeft()).isEqualTo(4999);
    assertThat(facts.appMinuteLeft()).isNull();
    assertThat(facts.bytesReceived()).isEqualTo("{\"Contacts\":[]}".length());
    assertThat(facts.duration()).isPositive();
    assertThat(facts.answeredAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void countsBytesAsTheyCrossTheWire() throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write("{\"Contacts\":[{\"ContactID\":\"%s\"}]}".formatted(ID).getBytes(UTF_8));
    }
    script.then(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, zipped.size());
          exchange.getResponseBody().write(zipped.toByteArray());
        });

    var page = script.ledger().contacts().byIds(List.of(ID));

    assertThat(page.records().getFirst().contactId()).isEqualTo(ID);
    assertThat(page.facts().bytesReceived()).isEqualTo(zipped.size());
  }

  @Test
  void knowsALimitWhoseEmptyAnswerClaimsToBeZipped() {
    script.then(429, "", "Content-Encoding", "gzip", "X-Rate-Limit-Problem", "day");

    assertThat(failure(XeroBusy.class).limit()).isEqualTo(XeroBusy.Limit.DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "minute, MINUTE",
    "Day, DAY",
    "concurrent, CONCURRENT",
    "appminute, APP_MINUTE",
    "app-minute, APP_MINUTE",
    "lunar, UNKNOWN"
  })
  void isToldWhichLimitAndHowLongToWait(String problem, XeroBusy.Limit limit) {
    script.then(
        429,
        "",
        "X-Rate-Limit-Problem",
        problem,
        "Retry-After",
        "67000",
        "Xero-Correlation-Id",
        "c-2");

    var busy = failure(XeroBusy.class);

    assertThat(busy.limit()).isEqualTo(limit);
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(67_000));
    assertThat(busy.notExecuted()).isTrue();
    assertThat(busy.facts().correlationId()).isEqualTo("c-2");
  }

  @Test
  void waitsWithoutBeingToldHowLong() {
    script.then(429, "slow down, please");

    assertThat(failure(XeroBusy.class).retryAfter()).isNull();
  }

  @Test
  void tellsTheWaysToLoseAccessApart() {
    script.then(401, UNAUTHORISED.formatted("TokenExpired: token expired at 11/20/2026", ID));
    assertThat(failure(XeroAccessLost.class).why()).isEqualTo(Why.TOKEN_EXPIRED);

    script.then(401, UNAUTHORISED.formatted("AuthorizationUnsuccessful", ID));
    var scope = failure(XeroAccessLost.class);
    assertThat(scope.why()).isEqualTo(Why.SCOPE_MISSING);
    assertThat(scope.code()).isEqualTo("AuthorizationUnsuccessful");
    assertThat(scope.notExecuted()).isTrue();

    script.then(403, UNAUTHORISED.formatted("AuthenticationUnsuccessful", ID));
    assertThat(failure(XeroAccessLost.class).why()).isEqualTo(Why.DISCONNECTED);

    script.then(401, "");
    assertThat(failure(XeroAccessLost.class).why()).isEqualTo(Why.TOKEN_EXPIRED);
    script.then(403, "");
    assertThat(failure(XeroAccessLost.class).why()).isEqualTo(Why.DISCONNECTED);
  }

  @Test
  void doesNotDisconnectForAProxysPage() {
    script.then(403, "<html>Access denied by the firewall</html>");

    assertThat(failure(XeroAway.class).reason()).isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void givesTheReasonsOfARefusalByElement() {
    script.then(
        400,
        """
        {"ErrorNumber":10,"Type":"ValidationException","Message":"A validation exception occurred","Elements":[
          {"ContactID":"00000000-0000-0000-0000-000000000000","ContactNumber":"n-1","ValidationErrors":[]},
          {"ContactID":"%s","Name":"Ann Lee","ValidationErrors":[{"Message":"The contact name Ann Lee is already assigned"}],
           "ContactPersons":[{"ValidationErrors":[{"Message":"Email address must be valid"}]}]}]}
        """
            .formatted(ID));

    var refused = failure(XeroRefused.class);

    assertThat(refused.errorNumber()).isEqualTo(10);
    assertThat(refused.ourMistake()).isFalse();
    assertThat(refused.notExecuted()).isFalse();
    assertThat(refused.elements().get(0).id()).isNull();
    assertThat(refused.elements().get(0).number()).isEqualTo("n-1");
    assertThat(refused.elements().get(0).reasons()).isEmpty();
    assertThat(refused.elements().get(1).id()).isEqualTo(ID);
    assertThat(refused.elements().get(1).reasons())
        .containsExactly(
            "The contact name Ann Lee is already assigned", "Email address must be valid");
    assertThat(refused.reasons()).hasSize(2);
    assertThat(refused.elements().toString()).doesNotContain("Ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ErrorNumber\":14,\"Type\":\"PostDataInvalidException\",\"Message\":\"JSON\"}",
        "{\"ErrorNumber\":16,\"Type\":\"QueryParseException\",\"Message\":\"bad where\"}",
        "{\"Type\":\"NoDataProcessedException\",\"Message\":\"no data\",\"Elements\":null}"
      })
  void knowsOurOwnMistakes(String body) {
    script.then(400, body);

    var refused = failure(XeroRefused.class);

    assertThat(refused.ourMistake()).isTrue();
    assertThat(refused.elements()).isEmpty();
    assertThat(refused.reasons()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Bad Request</html>", "{\"Elements\":[{\"Validat", "[1,2", "7"})
  void readsARefusalOfAnyShape(String body) {
    script.then(400, body);

    assertThat(failure(XeroRefused.class).facts().status()).isEqualTo(400);
  }

  @Test
  void keepsAPlainTextReason() {
    script.then(400, "Idempotency Key: k. is used with a different request.");

    assertThat(failure(XeroRefused.class).reasons())
        .containsExactly("Idempotency Key: k. is used with a different request.");
  }

  @Test
  void saysWhenARecordIsNotThere() {
    script.then(404, "The resource you're looking for cannot be found");

    assertThat(failure(XeroNotFound.class).facts().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {\"Message\":\"oops\"} | SERVER_ERROR",
        "502 | <html>Bad gateway</html> | SERVER_ERROR",
        "503 | The Organisation is offline | ORGANISATION_OFFLINE",
        "503 | The Xero API is currently offline for maintenance | SERVER_ERROR",
        "302 | elsewhere | UNREADABLE",
        "200 | <html>Welcome to the hotel's network</html> | UNREADABLE",
        "200 | {\"Contacts\":[{\"ContactID\":\"aaaa | UNREADABLE",
        "200 | {\"Contacts\":[{\"ContactID\":\"no-id\"}]} | UNREADABLE",
        "200 | {\"Contacts\":[{\"ContactID\":\"aaaaaaaa-0000-4000-8000-000000000001\",\"UpdatedDateUTC\":\"tomorrow\"}]} | UNREADABLE",
        "200 | {\"Contacts\":{}} | UNREADABLE",
        "200 | [] | UNREADABLE",
        "200 | {\"Contacts\":[]}trailing | UNREADABLE"
      })
  void cannotKnowWhatBecameOfAWrite(int status, String body, Reason reason) {
    script.then(status, body);

    var away = failure(XeroAway.class);

    assertThat(away.reason()).isEqualTo(reason);
    assertThat(away.notExecuted()).isFalse();
    assertThat(away.facts().status()).isEqualTo(status);
    assertThat(away.getCause()).isNull();
  }

  @Test
  void takesAnEmptySuccessForUnreadable() {
    script.then(200, "");

    assertThat(failure(XeroAway.class).reason()).isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void sendsAWriteOnceThoughItsAnswerIsLost() {
    script.then(200, "{\"Contacts\":[]}").then(exchange -> exchange.close());
    script.ledger().contacts().byIds(List.of(ID)); // leaves a connection that could tempt to retry

    var away = failure(XeroAway.class);

    assertThat(away.reason()).isEqualTo(Reason.CUT_OFF);
    assertThat(away.notExecuted()).isFalse();
    assertThat(away.facts().status()).isZero();
    assertThat(script.calls()).isEqualTo(2);
  }

  @Test
  void knowsTheHeadersOfAnAnswerCutInTheMiddle() {
    script.then(
        exchange -> {
          exchange.getResponseHeaders().add("Xero-Correlation-Id", "c-3");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"Contacts\":[".getBytes(UTF_8));
          exchange.getResponseBody().flush();
        });

    var away = failure(XeroAway.class);

    assertThat(away.reason()).isEqualTo(Reason.CUT_OFF);
    assertThat(away.facts().correlationId()).isEqualTo("c-3");
  }

  @Test
  void givesUpOnAnAnswerThatNeverEnds() throws Exception {
    var over = new CountDownLatch(1);
    script.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          await(over);
        });
    try (var hasty =
        new Xero(
            script.settings("secret").withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(300)),
            Clock.systemUTC())) {
      var away =
          catchThrowableOfType(
              XeroAway.class, () -> hasty.ledger(ScriptedXero.TENANT, "t").organisation());

      assertThat(away.reason()).isEqualTo(Reason.TIMED_OUT);
      assertThat(away.notExecuted()).isFalse();
      assertThat(away.facts().duration()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    } finally {
      over.countDown();
    }
  }

  @Test
  void needsNoThreadOfTheCommonPool() {
    var over = new CountDownLatch(1);
    try {
      for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism() + 2; i++) {
        ForkJoinPool.commonPool().execute(() -> await(over));
      }
      script.then(200, "{\"Organisations\":[{\"Name\":\"Clinic\"}]}");

      assertThat(script.xero().ledger(ScriptedXero.TENANT, "t").organisation().value().name())
          .isEqualTo("Clinic");
      assertThat(over.getCount()).isOne();
    } finally {
      over.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void isSureThatNothingHappenedWithoutAConnection() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    for (String address : List.of("http://localhost:" + closed, "http://no-such-host.invalid")) {
      var away = awayFrom(URI.create(address));
      assertThat(away.reason()).isEqualTo(Reason.NO_CONNECTION);
      assertThat(away.notExecuted()).isTrue();
    }
  }

  @Test
  void isSureThatNothingHappenedWithoutTls() throws IOException {
    // A plain server spoken to in TLS: the handshake fails before any request is written.
    String plain = script.settings("secret").hosts().api().toString();
    var away = awayFrom(URI.create(plain.replace("http:", "https:")));

    assertThat(away.notExecuted()).isTrue();
    assertThat(script.calls()).isZero();
  }

  private XeroAway awayFrom(URI address) {
    var settings =
        XeroSettings.at(address, "c", "s", URI.create("http://localhost/"), List.of())
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(4));
    try (var xero = new Xero(settings, Clock.systemUTC())) {
      return catchThrowableOfType(
          XeroAway.class, () -> xero.ledger(ScriptedXero.TENANT, "t").organisation());
    }
  }

  @Test
  void leavesAnInterruptedThreadInterrupted() {
    script.then(200, "{\"Contacts\":[]}");
    Thread.currentThread().interrupt();

    var away = failure(XeroAway.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(away.notExecuted()).isFalse();
  }

  @Test
  void neverQuotesATokenThatFitsNoHeader() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> script.xero().ledger(ScriptedXero.TENANT, "sec\nret"))
        .withMessageNotContaining("sec");
  }
}
