package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.plan.Plan;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
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

/** The plan as people and programs see it, over real HTTP, from the first reading to the start. */
@TandemTest
class PlanPagesTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Plans plans;
  @Autowired Clients clients;

  private BooksRoom books;
  private TestPractice people;
  private Browser owner;

  @BeforeEach
  void connect() {
    books = BooksRoom.openUndecided(house);
    people = TestPractice.of(house, books.practice());
    owner = people.browser(Role.OWNER);
    owner.get("/account");
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void fromTheFirstReadingToTheStart() {
    String rosa = contact("Rosa Stone", "rosa@example.com");
    contact("Lee, Anders", "");
    ClientId sure = add("Rosa", "Stone", "rosa@example.com");
    ClientId likely = add("Anders", "Lee", "");
    books.invoice();
    assertThat(owner.get("/ledger/plan").body())
        .contains("Reading the contacts of", "Nothing is written meanwhile");
    assertThat(owner.get("/ledger").body()).contains("Plan</span>");

    owner.get("/ledger");
    String sending = "/ledger/connection/" + books.binding() + "/sending";
    assertThat(owner.submit(sending, Map.of()).redirect()).startsWith("/ledger/plan");
    books.settle();
    String page = owner.get("/ledger/plan").body();
    assertThat(page)
        .contains("If you start it as it stands", "Rosa Stone", "same name and same e-mail")
        .contains("Waits for you", "similar name", "200 Sales", "100.00", "10.00");
    assertThat(owner.get("/ledger/queue").body()).contains("is linked, not created");
    assertThat(owner.get("/ledger/plan?show=likely").body())
        .contains("Anders Lee", "Link all 1")
        .doesNotContain(">Rosa Stone<");
    assertThat(owner.get("/ledger/plan?text=ros").body())
        .contains("Rosa Stone")
        .doesNotContain(">Anders Lee<");

    String who = "/ledger/plan/" + books.binding() + "/clients/" + likely;
    assertThat(owner.get(who).body())
        .contains("Who is Anders Lee in Xero?", "Lee, Anders", "similar name", "It is this one");
    assertThat(owner.get(who + "?search=rosa@").body()).contains("Rosa Stone");
    assertThat(owner.submit(who, Map.of("choice", "create")).redirect()).startsWith("/ledger/plan");
    assertThat(owner.get("/ledger/plan").body()).contains("decided by");

    owner.get("/ledger/plan");
    owner.submit("/ledger/plan/" + books.binding() + "/start", Map.of("wins", "ours"));
    assertThat(owner.get("/ledger/plan").body()).contains("Making the links", "one to go");
    assertThat(owner.get("/ledger").body())
        .contains("Making links", "See how far it is")
        .doesNotContain("Nothing is sent", "Needs you");
    assertThat(owner.get("/ledger/pulse").body())
        .contains("Making links")
        .doesNotContain("Needs you");
    books.settle();
    assertThat(owner.get("/ledger/plan").body()).contains("The plan is decided", "By ");
    assertThat(owner.get("/ledger/queue").body()).doesNotContain("is linked, not created");
    assertThat(books.ledgerId("client", sure.value())).isEqualTo(rosa);
    assertThat(books.contacts("Anders Lee")).hasSize(1);
    assertThat(owner.get("/ledger/story/client/" + sure).body())
        .contains("Linked with a contact that was in Xero already", "This is the wrong contact");
    assertThat(
            owner.get("/ledger/links/" + books.binding() + "/clients/" + sure + "/undoing").body())
        .contains("is linked with the wrong contact", "No invoice of ours stands under it");
  }

  @Test
  void aWrongLinkIsUndoneAndTakesXerosWordUnlessToldOtherwise() {
    contact("Lee, Anders", "anders@example.com");
    books.settle();
    owner.get("/ledger/plan");
    owner.submit("/ledger/connection/" + books.binding() + "/sending", Map.of("on", "true"));
    owner.get("/ledger/plan");
    owner.submit("/ledger/plan/" + books.binding() + "/start", Map.of());
    ClientId ann = books.room().client();
    books.invoice();
    books.settle();
    String undoing = "/ledger/links/" + books.binding() + "/clients/" + ann + "/undoing";
    assertThat(owner.get(undoing + "?search=lee").body())
        .contains("Lee, Anders", "<option value=\"theirs\" selected=\"selected\">");
    String contact = owner.hiddenFields(undoing).get("contact");
    owner.submit(undoing, Map.of("choice", "link", "wins", "theirs"));
    books.settle();
    assertThat(owner.get("/ledger/story/client/" + ann).body())
        .contains("The link is undone. One invoice follows.");
    assertThat(books.ledgerId("client", ann.value())).isEqualTo(contact);
    assertThat(books.in(() -> clients.find(ann).details().email())).isEqualTo("anders@example.com");

    owner.get(undoing);
    owner.submit(undoing, Map.of("choice", "leave"));
    assertThat(owner.get("/ledger/story/client/" + ann).body())
        .contains("The link is undone. One invoice waits until you say who it is.");
  }

  @Test
  void anEmptyOrganisationTakesOneClick() {
    books.settle();
    Plan plan = books.in(() -> plans.of(books.binding()));
    assertThat(plan.stage()).isEqualTo(Plan.Stage.READY);
    assertThat(plan.likely().all()).isZero();
    assertThat(owner.get("/ledger/plan?page=50000000").status()).isEqualTo(200);
    owner.get("/ledger/plan");
    owner.submit("/ledger/plan/" + books.binding() + "/start", Map.of());
    assertThat(owner.get("/ledger/plan").body()).contains("The plan is decided");
    books.settle();
    assertThat(books.contacts("Ann Lee")).hasSize(1);
  }

  @Test
  void whoseContactWentToAnotherWaitsAndIsNotMadeAnew() {
    String rosa = contact("Rosa Stone", "rosa@example.com");
    add("Rosa", "Stone", "rosa@example.com");
    ClientId married = add("Rose", "Quarry", "");
    books.settle();
    String who = "/ledger/plan/" + books.binding() + "/clients/" + married;
    owner.get(who + "?search=rosa");
    owner.submit(who, Map.of("choice", "link", "contact", rosa));
    String page = owner.get("/ledger/plan?show=sure").body();
    assertThat(page).contains("Rosa Stone", "fits another record, too", "Waits for you");
    assertThat(books.in(() -> plans.of(books.binding()))).returns(1, Plan::toWait);
    owner.submit("/ledger/plan/" + books.binding() + "/start", Map.of());
    books.settle();
    assertThat(books.ledgerId("client", married.value())).isEqualTo(rosa);
    assertThat(books.contacts("Rosa Stone")).as("nobody was asked, nobody is made").hasSize(1);
    assertThat(owner.get("/ledger/refusals").body()).contains("Rosa Stone", "Say who it is");
  }

  @Test
  void whoIsLeftOutOfLinkingAllIsSaid() {
    contact("Lee, Anders", "");
    contact("Stone, Rosa", "");
    add("Anders", "Lee", "one@example.com");
    add("Anders", "Lee", "two@example.com");
    add("Rosa", "Stone", "");
    books.settle();
    owner.get("/ledger/plan?show=likely");
    String decisions = "/ledger/plan/" + books.binding() + "/decisions";
    assertThat(owner.get(owner.submit(decisions, Map.of("choice", "link")).redirect()).body())
        .contains("Decided for one.", "2 were left out: their contact fits another record, too.");
  }

  @Test
  void aProgramTakesBackComparesAgainAndSearches() {
    String rosa = contact("Rosa Stone", "rosa@example.com");
    ClientId client = add("Rosa", "Stone", "");
    books.settle();
    String key = people.apiKey(Role.BOOKKEEPER);
    String plan = "/api/v1/ledger/connections/" + books.binding() + "/plan";
    String decisions = plan + "/decisions";
    JsonNode decided =
        JSON.readTree(
            send(key, "POST", decisions, "{\"standing\":\"LIKELY\",\"choice\":\"LINK\"}"));
    assertThat(decided.path("decided").asInt()).isEqualTo(1);
    assertThat(decided.path("leftOut").asInt()).isZero();
    JsonNode who = JSON.readTree(send(key, "GET", plan + "/clients/" + client, null));
    assertThat(who.path("choice").asString()).isEqualTo("LINK");
    assertThat(who.at("/likely/0/ledgerId").asString()).isEqualTo(rosa);
    assertThat(
            JSON.readTree(send(key, "DELETE", decisions + "?standing=LIKELY", null))
                .at("/likely/open")
                .asInt())
        .isEqualTo(1);
    assertThat(
            JSON.readTree(send(key, "GET", plan + "/clients/" + client + "?search=rosa@", null))
                .at("/found/0/ledgerId")
                .asString())
        .isEqualTo(rosa);
    assertThat(
            JSON.readTree(send(key, "POST", plan + "/comparison", "{}")).path("stage").asString())
        .isEqualTo("COMPARING");
    books.settle();
    assertThat(JSON.readTree(send(key, "GET", plan, null)).path("stage").asString())
        .isEqualTo("READY");
  }

  @Test
  void aWrongLinkShowsFiftyInvoicesAtOnce() {
    owner.get("/ledger/plan");
    books.settle();
    owner.get("/ledger/plan");
    owner.submit("/ledger/plan/" + books.binding() + "/start", Map.of());
    for (int i = 0; i < 51; i++) {
      books.invoice();
    }
    books.settle();
    String undoing =
        "/ledger/links/" + books.binding() + "/clients/" + books.room().client() + "/undoing";
    String first = owner.get(undoing).body();
    assertThat(first).contains("<strong>51</strong>", "Page 1", "INV-0051");
    assertThat(first.split(">Moves<", -1)).hasSize(51);
    assertThat(owner.get(undoing + "?page=2").body().split(">Moves<", -1)).hasSize(2);
    assertThat(owner.get(undoing + "?page=2147483647").status()).isEqualTo(200);
  }

  @Test
  void onlyWhoMayConnectStartsIt() {
    books.settle();
    Browser bookkeeper = people.browser(Role.BOOKKEEPER);
    assertThat(bookkeeper.get("/ledger/plan").body())
        .contains("An owner or administrator of the practice starts it", "Decide")
        .doesNotContain("/start\"");
    assertThat(
            bookkeeper
                .htmx("/ledger/plan/" + books.binding() + "/start", Map.of("wins", "ours"))
                .status())
        .isEqualTo(403);
    assertThat(books.in(() -> plans.decided(books.binding()))).isFalse();
  }

  @Test
  void aProgramDecidesAsAPersonDoes() {
    contact("Rosa Stone", "rosa@example.com");
    ClientId rosa = add("Rosa", "Stone", "");
    books.settle();
    String key = people.apiKey(Role.OWNER);
    String plan = "/api/v1/ledger/connections/" + books.binding() + "/plan";
    String connection = "/api/v1/ledger/connections/" + books.binding();
    assertThat(
            JSON.readTree(send(key, "PUT", connection + "/sending", "{\"on\":true}"))
                .path("plan")
                .asString())
        .isEqualTo(plan);
    JsonNode state = JSON.readTree(send(key, "GET", plan, null));
    assertThat(state.path("stage").asString()).isEqualTo("READY");
    assertThat(state.at("/likely/all").asInt()).isEqualTo(1);
    assertThat(state.at("/effect/waiting").asInt()).isEqualTo(1);
    JsonNode line =
        JSON.readTree(send(key, "GET", plan + "/clients?standing=LIKELY", null)).at("/items/0");
    assertThat(line.path("name").asString()).isEqualTo("Rosa Stone");
    assertThat(line.at("/contact/evidence/0").asString()).isEqualTo("NAME");
    String contact = line.at("/contact/ledgerId").asString();
    send(
        key,
        "PUT",
        plan + "/clients/" + rosa,
        "{\"choice\":\"LINK\",\"contact\":\"" + contact + "\"}");
    assertThat(JSON.readTree(send(key, "POST", plan + "/start", "{}")).path("stage").asString())
        .isEqualTo("LINKING");
    books.settle();
    assertThat(JSON.readTree(send(key, "GET", plan, null)).path("stage").asString())
        .isEqualTo("DECIDED");
    assertThat(books.ledgerId("client", rosa.value())).isEqualTo(contact);
    assertThat(books.contacts("Rosa Stone")).hasSize(1);
  }

  private String send(String key, String method, String path, String body) {
    Browser program = people.browser();
    return program
        .send(
            program
                .request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                    method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)))
        .body();
  }

  private ClientId add(String given, String family, String email) {
    return books.in(
        () ->
            clients.add(
                ClientDetails.person(given, family).with(Map.of(ClientField.EMAIL, email))));
  }

  private String contact(String name, String email) {
    JsonNode made =
        books.control(
            books.organisation() + "/contacts",
            "{\"Name\": \"%s\", \"EmailAddress\": \"%s\"}".formatted(name, email));
    return made.has("ContactID") ? made.path("ContactID").asString() : made.path("id").asString();
  }
}
