package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.setup.Setup;
import dev.tandem.staff.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tab on which somebody says where everything belongs in Xero. */
@TandemTest
class MappingPagesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PAGE = "/ledger/mapping";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Reference reference;
  @Autowired Setup setup;

  private BooksRoom books;
  private TestPractice practice;
  private Browser owner;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    practice = TestPractice.of(house, books.practice());
    owner = practice.browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aProposalIsShownAndTakenWithOneButton() {
    assertThat(owner.get(PAGE).body())
        .contains("Proposed from what this organisation has", "Take the whole proposal")
        .contains("Everything else", "Sales (200), GST on Income", "Business Bank Account (090)");
    owner.submit(PAGE + "/proposal", Map.of());
    assertThat(owner.get(PAGE).body())
        .contains("Taken: ")
        .doesNotContain("Take the whole proposal");
  }

  @Test
  void aLocationIsGivenAnOptionAndTheWordsSayFromWhenOn() {
    owner.get(PAGE);
    owner.submit(
        PAGE + "/location/" + books.room().location(), Map.of("tracking", option("North")));
    assertThat(owner.get(PAGE).body())
        .contains("Saved. Invoices made from now on follow it.")
        .containsPattern("<option value=\"" + option("North") + "\"[^>]*selected");
    owner.submit(PAGE + "/payment/CARD", Map.of("account", account("855")));
    assertThat(owner.get(PAGE).body())
        .contains("Saved. Payments that go to Xero from now on follow it.");
  }

  @Test
  void whatCannotBeIsSaidAtTheRowAndStaysAsItWas() {
    owner.get(PAGE);
    Page refused =
        owner.submit(
            PAGE + "/service/" + books.room().service(),
            Map.of("account", account("090"), "tax", "OUTPUT"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Xero has no such account in use for this");
    assertThat(books.in(() -> setup.service(books.room().service())).accountCode())
        .isEqualTo("200");
  }

  @Test
  void whatWasArchivedNeedsSomebodyAndIsReplacedFromTheList() {
    books.control(
        books.organisation() + "/write?method=POST&path=Accounts%2F" + account("200"),
        "{\"Status\":\"ARCHIVED\"}");
    owner.get(PAGE);
    owner.submit(PAGE + "/reading", Map.of());
    assertThat(owner.get(PAGE).body()).contains("Xero is being read again");
    books.settle();
    assertThat(owner.get(PAGE).body())
        .contains("Needs you", "The account Sales (200) was archived", "Invoices will be refused")
        .contains("Mapping</span><span class=\"t-nav-count\">1<");
    assertThat(owner.get("/ledger/pulse").body()).contains("Needs you: 1");

    owner.get(PAGE);
    owner.submit(PAGE + "/replacement", Map.of("to", account("260")));
    assertThat(owner.get(PAGE).body())
        .contains("Replaced in one place.")
        .doesNotContain("Sales (200) was archived");
    assertThat(books.in(() -> setup.service(books.room().service())).accountCode())
        .isEqualTo("260");
    assertThat(owner.get("/ledger/pulse").body()).contains("In step");
  }

  @Test
  void whoMayNotSetUpSeesItWithoutButtons() {
    Browser bookkeeper = practice.browser(Role.BOOKKEEPER);
    boolean may = bookkeeper.get(PAGE).body().contains("Take the whole proposal");
    assertThat(may).isEqualTo(Role.BOOKKEEPER.may(dev.tandem.staff.Permission.SETUP_EDIT));
    Browser practitioner = practice.browser(Role.PRACTITIONER);
    assertThat(practitioner.get(PAGE).status()).isEqualTo(403);
  }

  @Test
  void withoutAnOrganisationThePageTeaches() {
    Browser other = TestPractice.open(house).browser(Role.OWNER);
    assertThat(other.get(PAGE).body()).contains("Nothing to map to yet", "Connect an organisation");
  }

  @Test
  void programsReadAndWriteTheSame() {
    String path = "/api/v1/ledger/connections/" + books.binding() + "/mapping";
    Program program = practice.program(Role.OWNER);
    JsonNode read = JSON.readTree(program.get(path).body());
    assertThat(read.path("lines")).anyMatch(it -> it.path("code").asString().equals("200"));
    assertThat(read.path("tracking")).anyMatch(it -> it.path("name").asString().equals("Region"));
    assertThat(read.path("mapped"))
        .anyMatch(
            it ->
                it.path("kind").asString().equals("service")
                    && it.path("account").asString().equals(account("200")));

    JsonNode saved =
        JSON.readTree(
            put(
                    program,
                    path + "/location/" + books.room().location(),
                    "{\"tracking\":[\"" + option("South") + "\"]}")
                .body());
    assertThat(saved.path("mapped"))
        .filteredOn(it -> it.path("kind").asString().equals("location"))
        .singleElement()
        .matches(it -> it.path("tracking").path(0).asString().equals(option("South")));
    assertThat(
            put(program, path + "/payment/CASH", "{\"account\":\"" + account("200") + "\"}")
                .status())
        .isEqualTo(422);
    assertThat(program.post(path + "/reading", "").status()).isEqualTo(202);
  }

  private static Page put(Program program, String path, String json) {
    return program.send(
        "PUT", path, BodyPublishers.ofString(json), Map.of("Content-Type", "application/json"));
  }

  private String account(String code) {
    return books.in(() -> reference.accounts(BooksRoom.TENANT)).stream()
        .filter(it -> code.equals(it.code()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private String option(String name) {
    return books.in(() -> reference.tracking(BooksRoom.TENANT)).stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** A program may map what the page has no field for. */
  @Test
  void savingARowKeepsWhatIsNotOnTheForm() {
    books.control(
        books.organisation() + "/write?method=PUT&path=Items",
        "{\"Code\":\"CONS\",\"Name\":\"Consult\"}");
    books.in(
        () -> {
          books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT);
          return true;
        });
    books.settle();
    var mappings = books.bean(Mappings.class);
    Subject location = Subject.of(books.room().location());
    String item =
        books.in(() -> reference.items(BooksRoom.TENANT)).stream()
            .filter(it -> it.code().equals("CONS"))
            .findFirst()
            .orElseThrow()
            .id();
    var organisation = books.in(() -> mappings.organisations().getFirst());
    books.in(
        () -> {
          mappings.map(organisation, location, new Target(null, item, null, java.util.List.of()));
          return true;
        });
    owner.get(PAGE);
    owner.submit(
        PAGE + "/location/" + books.room().location(), Map.of("account", "", "tax", "OUTPUT"));
    assertThat(books.in(() -> mappings.of(organisation)).locations())
        .extracting(it -> it.target().item() + " " + it.target().tax())
        .containsExactly(item + " OUTPUT");
  }
}
