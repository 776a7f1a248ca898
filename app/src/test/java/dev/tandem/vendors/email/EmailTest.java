package dev.tandem.vendors.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tandem.EverySecret;
import dev.tandem.shared.Recipients;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Letters over both carriers: Resend's stand-in, and a real mail server in this process. */
class EmailTest {

  private static final String SECRET = "re_very_secret";
  private static final String PASSWORD = "the@desks/password";
  private static final Recipients EVERYBODY = new Recipients("", "");
  private static final Letter LETTER =
      new Letter(
          "notice/1/1/jo",
          "jo@example.com",
          "Harbour: Xero <needs> you",
          List.of("It was lost.", "Reconnect & go on."),
          new Letter.Link("Put it right", "https://desk.example/ledger"));

  private XeroSimulator simulator;

  @BeforeAll
  static void secrets() {
    EverySecret.add("mail key", SECRET);
    EverySecret.add("mail password", PASSWORD);
  }

  @BeforeEach
  void start() {
    simulator = XeroSimulator.start(SimulatorSettings.defaults());
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void aLetterArrivesAsTextAndAsAPageWithASafeSubject() {
    resend("").send(LETTER);
    JsonNode mail = mails().get(0);
    assertThat(mail.path("from").asString()).isEqualTo("\"Tandem\" <desk@harbour.example>");
    assertThat(mail.path("to").asString()).isEqualTo("jo@example.com");
    assertThat(mail.path("text").asString())
        .contains(
            "It was lost.\n\nReconnect & go on.", "Put it right: https://desk.example/ledger");
    assertThat(mail.path("html").asString())
        .contains("Xero &lt;needs&gt; you", "Reconnect &amp; go on.")
        .doesNotContain("<needs>");
  }

  @Test
  void aLetterWhoseAnswerGotLostIsSentOnceOnly() {
    control("/_simulator/faults?kind=drop-after-commit&path=/emails&method=POST");
    NotSent lost = refusal(resend(""));
    assertThat(lost.worthAnotherTry()).isTrue();
    resend("").send(LETTER);
    assertThat(mails()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "rate_limit_exceeded, true, asked to wait",
    "service_unavailable, true, out of order",
    "application_error, true, out of order",
    "concurrent_idempotent_requests, true, still at work",
    "daily_quota_exceeded, false, allowance",
    "monthly_quota_exceeded, false, allowance",
    "invalid_api_key, false, RESEND_API_KEY",
    "missing_api_key, false, RESEND_API_KEY",
    "validation_error, false, verify the domain",
    "invalid_parameter, false, refused the mail",
    "invalid_idempotent_request, false, same key"
  })
  void eachTroubleSaysWhatToDoAndWhetherToTryAgain(String name, boolean again, String words) {
    control("/_simulator/mail/troubles?name=" + name);
    NotSent refusal = refusal(resend(""));
    assertThat(refusal.worthAnotherTry()).isEqualTo(again);
    assertThat(refusal).hasMessageContaining(words);
    assertThat(refusal.getMessage()).doesNotContain(SECRET, "jo@example.com");
    assertThat(mails()).isEmpty();
  }

  @Test
  void waitsAsLongAsItIsAsked() {
    control("/_simulator/mail/limit?perSecond=0");
    assertThat(refusal(resend("")).notBefore()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void mailsNobodyOutsideTheAllowList() {
    Email email = resend(".*@harbour\\.example");
    assertThat(email.mayGoTo("ann@harbour.example")).isTrue();
    assertThat(email.mayGoTo("ann@harbour.example.org")).isFalse();
    assertThatThrownBy(() -> email.send(LETTER))
        .isInstanceOf(NotSent.class)
        .hasMessageContaining("may mail");
    assertThat(mails()).isEmpty();
  }

  @Test
  void anAllowListKnowsNoCapitals() {
    assertThat(resend(".*@harbour\\.example").mayGoTo(" Ann@Harbour.Example ")).isTrue();
  }

  /** Containers hand every variable on, set or not. */
  @Test
  void anEmptySettingLeavesTheOlderOneInForce() {
    for (String empty : List.of("", " ")) {
      var older = new Recipients(empty, ".*@harbour\\.example");
      assertThat(older.allows("ann@harbour.example")).isTrue();
      assertThat(older.allows("ann@example.com")).isFalse();
      assertThat(new Recipients(empty, empty).selective()).isFalse();
      assertThat(new Recipients(".*@example\\.com", empty).allows("ann@example.com")).isTrue();
    }
    assertThat(new Recipients(".*@example\\.com", ".*").allows("ann@harbour.example")).isFalse();
  }

  /** What others keep as one address may be a list. */
  @Test
  void eachAddressOfAListHasToBeAllowed() {
    var ours = new Recipients(".*@example\\.com", "");
    assertThat(ours.allows("eve@evil.example, ann@example.com")).isFalse();
    assertThat(ours.allows("eve@evil.example;ann@example.com")).isFalse();
    assertThat(ours.allows("eve@evil.example ann@example.com")).isFalse();
    assertThat(ours.allows("bob@example.com; ann@example.com ")).isTrue();
    assertThat(ours.allows("")).isFalse();
  }

  @Test
  void nothingStartsWithAnUnreadableAllowList() {
    assertThatThrownBy(() -> new Recipients("((", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TANDEM_RECIPIENTS")
        .hasMessageContaining("no regular expression");
  }

  @ParameterizedTest
  @ValueSource(strings = {"re_very\u200bsecret", "re_“secret”", "re_very\nsecret"})
  void aKeyWithALetterThatNoHeaderTakesIsToldWithoutRepeatingIt(String key) {
    var email = new Email(settings(key, "", "desk@harbour.example"), EVERYBODY);
    assertThat(email.trouble())
        .hasValueSatisfying(
            it -> assertThat(it).contains("RESEND_API_KEY").doesNotContain("secret"));
    assertThat(refusal(email).worthAnotherTry()).isFalse();
    assertThat(refusal(email).getMessage()).doesNotContain("secret");
  }

  @Test
  void saysWhatIsNotSetUp() {
    assertThat(new Email(settings("", "", ""), EVERYBODY).trouble())
        .hasValueSatisfying(it -> assertThat(it).contains("RESEND_API_KEY", "TANDEM_SMTP_URL"));
    assertThat(new Email(settings(SECRET, "", ""), EVERYBODY).trouble())
        .hasValueSatisfying(it -> assertThat(it).contains("RESEND_FROM_EMAIL"));
    assertThat(new Email(settings("", "mail.example.com", "a@b.example"), EVERYBODY).trouble())
        .hasValueSatisfying(it -> assertThat(it).contains("TANDEM_SMTP_URL"));
    assertThat(settings(SECRET, "", "").toString()).doesNotContain(SECRET);
  }

  @Test
  void anyMailServerWillDo() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("desk", PASSWORD);
    server.start();
    try {
      String url = "smtp://desk:the%40desks%2Fpassword@127.0.0.1:" + server.getSmtp().getPort();
      var email = new Email(settings("", url, "Harbour Desk <desk@harbour.example>"), EVERYBODY);
      assertThat(email.carrier()).contains("127.0.0.1");
      email.send(LETTER);
      MimeMessage mail = server.getReceivedMessages()[0];
      assertThat(mail.getSubject()).isEqualTo(LETTER.subject());
      assertThat(mail.getFrom()[0]).hasToString("Harbour Desk <desk@harbour.example>");
      assertThat(mail.getMessageID()).isEqualTo("<notice.1.1.jo@tandem>");
      assertThat(((Multipart) mail.getContent()).getCount()).isPositive();
    } finally {
      server.stop();
    }
    var nobody =
        new Email(settings("", "smtp://127.0.0.1:" + closedPort(), "a@b.example"), EVERYBODY);
    assertThat(refusal(nobody).worthAnotherTry()).isTrue();
  }

  @Test
  void aWrongLoginAtTheMailServerIsForAPerson() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("desk", "right");
    server.start();
    try {
      String url = "smtp://desk:wrong@127.0.0.1:" + server.getSmtp().getPort();
      NotSent refusal = refusal(new Email(settings("", url, "desk@harbour.example"), EVERYBODY));
      assertThat(refusal.worthAnotherTry()).isFalse();
      assertThat(refusal).hasMessageContaining("login");
      assertThat(refusal.getMessage()).doesNotContain("wrong", "jo@");
    } finally {
      server.stop();
    }
  }

  private static int closedPort() throws Exception {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static NotSent refusal(Email email) {
    return catchThrowableOfType(NotSent.class, () -> email.send(LETTER));
  }

  private Email resend(String allowed) {
    return new Email(settings(SECRET, "", "desk@harbour.example"), new Recipients(allowed, ""));
  }

  private EmailSettings settings(String key, String smtp, String from) {
    return new EmailSettings(key, simulator.uri().toString(), smtp, from, "Tandem");
  }

  private JsonNode mails() {
    return new JsonMapper().readTree(ask("GET", "/_simulator/mail"));
  }

  private void control(String path) {
    ask("POST", path);
  }

  private String ask(String method, String path) {
    try (var client = HttpClient.newHttpClient()) {
      URI uri = simulator.uri().resolve(path);
      return client
          .send(
              HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
              BodyHandlers.ofString())
          .body();
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
