package dev.tandem.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@TandemTest
class ApiTest {

  @Autowired private ApplicationContext house;
  @Autowired private ApiKeys keys;
  @Autowired private JdbcClient db;
  @Autowired private Setup setup;

  private TestPractice practice;
  private Browser http;
  private String key;

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
    http = practice.browser();
    key = practice.apiKey(Role.ADMIN);
  }

  @Test
  void opensThePracticeOfTheKeyAndNoOther() {
    Practices.run(practice.id(), () -> setup.add(LocationDetails.named("Ours")));
    String other = TestPractice.open(house).apiKey(Role.ADMIN);
    assertThat(get("/api/v1/locations", key).body()).contains("Ours");
    assertThat(get("/api/v1/locations", other).body()).isEqualTo("[]");
    assertThat(get("/api/v1/practice", key).body()).contains(practice.id().toString());
  }

  @Test
  void answersProblemsForWhateverGoesWrong() {
    problem(http.get("/api/v1/practice"), 401);
    problem(get("/api/v1/practice", "tandem_wrong"), 401);
    problem(get("/api/v1/no-such-thing", key), 404);
    problem(http.send(as("/api/v1/practice", key).DELETE()), 405);
    problem(http.send(as("/api/v1/practice", key).GET().header("Accept", "image/png")), 406);
  }

  @Test
  void keepsNothingButTheHashOfAKey() {
    assertThat(key).startsWith("tandem_").hasSize(50);
    assertThat(
            db.sql("select count(*) from house.api_key where hint = ?")
                .param(key)
                .query(Integer.class)
                .single())
        .isZero();
    var view = Practices.in(practice.id(), keys::all).getFirst();
    assertThat(key).startsWith(view.hint());
    assertThat(view.toString()).doesNotContain(key);
  }

  @Test
  void opensNothingWithARevokedKey() {
    assertThat(get("/api/v1/practice", key).status()).isEqualTo(200);
    var view = Practices.in(practice.id(), keys::all).getFirst();
    assertThat(view.lastUsedAt()).isNotNull();
    Practices.run(practice.id(), () -> keys.revoke(view.id()));
    problem(get("/api/v1/practice", key), 401);
  }

  @Test
  void setsNoCookieAndKeepsNoSession() {
    var page = get("/api/v1/practice", key);
    assertThat(page.response().headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void doesNotTakeTheKeyForPages() {
    assertThat(get("/setup/locations", key).status()).isEqualTo(302);
  }

  @Test
  void describesItselfToKeysAndPeople() {
    assertThat(get("/api/v1/openapi", key).body())
        .contains("Tandem API", "\"bearer\"", "/api/v1/locations");
    assertThat(practice.browser(Role.OWNER).get("/api/v1/openapi").status()).isEqualTo(200);
    assertThat(http.get("/api/v1/openapi").status()).isEqualTo(302);
  }

  @Test
  void showsANewKeyOnceOnItsPage() {
    Browser owner = practice.browser(Role.OWNER);
    owner.get("/setup/api-keys");
    var made = owner.submit("/setup/api-keys", Map.of("name", "Till", "role", "RECEPTIONIST"));
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body()).contains("id=\"new-key\">tandem_");
    assertThat(owner.get("/setup/api-keys").body()).contains("Till").doesNotContain("new-key");
  }

  @Test
  void answersWebhooksAndHealthWithoutCookies() {
    var health = http.get("/actuator/health");
    // Down here because no scheduler runs in tests; what matters is that it says so to anybody.
    assertThat(health.status()).isIn(200, 503);
    assertThat(health.body()).contains("\"status\":").doesNotContain("details", "components");
    var hook = http.send(http.request("/webhooks/nobody").POST(BodyPublishers.ofString("{}")));
    assertThat(hook.status()).isEqualTo(404);
    assertThat(hook.response().headers().allValues("Set-Cookie")).isEmpty();
    assertThat(health.response().headers().allValues("Set-Cookie")).isEmpty();
  }

  private static void problem(Page page, int status) {
    assertThat(page.status()).isEqualTo(status);
    assertThat(page.header("Content-Type")).contains("application/problem+json");
    assertThat(page.body()).contains("\"status\":" + status);
  }

  private Page get(String path, String key) {
    return http.send(as(path, key).GET());
  }

  private HttpRequest.Builder as(String path, String key) {
    return http.request(path).header("Authorization", "Bearer " + key);
  }
}
