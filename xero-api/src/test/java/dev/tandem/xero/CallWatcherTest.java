package dev.tandem.xero;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.xero.accounting.XeroQuery;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallWatcherTest {

  private static final String TOKENS =
      """
      {"access_token":"eyJhbGciOi.access.token","token_type":"Bearer","expires_in":1800,
       "refresh_token":"the-refresh-token","id_token":"eyJ.id.token","scope":"offline_access"}
      """;

  private static final String CONTACTS =
      """
      {"Id":"5d0a3c52-0000-4000-8000-000000000001","Status":"OK","ProviderName":"Tandem","Contacts":[
        {"ContactID":"5d0a3c52-0000-4000-8000-000000000002","ContactNumber":"c-17","ContactStatus":"ACTIVE",
         "Name":"Ann Lee","EmailAddress":"ann@example.com","BankAccountDetails":"12-3456",
         "Phones":[{"PhoneType":"MOBILE","PhoneNumber":"0400 123 456"}],
         "UpdatedDateUTC":"/Date(1763596800000+0000)/","IsCustomer":true}]}
      """;

  private final List<String> heard = new ArrayList<>();
  private ScriptedXero server;
  private Xero xero;

  @BeforeEach
  void watch() throws IOException {
    server = new ScriptedXero();
    xero = new Xero(server.settings("the-client-secret"), Clock.systemUTC(), heard::add);
  }

  @AfterEach
  void close() {
    xero.close();
    server.close();
  }

  @Test
  void showsATokenCallWithoutItsSecrets() {
    server.then(200, TOKENS);
    xero.oauth().refresh("the-old-refresh-token");
    assertThat(heard)
        .singleElement()
        .asString()
        .startsWith("POST http://localhost:")
        .contains(
            "/connect/token",
            "> Authorization: ***",
            "grant_type=refresh_token&refresh_token=***",
            "< 200 in ",
            "\"expires_in\":1800",
            "\"scope\":\"offline_access\"")
        .doesNotContain(
            "the-old-refresh-token",
            "the-refresh-token",
            "eyJ",
            "the-client-secret",
            "Basic",
            Base64.getEncoder().encodeToString("client:the-client-secret".getBytes(UTF_8)));
  }

  @Test
  void showsTheCodeExchangeWithoutCodeAndVerifier() {
    server.then(200, TOKENS);
    xero.oauth().exchange("the-code", "the-verifier");
    assertThat(heard.getFirst())
        .contains("grant_type=authorization_code", "code=***", "code_verifier=***")
        .doesNotContain("the-code", "the-verifier");
  }

  @Test
  void showsRecordsWithoutPersonalDetails() {
    server.then(200, CONTACTS, "X-MinLimit-Remaining", "58", "Xero-Correlation-Id", "corr-1");
    xero.ledger(ScriptedXero.TENANT, "the-access-token")
        .contacts()
        .find(XeroQuery.where("EmailAddress==\"ann@example.com\""));
    assertThat(heard)
        .singleElement()
        .asString()
        .contains(
            "GET http://localhost:",
            "/api.xro/2.0/Contacts?",
            "where=***",
            "> xero-tenant-id: " + ScriptedXero.TENANT,
            "\"ContactID\":\"5d0a3c52-0000-4000-8000-000000000002\"",
            "\"Name\":\"*** (7)\"",
            "\"IsCustomer\":true",
            "minute left 58",
            "corr-1")
        .doesNotContain("Ann", "ann@", "ann%40", "0400", "12-3456", "c-17", "the-access-token");
  }

  @Test
  void showsWhatIsNoJsonByItsLengthOnly() {
    server.then(503, "<html>the-refresh-token of Ann Lee</html>");
    assertThat(catchThrowable(() -> xero.oauth().refresh("the-old-refresh-token"))).isNotNull();
    assertThat(heard.getFirst())
        .contains("< 503 in ", "bytes of text")
        .doesNotContain("Ann", "the-refresh-token", "the-old-refresh-token");
  }

  @Test
  void showsACallThatGotNoAnswer() {
    server.then(exchange -> exchange.sendResponseHeaders(200, 500));
    assertThat(catchThrowable(() -> xero.oauth().refresh("the-old-refresh-token")))
        .isInstanceOf(XeroAway.class);
    assertThat(heard)
        .singleElement()
        .asString()
        .contains("POST", "/connect/token", "no answer (CUT_OFF)")
        .doesNotContain("the-old-refresh-token");
  }

  @Test
  void theBodyStillArrivesWhole() {
    server.then(200, TOKENS);
    xero.oauth().refresh("the-old-refresh-token");
    assertThat(server.last().text())
        .isEqualTo("grant_type=refresh_token&refresh_token=the-old-refresh-token");
  }

  @Test
  void anotherAppOverTheSameConnectionsIsHeardToo() {
    server.then(200, TOKENS);
    xero.forApp("other", "another-secret").oauth().refresh("the-old-refresh-token");
    assertThat(heard).singleElement().asString().doesNotContain("another-secret");
  }
}
