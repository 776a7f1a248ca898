package dev.tandem.practice.clients.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.staff.Role;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@TandemTest
class ClientsApiTest {

  @Autowired private ApplicationContext house;

  private Browser http;
  private String key;

  @BeforeEach
  void open() {
    var practice = TestPractice.open(house);
    http = practice.browser();
    key = practice.apiKey(Role.ADMIN);
  }

  @Test
  void createsChangesFindsAndArchives() {
    var created =
        call(
            "POST",
            "",
            "{\"givenName\":\"Ann\",\"familyName\":\"Lee\",\"phone\":\"0491 570 156\"}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body())
        .contains("\"name\":\"Ann Lee\"", "\"phoneE164\":\"+61491570156\"", "\"version\":1");
    String one = created.header("Location").orElseThrow().replace("/api/v1/clients", "");
    assertThat(call("PATCH", one, "{\"city\":\"Manly\",\"version\":1}").body())
        .contains("\"city\":\"Manly\"", "\"givenName\":\"Ann\"", "\"version\":2");
    assertThat(call("PATCH", one, "{\"city\":\"Ryde\",\"version\":1}").status()).isEqualTo(409);
    assertThat(call("PUT", one, "{\"givenName\":\"Anne\"}").body())
        .contains("\"name\":\"Anne\"", "\"city\":\"\"");
    assertThat(call("GET", "?q=ann", null).body()).contains("\"total\":1");
    assertThat(call("POST", one + "/archive", "").body()).contains("\"archived\":true");
    assertThat(call("GET", "?q=ann", null).body()).contains("\"total\":0");
    assertThat(call("GET", "?status=archived", null).body()).contains("\"total\":1");
  }

  @Test
  void saysFieldByFieldWhatCannotBeTaken() {
    var refused = call("POST", "", "{\"email\":\"at home\",\"birthDate\":\"1984-02-29\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.header("Content-Type")).contains("application/problem+json");
    assertThat(refused.body()).contains("\"givenName\":", "\"email\":");
    assertThat(call("POST", "", "{\"birthDate\":\"29/02/1984\"}").status()).isEqualTo(422);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(call("GET", "/00000000-0000-7000-8000-000000000000", null).status()).isEqualTo(404);
    assertThat(call("GET", "/nonsense", null).status()).isEqualTo(404);
  }

  private Browser.Page call(String method, String path, String body) {
    return http.send(
        http.request("/api/v1/clients" + path)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }
}
