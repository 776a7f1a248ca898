package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * Trouble about who a client is over there, from its cause through what is told to both sides being
 * the same again, each step as a person does it.
 */
@TandemTest
class LinkTroubleJourneyTest {

  private static final String LIST = "/ledger/refusals";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser owner;

  @BeforeEach
  void connected() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    books.control("/_simulator/switches/reset", "");
    clock.reset();
  }

  @Test
  void somebodyOfTheSameNameIsLinked() {
    String there = typedInXero("Rosa Stone");
    ClientId rosa = books.add("Rosa", "Stone");
    books.settle();
    held(rosa, "Looks like Rosa Stone in Xero", "Say who it is");
    decide(rosa, Map.of("choice", "link", "contact", there));
    inStep(rosa);
    assertThat(books.ledgerId("client", rosa.value())).isEqualTo(there);
    assertThat(books.contacts("Rosa Stone")).hasSize(1);
  }

  /** Two people at two desks, before the lane has linked either. */
  @Test
  void oneContactIsChosenForOneOnly() {
    String there = typedInXero("Rosa Stone");
    ClientId rosa = books.add("Rosa", "Stone");
    ClientId rose = books.add("Rose", "Stone");
    books.change(rose, ClientField.EMAIL, "rosa.stone@example.com");
    books.settle();
    choose(rosa, there);
    Browser.Page second = choose(rose, there);
    assertThat(second.response().headers().map() + second.body() + owner.get(LIST).body())
        .contains("was chosen for another record");
    books.settle();
    assertThat(books.ledgerId("client", rosa.value())).isEqualTo(there);
    decide(rose, Map.of("choice", "create"));
    inStep(rose);
    assertThat(books.ledgerId("client", rose.value())).isNotEqualTo(there);
  }

  @Test
  void whoIsLeftOutGoesWhenSomebodySaysWhoItIs() {
    typedInXero("Rosa Stone");
    ClientId rosa = books.add("Rosa", "Stone");
    books.settle();
    decide(rosa, Map.of("choice", "leave"));
    InvoiceId invoice = invoiceFor(rosa);
    books.settle();
    held(rosa, "Left out for now by a person", "Say who it is when it shall go");
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.WAITING);
    decide(rosa, Map.of("choice", "create"));
    inStep(rosa);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** What came about between the decision and the lane's turn. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Xero has no such contact any more. Choose another one.",
        "The contact is linked with another record of ours already.",
        "It is linked with another contact already."
      })
  void aLinkThatCouldNotBeMadeIsDecidedAnew(String trouble) {
    typedInXero("Rosa Stone");
    ClientId rosa = books.add("Rosa", "Stone");
    books.settle();
    hold(rosa, trouble);
    held(rosa, trouble, Catalogue.find(trouble, Kind.CLIENT).orElseThrow().help());
    decide(rosa, Map.of("choice", "create"));
    inStep(rosa);
  }

  @Test
  void whatBelongsToAnArchivedClientGoesAfterItIsRestored() {
    ClientId zoe = books.add("Zoe", "Zulu");
    InvoiceId invoice = invoiceFor(zoe);
    Practices.run(books.practice(), () -> books.bean(Clients.class).archive(zoe));
    books.settle();
    assertThat(owner.get(LIST).body())
        .contains(
            "Its client is archived here and was never in Xero", "Go to the client", "Restore the")
        .contains("href=\"/clients/" + zoe + "\"");
    owner.get("/clients/" + zoe);
    owner.submit("/clients/" + zoe + "/restore", Map.of());
    books.settle();
    inStep(zoe);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whoWasMergedIntoAnotherOfOursIsArchivedHereToo() {
    ClientId gone = books.add("Zed", "Zulu");
    ClientId other = books.add("Zoe", "Zulu");
    InvoiceId invoice = invoiceFor(gone);
    books.settle();
    String there = books.ledgerId("client", gone.value());
    books.control(
        books.organisation()
            + "/contacts/%s/merge?into=%s"
                .formatted(there, books.ledgerId("client", other.value())),
        "{}");
    readAgain();
    assertThat(books.standing("client", gone.value()).state()).isEqualTo(State.ON_HOLD);
    assertThat(owner.get(LIST).body())
        .contains("into Zoe Zulu", "archive it here, too", "href=\"/clients/" + gone + "\"");
    owner.get("/clients/" + gone);
    owner.submit("/clients/" + gone + "/archive", Map.of());
    books.settle();
    readAgain();
    assertThat(books.find(invoice).billTo()).as("as the bookkeeper said").isEqualTo(other);
    inStep(gone);
  }

  @Test
  void whoWasMergedWhileArchivedIsFollowed() {
    ClientId gone = books.add("Zed", "Zulu");
    books.settle();
    String there = books.ledgerId("client", gone.value());
    Practices.run(books.practice(), () -> books.bean(Clients.class).archive(gone));
    books.settle();
    String into = typedInXero("Zelda Zulu");
    books.control(books.organisation() + "/contacts/%s/merge?into=%s".formatted(there, into), "{}");
    Practices.run(books.practice(), () -> books.bean(Clients.class).restore(gone));
    books.settle();
    assertThat(owner.get(LIST).body())
        .contains("merged into another contact for good", "The next reading links it");
    assertThat(books.standing("client", gone.value()).state()).isEqualTo(State.NEEDS_YOU);
    readAgain();
    inStep(gone);
    assertThat(books.ledgerId("client", gone.value())).isEqualTo(into);
  }

  @Test
  void whoIsArchivedForGoodIsRestoredInXero() {
    books.control("/_simulator/switches?name=archived-contacts-return&on=false", "");
    ClientId zoe = books.add("Zoe", "Zulu");
    books.settle();
    String there = books.ledgerId("client", zoe.value());
    Practices.run(books.practice(), () -> books.bean(Clients.class).archive(zoe));
    books.settle();
    Practices.run(books.practice(), () -> books.bean(Clients.class).restore(zoe));
    books.settle();
    held(zoe, "Xero brings it back only there", "Restore the contact in Xero");
    assertThat(owner.get("/ledger/plan/clients/" + zoe).redirect())
        .as("who it is instead begins with the link that it has")
        .isEqualTo("/ledger/links/" + books.binding() + "/clients/" + zoe + "/undoing");
    books.control(books.organisation() + "/contacts/" + there + "/restore", "{}");
    owner.get(LIST);
    owner.submit("/ledger/refusals/client/" + zoe + "/retry", Map.of());
    inStep(zoe);
    assertThat(books.ledgerId("client", zoe.value())).isEqualTo(there);
  }

  private String typedInXero(String name) {
    JsonNode made =
        books.control(
            books.organisation() + "/contacts",
            "{\"Name\":\"%s\",\"EmailAddress\":\"%s@example.com\"}"
                .formatted(name, name.toLowerCase().replace(' ', '.')));
    readAgain();
    return made.path("ContactID").asString();
  }

  private void readAgain() {
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    books.settle();
  }

  private InvoiceId invoiceFor(ClientId client) {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .issue(
                    new InvoiceDetails(
                        client,
                        null,
                        null,
                        today,
                        today.plusDays(14),
                        "",
                        LineAmounts.INCLUSIVE,
                        List.of(books.find(books.draft()).lines().getFirst().details()))));
  }

  private void hold(ClientId client, String words) {
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(org.springframework.transaction.support.TransactionTemplate.class)
                .executeWithoutResult(
                    _ ->
                        books
                            .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                            .sql(
                                "update practice.pending_push set held = ?, held_at = now() where record = ?")
                            .param(words)
                            .param(client.value())
                            .update()));
  }

  /** Told in the list, with the button that leads to the question. */
  private void held(ClientId client, String... words) {
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(owner.get(LIST).body())
        .contains(
            Arrays.stream(words)
                .map(it -> HtmlUtils.htmlEscape(it, "UTF-8"))
                .toArray(String[]::new))
        .contains("href=\"/ledger/plan/clients/" + client + "\"");
  }

  /** By the button of the refusal, then of the page to which it leads. */
  private void decide(ClientId client, Map<String, String> answer) {
    String body = owner.get("/ledger/plan/clients/" + client).body();
    Matcher form = Pattern.compile("action=\"(/ledger/plan/[^\"]*/clients/[^\"]*)\"").matcher(body);
    assertThat(form.find()).as(text(body)).isTrue();
    owner.htmx(form.group(1), answer);
    books.settle();
  }

  private Browser.Page choose(ClientId client, String contact) {
    String way = "/ledger/plan/" + books.binding() + "/clients/" + client;
    owner.get(way);
    return owner.htmx(way, Map.of("choice", "link", "contact", contact));
  }

  private void inStep(ClientId client) {
    books.settle();
    assertThat(books.standing("client", client.value()).state())
        .as(String.valueOf(books.standing("client", client.value()).reason()))
        .isEqualTo(State.IN_STEP);
    assertThat(owner.get(LIST).body()).doesNotContain(client.toString());
  }

  private static String text(String body) {
    return body.substring(Math.max(0, body.indexOf("<main")))
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ");
  }
}
