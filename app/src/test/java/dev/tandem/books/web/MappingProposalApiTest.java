package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program reads a mapping to begin with, of the organisation's own accounts, and takes it. */
@TandemTest
class MappingProposalApiTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Program program;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    program = program(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void readsTheProposalAndTakesJustThat() {
    JsonNode proposal = JSON.readTree(program.get(path("/proposal")).body());
    JsonNode rest = item(proposal, "default");
    assertThat(rest.path("words").asString()).isEqualTo("Sales (200), GST on Income");
    assertThat(rest.path("tax").asString()).isEqualTo("OUTPUT");
    assertThat(item(proposal, "payment").path("words").asString())
        .isEqualTo("Business Bank Account (090)");
    assertThat(program.post(path("/proposal"), "{}").body()).contains("\"proposed\":\"Say which");

    Practices.run(
        books.practice(),
        () -> books.bean(Setup.class).add(PracticeRoom.service("Gait analysis", "777")));
    String taking = "{\"proposed\":\"%s\"}";
    Page late =
        program.post(path("/proposal"), taking.formatted(proposal.path("proposed").asString()));
    assertThat(late.status()).as("a service more by now").isEqualTo(409);
    assertThat(late.body()).contains("Read the proposal again").doesNotContain("below");

    JsonNode now = JSON.readTree(program.get(path("/proposal")).body());
    JsonNode taken =
        JSON.readTree(
            program
                .post(path("/proposal"), taking.formatted(now.path("proposed").asString()))
                .body());
    assertThat(taken.path("places").asInt()).isEqualTo(now.path("items").size());
    JsonNode mapping = JSON.readTree(program.get(path("")).body());
    assertThat(
            mapping
                .path("mapped")
                .valueStream()
                .filter(it -> it.path("kind").asString().equals("default"))
                .findFirst()
                .orElseThrow()
                .path("account"))
        .isEqualTo(rest.path("account"));
    JsonNode nothing = JSON.readTree(program.get(path("/proposal")).body());
    assertThat(nothing.path("items")).isEmpty();
    assertThat(nothing.path("proposed").asString()).isEmpty();
  }

  @Test
  void whoMayNotSetUpReadsItAlone() {
    Program bookkeeper = program(Role.BOOKKEEPER);
    JsonNode proposal = JSON.readTree(bookkeeper.get(path("/proposal")).body());
    String taking = "{\"proposed\":\"" + proposal.path("proposed").asString() + "\"}";
    assertThat(bookkeeper.post(path("/proposal"), taking).status()).isEqualTo(403);
    assertThat(program(Role.PRACTITIONER).get(path("/proposal")).status()).isEqualTo(403);
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).disconnect(books.binding()));
    assertThat(program.get(path("/proposal")).status()).isEqualTo(409);
  }

  private static JsonNode item(JsonNode proposal, String kind) {
    return proposal
        .path("items")
        .valueStream()
        .filter(it -> it.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private Program program(Role role) {
    return TestPractice.of(house, books.practice()).program(role);
  }

  private String path(String rest) {
    return "/api/v1/ledger/connections/" + books.binding() + "/mapping" + rest;
  }
}
