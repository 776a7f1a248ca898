package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults: each is seen from the client as what its name says. */
class SimFaultsTest extends SimulatorTest {
  private static final String ADA = "{'Name':'Ada Byron'}";

  private void fault(String json) {
    assertThat(xero.control("POST", "faults", json).status()).isEqualTo(200);
  }

  private int contacts() {
    return xero.books().path("Contacts").size();
  }

  private RawCall raw(String method, String resource, String body) throws IOException {
    String json = body.replace('\'', '"');
    return RawCall.of(xero.request(method, "/api.xro/2.0/" + resource, json), json);
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
    simulator.advance(Duration.ofSeconds(50));
    for (int i = 0; i < 200 && contacts() == 0; i++) {
      LockSupport.parkNanos(5_000_000);
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
  void aLostTokenAnswerLeavesTheOldRefreshTokenItsGrace() {
    fault("{'kind':'drop-after-commit','path':'/connect/token'}");
    assertThatThrownBy(() -> xero.refresh(xero.refreshToken())).isInstanceOf(Xero.NoAnswer.class);
    assertThat(xero.refresh(xero.refreshToken()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "400, application/json, A validation exception occurred",
    "401, application/json, AuthorizationUnsuccessful",
    "403, application/json, AuthenticationUnsuccessful",
    "404, text/plain, The resource you're looking for cannot be found",
    "500, application/json, An error occurred in Xero. Check the API Status page",
    "502, text/html, 502 Bad Gateway",
    "503, text/plain, The Xero API is temporarily unavailable",
  })
  void aStatusComesInXerosOwnWords(int code, String type, String words) {
    fault("{'kind':'status','code':" + code + "}");
    var reply = xero.put("Contacts", ADA);
    assertThat(reply.status()).isEqualTo(code);
    assertThat(reply.header("Content-Type")).startsWith(type);
    assertThat(reply.body()).contains(words);
    assertThat(contacts()).isZero();
  }

  @Test
  void aStatusMayCarryItsOwnDetail() {
    fault("{'kind':'401','detail':'TokenExpired: token expired at 11/20/2026 10:00:00'}");
    JsonNode body = xero.get("Contacts").json();
    assertThat(body.path("Detail").asString()).startsWith("TokenExpired");
    assertThat(body.path("Status").asInt()).isEqualTo(401);
    assertThat(body.has("Type")).isTrue();
  }

  @Test
  void aPlayed500IsRepeatedUnderItsKeyAndNothingIsEverExecuted() {
    fault("{'kind':'500'}");
    Xero keyed = xero.with("Idempotency-Key", "once");
    assertThat(keyed.put("Contacts", ADA).status()).isEqualTo(500);
    assertThat(keyed.put("Contacts", ADA).status()).isEqualTo(500);
    assertThat(contacts()).isZero();
  }

  @Test
  void aPlayed503IsForgottenUnderItsKey() {
    fault("{'kind':'503'}");
    Xero keyed = xero.with("Idempotency-Key", "once");
    assertThat(keyed.put("Contacts", ADA).status()).isEqualTo(503);
    assertThat(keyed.put("Contacts", ADA).status()).isEqualTo(200);
    assertThat(contacts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "minute, X-MinLimit-Remaining, 30",
    "day, X-DayLimit-Remaining, 70000",
    "appminute, X-AppMinLimit-Remaining, ''",
    "app-minute, X-AppMinLimit-Remaining, ''",
  })
  void aPlayed429AgreesWithItsRemainingCalls(String problem, String header, String retryAfter) {
    fault("{'kind':'rate-limit','problem':'" + problem + "'}");
    var reply = xero.get("Contacts");
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header(header)).isEqualTo("0");
    assertThat(reply.header("Retry-After")).isEqualTo(retryAfter);
  }

  @Test
  void aPlayed429MayLeaveTheCountsAlone() {
    fault("{'kind':'rate-limit','remaining':'counted'}");
    assertThat(xero.get("Contacts").header("X-MinLimit-Remaining")).isEqualTo("59");
  }

  @Test
  void aPlayedConcurrentLimitSaysNeitherWhenNorThatAWindowIsSpent() {
    fault("{'kind':'rate-limit','problem':'concurrent'}");
    var reply = xero.get("Contacts");
    assertThat(reply.header("X-Rate-Limit-Problem")).isEqualTo("concurrent");
    assertThat(reply.header("Retry-After")).isEmpty();
    assertThat(reply.header("X-MinLimit-Remaining")).isEqualTo("59");
  }

  @Test
  void whileTheStoreOfKeysIsAwayOnlyRequestsWithoutAKeyGoThrough() {
    fault("{'kind':'key-store-down','count':2}");
    Xero keyed = xero.with("Idempotency-Key", "k");
    assertThat(keyed.put("Contacts", ADA).status()).isEqualTo(500);
    assertThat(keyed.put("Contacts", ADA).status()).isEqualTo(500);
    assertThat(contacts()).isZero();
    assertThat(xero.put("Contacts", "{'Name':'Grace'}").status()).isEqualTo(200);
    assertThat(keyed.put("Contacts", ADA).status()).isEqualTo(200);
    assertThat(contacts()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "maintenance, The Xero API is currently offline for maintenance",
    "unavailable, The Xero API is temporarily unavailable",
    "organisation, The Organisation is offline",
  })
  void maintenanceIsAPlainText503WithoutRetryAfter(String notice, String text) {
    fault("{'kind':'maintenance','notice':'" + notice + "'}");
    var reply = xero.put("Contacts", ADA);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).isEqualTo(text);
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
    assertThat(reply.header("Retry-After")).isEmpty();
    assertThat(contacts()).isZero();
  }

  @Test
  void anOfflineOrganisationLeavesTheOthersOnline() {
    xero.connect(Xero.SCOPES, Xero.AU + "," + Xero.NZ);
    fault("{'kind':'maintenance','notice':'organisation','tenant':'" + Xero.NZ + "','count':9}");
    assertThat(xero.tenant(Xero.NZ).get("Contacts").body())
        .isEqualTo("The Organisation is offline");
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-before-commit", "drop-after-commit", "commit-late"})
  void aDroppedConnectionClosesWithoutAByte(String kind) throws Exception {
    fault("{'kind':'" + kind + "'}");
    assertThat(raw("PUT", "Contacts", ADA).bytes()).isEmpty();
  }

  @Test
  void aClientGivesUpOnItsOwnBeforeALateCommit() throws Exception {
    fault("{'kind':'commit-late','delayMs':600000,'silenceMs':5000}");
    var impatient =
        java.net.http.HttpRequest.newBuilder(
                xero.request("PUT", "/api.xro/2.0/Contacts", json(ADA)), (a, b) -> true)
            .timeout(Duration.ofMillis(300))
            .build();
    assertThatThrownBy(() -> xero.exchange(impatient))
        .hasCauseInstanceOf(HttpTimeoutException.class);
    assertThat(contacts()).isZero();
    simulator.advance(Duration.ofMinutes(10));
    awaitContacts();
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void aLateCommitUnderAKeyThatWasUsedAgainMeanwhileIsNotASecondOne() {
    fault("{'kind':'commit-late','delayMs':60000}");
    Xero keyed = xero.with("Idempotency-Key", "late");
    String draft = "{'Type':'ACCREC','Contact':{'Name':'Ada Byron'}}";
    assertThatThrownBy(() -> keyed.put("Invoices", draft)).isInstanceOf(Xero.NoAnswer.class);
    var answered = keyed.put("Invoices", draft);
    simulator.advance(Duration.ofMinutes(2));
    assertThat(keyed.put("Invoices", draft).body()).isEqualTo(answered.body());
    assertThat(xero.books().path("Invoices")).hasSize(1);
  }

  private static String json(String body) {
    return body.replace('\'', '"');
  }

  private void awaitContacts() {
    for (int i = 0; i < 400 && contacts() == 0; i++) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void ofTwoOverlappingRequestsUnderOneKeyOneIsExecutedAndBothAreAnswered() throws Exception {
    fault("{'kind':'overlap','delayMs':15000}");
    Xero keyed = xero.with("Idempotency-Key", "twice");
    var first =
        CompletableFuture.supplyAsync(() -> keyed.put("Contacts", ADA), Thread::startVirtualThread);
    awaitStruck(1);
    assertThat(first).isNotDone();
    assertThat(contacts()).isZero();
    var second = keyed.put("Contacts", ADA);
    assertThat(first.get().status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.get().body());
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void twoOverlappingRequestsWithoutAKeyAreBothExecuted() throws Exception {
    fault("{'kind':'overlap','delayMs':15000,'method':'PUT'}");
    String draft =
        invoiceBody("", "100").replace("AUTHORISED", "DRAFT").replace("'InvoiceNumber':'',", "");
    var first =
        CompletableFuture.supplyAsync(
            () -> xero.put("Invoices", draft), Thread::startVirtualThread);
    awaitStruck(1);
    assertThat(xero.put("Invoices", draft).status()).isEqualTo(200);
    assertThat(first.get().status()).isEqualTo(200);
    assertThat(xero.books().path("Invoices")).hasSize(2);
  }

  @Test
  void aRequestThatNothingOverlapsGoesOnByItself() {
    fault("{'kind':'overlap','delayMs':50}");
    assertThat(xero.put("Contacts", ADA).status()).isEqualTo(200);
    assertThat(contacts()).isEqualTo(1);
  }

  private void awaitStruck(int times) {
    for (int i = 0; i < 1_000 && xero.control("GET", "faults/struck").json().size() < times; i++) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void resetMidBodySendsHeadersAndHalfOfWhatTheyPromise() throws Exception {
    fault("{'kind':'reset-mid-body'}");
    RawCall call = raw("PUT", "Contacts", ADA);
    assertThat(call.bytes()).startsWith("HTTP/1.1 200");
    assertThat(call.body().length()).isPositive().isLessThan(call.promised());
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void slowBeforeTheAnswerHoldsTheFirstByteBack() throws Exception {
    fault("{'kind':'slow','delayMs':400}");
    assertThat(raw("GET", "Contacts", "").firstMs()).isGreaterThanOrEqualTo(390);
  }

  @Test
  void slowInTheBodySendsHalfAndTheRestLater() throws Exception {
    fault("{'kind':'slow','delayMs':400,'where':'body'}");
    RawCall call = raw("PUT", "Contacts", ADA);
    assertThat(call.firstMs()).isLessThan(390);
    assertThat(call.pauseMs()).isGreaterThanOrEqualTo(390);
    assertThat(call.body()).hasSize(call.promised()).contains("Ada Byron");
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void malformedHasTheLengthItPromised() throws Exception {
    fault("{'kind':'malformed'}");
    RawCall call = raw("PUT", "Contacts", ADA);
    assertThat(call.body()).hasSize(call.promised());
  }

  @Test
  void anHtmlPageExecutesNothing() {
    fault("{'kind':'html'}");
    var reply = xero.put("Contacts", ADA);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(contacts()).isZero();
  }

  @Test
  void aWrongContentTypeHidesARightAnswer() {
    fault("{'kind':'wrong-content-type','type':'text/plain'}");
    var reply = xero.put("Contacts", ADA);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/plain");
    assertThat(reply.json().at("/Contacts/0/Name").asString()).isEqualTo("Ada Byron");
    assertThat(contacts()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {90, -90})
  void aSkewedClockShowsInDateAndDateTimeUtcButNotInTheBooks(int seconds) {
    fault("{'kind':'clock-skew','seconds':" + seconds + "}");
    Instant now = now();
    var reply = xero.put("Contacts", ADA);
    Instant date =
        ZonedDateTime.parse(reply.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    assertThat(Duration.between(now, date).toSeconds()).isBetween(seconds - 3L, seconds + 3L);
    long told = moment(reply.json().path("DateTimeUTC"));
    assertThat((told - now.toEpochMilli()) / 1000).isBetween(seconds - 3L, seconds + 3L);
    long updated = moment(reply.json().at("/Contacts/0/UpdatedDateUTC"));
    assertThat(Math.abs(updated - now.toEpochMilli())).isLessThan(3_000);
  }

  @Test
  void aHollowListIsEmptyWhileTheFiguresStand() {
    JsonNode invoice =
        xero.put(
                "Invoices",
                "{'Type':'ACCREC','Status':'AUTHORISED','Contact':{'Name':'Ada Byron'},"
                    + "'DueDate':'2030-01-01','LineItems':[{'Description':'a','Quantity':1,"
                    + "'UnitAmount':100,'AccountCode':'200'}]}")
            .json()
            .at("/Invoices/0");
    String id = invoice.path("InvoiceID").asString();
    String paid = "{'Invoice':{'InvoiceID':'" + id + "'},'Account':{'Code':'090'},'Amount':40}";
    assertThat(xero.put("Payments", paid).status()).isEqualTo(200);
    fault("{'kind':'hollow-list','path':'/api.xro/2.0/Invoices*'}");
    JsonNode hollow = xero.get("Invoices/" + id).json().at("/Invoices/0");
    assertThat(hollow.path("Payments").isArray()).isTrue();
    assertThat(hollow.path("Payments")).isEmpty();
    assertThat(hollow.path("LineItems")).hasSize(1);
    assertThat(hollow.path("AmountPaid").decimalValue()).isEqualByComparingTo("40");
    assertThat(xero.get("Invoices/" + id).json().at("/Invoices/0/Payments")).hasSize(1);
  }

  @Test
  void anEditJustBeforeAWriteIsOverwrittenByIt() {
    JsonNode ada = xero.put("Contacts", ADA).json().at("/Contacts/0");
    String contact = "Contacts/" + ada.path("ContactID").asString();
    fault(
        "{'kind':'edit-before','method':'POST','path':'*/Contacts*','write':'%s',"
                .formatted(contact)
            + "'record':{'Name':'Ada King','EmailAddress':'ada@example.test'}}");
    JsonNode written = xero.post(contact, "{'Name':'Ada Lovelace'}").json().at("/Contacts/0");
    assertThat(written.path("Name").asString()).isEqualTo("Ada Lovelace");
    assertThat(written.path("EmailAddress").asString()).isEqualTo("ada@example.test");
    assertThat(xero.get(contact + "/History").body()).contains("Ada King");
  }

  @Test
  void theDateHeaderFollowsTheSimulatorsClock() {
    minutes(600);
    xero.keep(xero.refresh(xero.refreshToken()));
    Instant date =
        ZonedDateTime.parse(
                xero.get("Contacts").header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
            .toInstant();
    assertThat(Duration.between(date, now()).abs()).isLessThan(Duration.ofSeconds(3));
  }

  private static long moment(JsonNode date) {
    return Long.parseLong(date.asString().replaceAll("\\D*(\\d+).*", "$1"));
  }

  @Test
  void aSkewedClockIssuesTokensThatAreNotValidYet() {
    fault("{'kind':'clock-skew','seconds':7,'path':'/connect/token'}");
    var reply = xero.refresh(xero.refreshToken());
    for (String token : new String[] {"access_token", "id_token"}) {
      String claims = reply.json().path(token).asString().split("\\.")[1];
      JsonNode told = new JsonMapper().readTree(Base64.getUrlDecoder().decode(claims));
      assertThat(told.path("nbf").asLong() - now().getEpochSecond()).isBetween(4L, 8L);
      assertThat(told.path("exp").asLong()).isGreaterThan(told.path("nbf").asLong());
    }
    xero.keep(reply);
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
  }

  @Test
  void theSignInSideAnswersInItsOwnWords() {
    fault(
        "[{'kind':'400','path':'/connect/token'},{'kind':'503','path':'/connect/token'},"
            + "{'kind':'500','path':'/connections'}]");
    assertThat(xero.refresh(xero.refreshToken()).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
    assertThat(xero.refresh(xero.refreshToken()).status()).isEqualTo(503);
    assertThat(xero.send("GET", "/connections", "").status()).isEqualTo(500);
    assertThat(xero.refresh(xero.refreshToken()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "401, application/json, AuthorizationUnsuccessful",
    "403, application/json, AuthenticationUnsuccessful",
    "404, text/plain, The resource you're looking for cannot be found",
    "500, application/json, An error occurred in Xero. Check the API Status page",
  })
  void theListOfConnectionsBelongsToTheApi(int code, String type, String words) {
    fault("{'kind':'status','code':" + code + ",'path':'/connections*'}");
    var reply = xero.send("GET", "/Connections", "");
    assertThat(reply.status()).isEqualTo(code);
    assertThat(reply.header("Content-Type")).startsWith(type);
    assertThat(reply.body()).contains(words);
  }

  @Test
  void anAnswerWithoutABodyIsCutShortBeforeItsHeaders() {
    fault("{'kind':'reset-mid-body','path':'/connections/*'}");
    String id = xero.send("GET", "/connections", "").json().path(0).path("id").asString();
    assertThatThrownBy(() -> xero.send("DELETE", "/connections/" + id, ""))
        .isInstanceOf(Xero.NoAnswer.class);
    assertThat(xero.send("GET", "/connections", "").json()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"date, UpdatedDateUTC", "id, ContactID"})
  void anElementInAnotherShapeStandsAmongOthersAsTheyWere(String flaw, String field) {
    String ada = xero.put("Contacts", ADA).json().at("/Contacts/0/ContactID").asString();
    xero.put("Contacts", "{'Name':'Bo Yew'}");
    JsonNode before = xero.get("Contacts").json().path("Contacts");
    fault("{'kind':'unreadable-element','id':'" + ada + "','flaw':'" + flaw + "'}");
    JsonNode spoilt = xero.get("Contacts").json().path("Contacts");
    assertThat(spoilt).hasSize(2);
    for (int i = 0; i < 2; i++) {
      boolean hers = before.path(i).path("ContactID").asString().equals(ada);
      assertThat(spoilt.path(i).equals(before.path(i))).isNotEqualTo(hers);
      if (hers) {
        assertThat(spoilt.path(i).path(field)).isNotEqualTo(before.path(i).path(field));
      }
    }
    assertThat(xero.get("Contacts").json().path("Contacts")).isEqualTo(before);
  }

  @Test
  void anElementIsLeftOutOfItsList() {
    String ada = xero.put("Contacts", ADA).json().at("/Contacts/0/ContactID").asString();
    xero.put("Contacts", "{'Name':'Bo Yew'}");
    fault("{'kind':'missing-element','id':'" + ada + "'}");
    JsonNode left = xero.get("Contacts").json().path("Contacts");
    assertThat(left).hasSize(1);
    assertThat(left.path(0).path("Name").asString()).isEqualTo("Bo Yew");
    assertThat(xero.get("Contacts").json().path("Contacts")).hasSize(2);
  }

  @Test
  void anErrorPageSaysNothingOfASimulator() {
    fault("{'kind':'html','code':504}");
    assertThat(xero.get("Contacts").body())
        .contains("504 Gateway Time-out")
        .doesNotContainIgnoringCase("simulator")
        .doesNotContain("console");
  }
}
