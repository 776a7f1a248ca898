package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.staff.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs read what is in dispute and decide it on what they read. */
@TandemTest
class ConflictsApiTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALL = "/api/v1/ledger/conflicts";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private TestPractice people;
  private Browser program;
  private ClientId ann;

  @BeforeEach
  void dispute() {
    books = BooksRoom.open(house);
    people = TestPractice.of(house, books.practice());
    program = people.browser();
    ann = books.room().client();
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", ann.value()),
        "{\"EmailAddress\":\"theirs@example.com\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatIsReadIsDecided() {
    JsonNode all = read(ALL + "?kind=client");
    assertThat(all.path("conflicts")).hasSize(1);
    assertThat(all.path("more").asBoolean()).isFalse();
    JsonNode one = read(one());
    assertThat(one).isEqualTo(all.path("conflicts").get(0));
    JsonNode question = one.path("questions").get(0);
    assertThat(question.path("what").asString()).isEqualTo("e-mail");
    assertThat(question.path("sort").asString()).isEqualTo("BOTH");
    assertThat(question.at("/fields/0/theirs").asString()).isEqualTo("theirs@example.com");
    Browser.Page decided = decide(one.path("seen").asString(), "e-mail", "theirs");
    assertThat(decided.status()).isEqualTo(200);
    assertThat(JSON.readTree(decided.body()).path("questions")).isEmpty();
    assertThat(email()).isEqualTo("theirs@example.com");
    assertThat(read(ALL).path("conflicts")).isEmpty();
  }

  @Test
  void whatChangedSinceOrIsNotAskedIsRefusedAndNothingIsDecided() {
    String seen = read(one()).path("seen").asString();
    assertThat(decide("another", "e-mail", "ours").status()).isEqualTo(409);
    assertThat(decide(seen, "phone", "ours").status()).isEqualTo(409);
    assertThat(decide(seen, "e-mail", "mine").status()).isEqualTo(422);
    assertThat(decide(seen, "e-mail", "typed").status()).as("no overlap").isEqualTo(409);
    assertThat(send(one() + "/decision", "{\"seen\":\"" + seen + "\"}", Role.BOOKKEEPER).status())
        .isEqualTo(422);
    assertThat(
            send(
                    one() + "/decision",
                    "{\"seen\":\"%s\",\"decisions\":[{\"what\":\"e-mail\",\"keep\":\"typed\"}]}"
                        .formatted(seen),
                    Role.BOOKKEEPER)
                .status())
        .as("nothing is typed")
        .isEqualTo(422);
    assertThat(read(one()).path("questions")).hasSize(1);
    assertThat(email()).isEqualTo("ours@example.com");
  }

  private String one() {
    return ALL + "/client/" + ann;
  }

  private Browser.Page decide(String seen, String what, String keep) {
    return send(
        one() + "/decision",
        "{\"seen\":\"%s\",\"decisions\":[{\"what\":\"%s\",\"keep\":\"%s\",\"values\":{\"e-mail\":\"x@example.com\"}}]}"
            .formatted(seen, what, keep),
        Role.BOOKKEEPER);
  }

  private Browser.Page send(String path, String json, Role role) {
    return program.send(
        program
            .request(path)
            .header("Authorization", "Bearer " + people.apiKey(role))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private JsonNode read(String path) {
    return JSON.readTree(
        program
            .send(
                program
                    .request(path)
                    .header("Authorization", "Bearer " + people.apiKey(Role.BOOKKEEPER))
                    .GET())
            .body());
  }

  private String email() {
    return books.in(() -> books.bean(Clients.class).find(ann)).details().email();
  }
}
