package dev.tandem.books.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** An organisation that knows some of our clients already is connected. */
@TandemTest
class PlanJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Plans plans;
  @Autowired Choices choices;

  private BooksRoom books;

  @BeforeEach
  void connect() {
    books = BooksRoom.openUndecided(house);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void nothingLeavesBeforeSomebodyHasDecided() {
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(dev.tandem.books.connection.Connections.class)
                .turnSendingOn(books.binding()));
    books.settle();
    assertThat(books.calls("PUT", "/Contacts")).isZero();
    var standing = books.standing("client", books.room().client().value());
    assertThat(standing.state()).isEqualTo(State.PAUSED);
    assertThat(standing.reason()).contains("look at the plan");
    assertThat(plan().stage()).isEqualTo(Plan.Stage.READY);
    start(Wins.OURS);
    books.settle();
    assertThat(books.contacts("Ann Lee")).hasSize(1);
  }

  @Test
  void everybodyIsFoundWhoIsThereAlready() {
    String sure = contact("Ruby Stone", "ruby@example.com", "0491 570 156");
    String archived = contact("Ivo Past", "ivo@example.com", "");
    books.control(books.organisation() + "/contacts/" + archived + "/archive", "{}");
    contact("Grey, Dr Zed", "", "");
    contact("Family Fox", "fox@example.com", "");
    ClientId ruby = client("Ruby", "Stone", "RUBY@example.com", "");
    ClientId ivo = client("Ivo", "Past", "ivo@example.com", "");
    ClientId zed = client("Zed", "Grey", "", "");
    ClientId fay = client("Fay", "Fox", "fox@example.com", "");
    ClientId newcomer = client("Nora", "New", "nora@example.com", "");
    books.forgetCalls();
    books.settle();

    assertThat(plan().stage()).isEqualTo(Plan.Stage.READY);
    assertThat(line(ruby).standing()).isEqualTo(Standing.SURE);
    assertThat(line(ruby).contact()).isEqualTo(sure);
    assertThat(line(ivo).standing()).isEqualTo(Standing.SURE);
    assertThat(line(zed).standing()).isEqualTo(Standing.LIKELY);
    assertThat(line(fay).standing()).isEqualTo(Standing.LIKELY);
    assertThat(line(newcomer).standing()).isEqualTo(Standing.NONE);

    assertThatThrownBy(
            () -> run(() -> plans.chooseAll(books.binding(), Standing.NONE, Choice.LINK)))
        .isInstanceOf(InvalidInput.class);
    run(() -> plans.chooseAll(books.binding(), Standing.LIKELY, Choice.LINK));
    run(() -> choices.choose(BooksRoom.TENANT, List.of(fay.value()), Choice.CREATE));
    start(Wins.OURS);
    books.settle();

    assertThat(plan().stage()).isEqualTo(Plan.Stage.DECIDED);
    assertThat(books.ledgerId("client", ruby.value())).isEqualTo(sure);
    assertThat(books.ledgerId("client", ivo.value())).isEqualTo(archived);
    assertThat(contact(archived).path("ContactStatus").asString()).isEqualTo("ACTIVE");
    assertThat(books.contacts("Grey, Dr Zed")).as("nobody there is renamed").hasSize(1);
    assertThat(books.contacts("Zed Grey")).isEmpty();
    assertThat(books.contacts("Fay Fox")).hasSize(1);
    assertThat(books.contacts("Nora New")).hasSize(1);
    assertThat(books.contacts("Ruby Stone")).hasSize(1);
    assertThat(phone(sure)).as("what only Xero knew is ours, too").isEqualTo("0491570156");
    books.forgetCalls();
    books.settle();
    assertThat(books.calls("POST", "/Contacts") + books.calls("PUT", "/Contacts")).isZero();
  }

  @Test
  void whatWasDecidedForOneIsNotChangedByTheWordForAll() {
    String contact = contact("Ruby Stone", "ruby@example.com", "");
    ClientId ruby = client("Ruby", "Stone", "ruby@elsewhere.example", "");
    books.settle();
    run(() -> choices.link(BooksRoom.TENANT, ruby.value(), contact, Wins.THEIRS));
    start(Wins.OURS);
    books.settle();
    assertThat(contact(contact).path("EmailAddress").asString()).isEqualTo("ruby@example.com");
    assertThat(details(ruby).email()).isEqualTo("ruby@example.com");
  }

  private ClientDetails details(ClientId client) {
    return books.in(() -> books.bean(Clients.class).find(client).details());
  }

  private String phone(String contact) {
    return books
        .in(
            () ->
                books
                    .bean(Clients.class)
                    .search(dev.tandem.practice.clients.ClientSearch.forText("Ruby Stone"))
                    .clients()
                    .getFirst()
                    .details()
                    .phone())
        .replace(" ", "");
  }

  private Plan plan() {
    return books.in(() -> plans.of(books.binding()));
  }

  private PlanRepository.Line line(ClientId client) {
    return books
        .in(() -> house.getBean(PlanRepository.class).line(BooksRoom.TENANT, client.value()))
        .orElseThrow();
  }

  private void start(Wins wins) {
    run(() -> plans.start(books.binding(), wins));
  }

  private void run(Runnable work) {
    Practices.run(books.practice(), work);
  }

  private ClientId client(String given, String family, String email, String phone) {
    return books.in(
        () ->
            books
                .bean(Clients.class)
                .add(
                    ClientDetails.person(given, family)
                        .with(Map.of(ClientField.EMAIL, email, ClientField.PHONE, phone))));
  }

  /** Somebody adds a contact in Xero. */
  private String contact(String name, String email, String phone) {
    JsonNode made =
        books.control(
            books.organisation() + "/contacts",
            """
            {"Name": "%s", "EmailAddress": "%s",
             "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "%s"}]}"""
                .formatted(name, email, phone));
    return made.has("ContactID") ? made.path("ContactID").asString() : made.path("id").asString();
  }

  private JsonNode contact(String id) {
    return StreamSupport.stream(
            books
                .records("contacts", it -> it.path("ContactID").asString().equals(id))
                .spliterator(),
            false)
        .findFirst()
        .orElseThrow();
  }
}
