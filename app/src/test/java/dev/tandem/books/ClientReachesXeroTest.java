package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Clients on their way to the ledger and back, over real HTTP. */
@TandemTest
class ClientReachesXeroTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aNewClientBecomesAContact() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id =
        books.in(
            () ->
                books
                    .bean(Clients.class)
                    .add(
                        ClientDetails.person("Zoë", "O'Brien")
                            .with(
                                Map.of(
                                    ClientField.EMAIL, "zoe@example.com",
                                    ClientField.PHONE, "0491 570 156",
                                    ClientField.ADDRESS_LINE1, "1 Quay Street",
                                    ClientField.CITY, "Sydney"))));
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.WAITING);
    books.settle();
    var contact = books.contacts("Zoë O'Brien").getFirst();
    assertThat(contact.path("ContactNumber").asString()).isEqualTo(id.toString());
    assertThat(contact.path("EmailAddress").asString()).isEqualTo("zoe@example.com");
    assertThat(contact.toString()).contains("+61491570156", "1 Quay Street");
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.log())
        .anySatisfy(
            call -> {
              assertThat(call.operation()).isEqualTo("create clients");
              assertThat(call.outcome()).isEqualTo("ok");
              assertThat(call.correlation()).isNotBlank();
            });
  }

  @Test
  void aChangeUpdatesTheSameContactAndOnlyThatField() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.room().client();
    books.change(id, ClientField.EMAIL, "ann@example.com");
    books.settle();
    assertThat(books.contacts("Ann Lee"))
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("EmailAddress").asString()).isEqualTo("ann@example.com"));
    assertThat(books.calls("POST", "/Contacts")).isEqualTo(1);
    books.forgetCalls();
    books.settle();
    assertThat(books.calls("POST", "/Contacts") + books.calls("PUT", "/Contacts")).isZero();
  }

  @Test
  void anEditInXeroComesBack() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.room().client();
    String contact = books.contacts("Ann Lee").getFirst().path("ContactID").asString();
    books.control(
        books.organisation() + "/contacts/" + contact, "{\"EmailAddress\":\"new@example.com\"}");
    clock.advance(java.time.Duration.ofMinutes(6));
    books.settle();
    assertThat(books.in(() -> books.bean(Clients.class).find(id)).details().email())
        .isEqualTo("new@example.com");
    assertThat(books.calls("POST", "/Contacts")).isZero();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void twoClientsOfOneNameBecomeTwoContacts() {
    BooksRoom books = BooksRoom.open(house);
    books.add("Ann", "Lee");
    books.settle();
    assertThat(books.contacts("Ann Lee")).hasSize(1);
    assertThat(books.contacts("Ann Lee (2)")).hasSize(1);
  }

  @Test
  void aStrangersContactKeepsItsName() {
    BooksRoom books = BooksRoom.open(house);
    books.control(books.organisation() + "/contacts", "{\"Name\":\"Bo Stone\"}");
    ClientId id = books.add("Bo", "Stone");
    books.settle();
    assertThat(books.contacts("Bo Stone"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("ContactNumber").asString()).isEmpty());
    assertThat(books.contacts("Bo Stone (2)"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("ContactNumber").asString()).isEqualTo(id.toString()));
  }

  @Test
  void nothingLeavesWhileSendingIsOff() {
    BooksRoom books = BooksRoom.openSilent(house);
    books.settle();
    ClientId id = books.room().client();
    assertThat(books.contacts("Ann Lee")).isEmpty();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.PAUSED);
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    books.settle();
    assertThat(books.contacts("Ann Lee")).hasSize(1);
  }
}
