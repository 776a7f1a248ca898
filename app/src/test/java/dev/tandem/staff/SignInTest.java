package dev.tandem.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.Together;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@TandemTest
class SignInTest {

  @Autowired private ApplicationContext house;
  @Autowired private TestClock clock;
  @Autowired private JdbcClient db;
  @Autowired private Staff staff;

  private TestPractice practice;
  private Browser browser;

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
    browser = practice.browser();
    db.sql("delete from house.sign_in_failures").update();
  }

  @AfterEach
  void reset() {
    clock.reset();
    db.sql("delete from house.sign_in_failures").update();
  }

  @Test
  void sendsStrangersToTheSignInPageAndBackAgain() {
    var page = browser.get("/account?tab=1");
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.redirect()).isEqualTo("/sign-in?next=%2Faccount%3Ftab%3D1");
    browser.get(page.redirect());
    var in =
        browser.submit(
            "/sign-in",
            Map.of("email", practice.email(Role.OWNER), "password", TestPractice.PASSWORD));
    assertThat(in.redirect()).isEqualTo("/account?tab=1");
    assertThat(browser.get("/account").body()).contains("Robin Owner", "Practice ");
  }

  @Test
  void neverSendsAnybodyToAnotherSite() {
    for (String next : new String[] {"//evil.example", "https://evil.example", "/\\evil.example"}) {
      browser.get("/sign-in");
      var in =
          browser.submit(
              "/sign-in",
              Map.of(
                  "email",
                  practice.email(Role.OWNER),
                  "password",
                  TestPractice.PASSWORD,
                  "next",
                  next));
      assertThat(in.redirect()).isEqualTo("/");
      browser = practice.browser();
    }
  }

  @Test
  void takesNeitherAWrongPasswordNorAnUnknownEmailAndSaysTheSame() {
    var wrong = browser.signIn(practice.email(Role.OWNER), "not the password");
    var unknown = browser.signIn("nobody@example.com", "not the password");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(wrong.body()).contains("E-mail and password do not belong together");
    assertThat(unknown.body()).contains("E-mail and password do not belong together");
    assertThat(wrong.body()).contains(practice.email(Role.OWNER)).doesNotContain("not the pass");
  }

  @Test
  void givesANewSessionIdAtSignIn() {
    browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    String first = browser.cookie("tandem_session").orElseThrow();
    browser.get("/account");
    browser.submit("/sign-out", Map.of());
    browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    assertThat(browser.cookie("tandem_session")).get().isNotEqualTo(first);
  }

  @Test
  void startsNoSessionForStrangers() {
    browser.get("/sign-in");
    browser.get("/account");
    assertThat(browser.cookie("tandem_session")).isEmpty();
  }

  @Test
  void signsOutByPostOnly() {
    browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    assertThat(browser.get("/sign-out").status()).isEqualTo(404);
    assertThat(browser.get("/account").status()).isEqualTo(200);
    assertThat(browser.submit("/sign-out", Map.of()).redirect()).isEqualTo("/sign-in?signed-out");
    assertThat(browser.get("/account").status()).isEqualTo(302);
  }

  @Test
  void endsTheSessionInTheDatabaseAndForgetsTheCookie() {
    browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    String session = sessionId();
    assertThat(kept(session)).isEqualTo(1);
    browser.get("/account");
    var out = browser.submit("/sign-out", Map.of());
    assertThat(kept(session)).isZero();
    assertThat(setCookie(out, "tandem_session")).contains("Max-Age=0");
  }

  @Test
  void keepsTheSessionForSevenDaysAndNoLonger() {
    var in = browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    assertThat(setCookie(in, "tandem_session"))
        .contains("Max-Age=604800", "HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("Secure");
    String session = sessionId();
    letPass(session, Duration.ofDays(7).minusMinutes(5));
    assertThat(browser.get("/account").status()).isEqualTo(200);
    letPass(session, Duration.ofDays(7).plusMinutes(5));
    assertThat(browser.get("/account").status()).isEqualTo(302);
  }

  @Test
  void sendsCookiesByHttpsOnlyWhenAskedByHttpsAlsoThroughAProxy() {
    var plain = browser.get("/sign-in");
    assertThat(plain.header("Strict-Transport-Security")).isEmpty();
    Map<String, String> form = new LinkedHashMap<>(browser.hiddenFields("/sign-in"));
    form.putAll(Map.of("email", practice.email(Role.OWNER), "password", TestPractice.PASSWORD));
    var in = browser.send(behindProxy(browser.form("/sign-in", form)));
    assertThat(in.redirect()).isEqualTo("/");
    assertThat(setCookie(in, "tandem_session")).contains("; Secure");
    assertThat(in.header("Strict-Transport-Security")).contains("max-age=31536000");
    var page = practice.browser().send(behindProxy(browser.request("/sign-in").GET()));
    assertThat(setCookie(page, "XSRF-TOKEN")).contains("; Secure");
    assertThat(page.header("Strict-Transport-Security")).contains("max-age=31536000");
  }

  private static HttpRequest.Builder behindProxy(HttpRequest.Builder request) {
    return request
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Host", "desk.example.com")
        .header("X-Forwarded-For", "203.0.113.5");
  }

  private static String setCookie(Browser.Page page, String name) {
    return page.response().headers().allValues("Set-Cookie").stream()
        .filter(it -> it.startsWith(name + "="))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private String sessionId() {
    return new String(
        Base64.getDecoder().decode(browser.cookie("tandem_session").orElseThrow()),
        StandardCharsets.UTF_8);
  }

  private int kept(String session) {
    return db.sql("select count(*) from house.spring_session where session_id = ?")
        .param(session)
        .query(Integer.class)
        .single();
  }

  /** Spring Session takes the time from the system, so its rows are made older instead. */
  private void letPass(String session, Duration time) {
    int aged =
        db.sql(
                """
                update house.spring_session
                   set last_access_time = last_access_time - :time, expiry_time = expiry_time - :time
                 where session_id = :session
                """)
            .param("time", time.toMillis())
            .param("session", session)
            .update();
    assertThat(aged).isEqualTo(1);
  }

  @Test
  void refusesAFormWithoutToken() {
    browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    assertThat(browser.post("/account/password", Map.of("present", "x")).status()).isEqualTo(403);
    assertThat(browser.post("/sign-out", Map.of()).status()).isEqualTo(403);
    assertThat(browser.get("/account").status()).isEqualTo(200);
  }

  @Test
  void takesTheTokenFromTheCookieInAHeaderAsHtmxSendsIt() {
    browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    browser.get("/account");
    assertThat(browser.htmx("/account/password", Map.of("present", "x")).status()).isEqualTo(422);
  }

  @Test
  void pausesAfterFiveWrongPasswordsWhetherOrNotTheEmailIsKnown() {
    for (String email : new String[] {practice.email(Role.OWNER), "nobody@example.com"}) {
      for (int i = 0; i < 5; i++) {
        assertThat(browser.signIn(email, "wrong password").status()).isEqualTo(401);
      }
      assertThat(browser.signIn(email, TestPractice.PASSWORD).status()).isEqualTo(429);
    }
    assertThat(browser.signIn(practice.email(Role.ADMIN), TestPractice.PASSWORD).redirect())
        .isEqualTo("/");
    clock.advance(Duration.ofMinutes(16));
    assertThat(
            practice.browser().signIn(practice.email(Role.OWNER), TestPractice.PASSWORD).status())
        .isEqualTo(302);
  }

  @Test
  void countsAttemptsThatComeAtTheSameMoment() throws Exception {
    SignIn signIn = house.getBean(SignIn.class);
    String email = practice.email(Role.OWNER);
    List<Object> outcomes =
        Together.run(
            20, practice.id(), () -> signIn.attempt(email, "wrong password", "203.0.113.7"));
    assertThat(outcomes).filteredOn(Optional.empty()::equals).hasSize(5);
    assertThat(outcomes).filteredOn(TooManyAttempts.class::isInstance).hasSize(15);
  }

  @Test
  void remembersNothingAgainstThoseWhoSignIn() {
    for (int i = 0; i < 60; i++) {
      assertThat(
              practice
                  .browser()
                  .signIn(practice.email(Role.OWNER), TestPractice.PASSWORD)
                  .redirect())
          .isEqualTo("/");
    }
  }

  @Test
  void goesHomeWhereThePageToReturnToIsNoPathOfOurs() {
    browser.get("/sign-in");
    var in =
        browser.submit(
            "/sign-in",
            Map.of(
                "email",
                practice.email(Role.OWNER),
                "password",
                TestPractice.PASSWORD,
                "next",
                "/clients/{id}"));
    assertThat(in.redirect()).isEqualTo("/");
  }

  @Test
  void pausesAnAddressThatTriesManyEmails() {
    String email = practice.email(Role.OWNER);
    for (int i = 0; i < 50; i++) {
      browser.signIn("guess" + i + "@example.com", "wrong password");
    }
    assertThat(browser.signIn(email, TestPractice.PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void pausesAnAddressOfTheLocalNetworkWhateverItPretendsToForward() {
    String email = practice.email(Role.OWNER);
    for (int i = 0; i < 50; i++) {
      fromTheLocalNetwork("198.51.100." + i, "guess" + i + "@example.com", "wrong password");
    }
    var right = fromTheLocalNetwork("198.51.100.99", email, TestPractice.PASSWORD);
    assertThat(right.status()).isEqualTo(429);
  }

  /** As a proxy on this machine passes it on: the pretended address before the real one. */
  private Browser.Page fromTheLocalNetwork(String pretended, String email, String password) {
    browser.get("/sign-in");
    Map<String, String> form = new LinkedHashMap<>(browser.hiddenFields("/sign-in"));
    form.putAll(Map.of("email", email, "password", password));
    return browser.send(
        browser.form("/sign-in", form).header("X-Forwarded-For", pretended + ", 10.1.2.3"));
  }

  @Test
  void endsAllSessionsWithANewPassword() {
    browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    assertThat(browser.get("/account").status()).isEqualTo(200);
    staff.setPassword(
        staff.findByEmail(practice.email(Role.OWNER)).orElseThrow(), "another long password");
    assertThat(browser.get("/account").status()).isEqualTo(302);
  }

  @Test
  void endsAccessWithTheLastPlace() {
    browser.signIn(practice.email(Role.RECEPTIONIST), TestPractice.PASSWORD);
    assertThat(browser.get("/account").status()).isEqualTo(200);
    StaffId id = staff.findByEmail(practice.email(Role.RECEPTIONIST)).orElseThrow();
    dev.tandem.shared.Practices.run(practice.id(), () -> staff.remove(id));
    assertThat(browser.get("/account").status()).isEqualTo(302);
    assertThat(browser.signIn(practice.email(Role.RECEPTIONIST), TestPractice.PASSWORD).status())
        .isEqualTo(403);
  }

  @Test
  void letsAPersonChooseAPasswordOnceThroughALink() {
    var id =
        dev.tandem.shared.Practices.in(
            practice.id(),
            () -> staff.add(new NewPerson("new@example.com", "New One", Role.BOOKKEEPER, null)));
    String token = dev.tandem.shared.Practices.in(practice.id(), () -> staff.passwordLink(id));
    String path = "/password/" + token;
    assertThat(browser.get(path).body()).contains("Choose a password");
    assertThat(browser.submit(path, Map.of("password", "short")).status()).isEqualTo(422);
    assertThat(browser.submit(path, Map.of("password", "a long enough one")).redirect())
        .isEqualTo("/sign-in?password-set");
    assertThat(browser.get(path).body()).contains("no longer good");
    assertThat(browser.signIn("new@example.com", "a long enough one").redirect()).isEqualTo("/");
  }

  @Test
  void answersStrictHeaders() {
    var page = browser.get("/sign-in");
    assertThat(page.header("Content-Security-Policy"))
        .get()
        .asString()
        .contains("default-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.header("Referrer-Policy")).contains("same-origin");
    assertThat(page.header("Permissions-Policy")).isPresent();
    assertThat(page.body()).doesNotContain("<style", " style=", "onclick=");
  }

  @Test
  void givesFilesWithoutCookiesAndForAYear() {
    for (String path :
        new String[] {
          "/tandem.css", "/favicon.svg", "/webjars/tabler__core/dist/css/tabler.min.css"
        }) {
      var file = browser.get(path);
      assertThat(file.status()).as(path).isEqualTo(200);
      assertThat(file.header("Set-Cookie")).as(path).isEmpty();
      assertThat(file.header("Cache-Control"))
          .as(path)
          .get()
          .asString()
          .contains("max-age=31536000");
    }
  }
}
