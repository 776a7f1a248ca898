package dev.tandem.books.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Long after the plan somebody is added who looks like a contact that is there. */
@TandemTest
class LaterTwinTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Twins twins;
  @Autowired Clients clients;

  private BooksRoom books;
  private String stranger;

  @BeforeEach
  void somebodyIsThere() {
    books = BooksRoom.open(house);
    stranger = contact("Rosa Stone", "rosa@example.com");
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    books.forgetCalls();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whoeverLooksLikeSomebodyWaitsAndCostsNoCall() {
    ClientId rosa = add("Rosa", "Stone", "rosa@example.com");
    ClientId nobody = add("Nobody", "Else", "nobody@example.com");
    books.settle();
    var standing = books.standing("client", rosa.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason())
        .contains("Looks like Rosa Stone in Xero: same name and same e-mail");
    assertThat(books.contacts("Rosa Stone")).hasSize(1);
    assertThat(books.standing("client", nobody.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("GET", "/Contacts")).isZero();

    run(() -> twins.link(books.binding(), rosa, stranger, Wins.OURS));
    books.settle();
    assertThat(books.ledgerId("client", rosa.value())).isEqualTo(stranger);
    assertThat(books.standing("client", rosa.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("PUT", "/Contacts")).as("nobody else").isEqualTo(1);
  }

  @Test
  void somebodyElseIsCreatedUnderANameOfTheirOwn() {
    ClientId rosa = add("Rosa", "Stone", "");
    books.settle();
    assertThat(books.standing("client", rosa.value()).reason()).contains("same name");
    run(() -> twins.create(books.binding(), rosa));
    books.settle();
    assertThat(books.standing("client", rosa.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.ledgerId("client", rosa.value())).isNotEqualTo(stranger);
    assertThat(books.contacts("Rosa Stone")).hasSize(1);
    assertThat(books.contacts("Rosa Stone (2)")).hasSize(1);
  }

  @Test
  void aHeldClientsInvoiceWaitsWithItAndGoesAfterIt() {
    books.change(books.room().client(), ClientField.NOTES, "is there");
    ClientId rosa = add("R.", "Nobody", "ROSA@example.com");
    books.settle();
    assertThat(books.standing("client", rosa.value()).reason()).contains("same e-mail");
    InvoiceId invoice = books.invoice();
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state())
        .as("its neighbours go on")
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void twoOfOurOwnNamesakesAreNoTwins() {
    ClientId one = add("Same", "Name", "");
    books.settle();
    ClientId two = add("Same", "Name", "");
    books.settle();
    assertThat(books.standing("client", one.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("client", two.value()).state()).isEqualTo(State.IN_STEP);
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

  private void run(Runnable work) {
    Practices.run(books.practice(), work);
  }
}
