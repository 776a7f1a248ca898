package dev.tandem.books.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Ann Lee was linked with the wrong contact, and there are invoices under it already. */
@TandemTest
class WrongLinkTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Twins twins;
  @Autowired WrongLinks wrongLinks;
  @Autowired Billing billing;

  private BooksRoom books;
  private ClientId ann;
  private String wrong;

  @BeforeEach
  void linkWrongly() {
    books = BooksRoom.openSilent(house);
    ann = books.room().client();
    wrong = contact("Ann-Marie Lee", "am@example.com");
    books.settle();
    run(() -> twins.link(books.binding(), ann, wrong, Wins.OURS));
    run(
        () ->
            books
                .bean(dev.tandem.books.connection.Connections.class)
                .turnSendingOn(books.binding()));
    books.settle();
    assertThat(books.ledgerId("client", ann.value())).isEqualTo(wrong);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void itsInvoicesFollowToTheRightContact() {
    InvoiceId open = books.invoice();
    InvoiceId paid = books.invoice();
    books.pay(paid, "110.00");
    InvoiceId part = books.invoice();
    books.pay(part, "10.00");
    InvoiceId gone = books.invoice();
    books.settle();
    run(() -> billing.voidInvoice(gone));
    books.settle();
    assertThat(contactOf(open)).isEqualTo(wrong);
    String right = contact("Ann Lee", "ann@example.com");
    clock.advance(java.time.Duration.ofMinutes(20));
    books.settle();

    var meaning = books.in(() -> wrongLinks.about(books.binding(), ann, ""));
    assertThat(meaning.contact().name()).isEqualTo("Ann-Marie Lee");
    assertThat(meaning.made()).isFalse();
    assertThat(meaning.invoices()).hasSize(4);
    assertThat(meaning.moving()).isEqualTo(3);
    assertThat(meaning.twins()).extracting("ledgerId").contains(right);
    run(() -> wrongLinks.link(books.binding(), ann, right, Wins.OURS));
    books.settle();

    assertThat(books.ledgerId("client", ann.value())).isEqualTo(right);
    assertThat(contactOf(open)).isEqualTo(right);
    assertThat(contactOf(paid)).isEqualTo(right);
    assertThat(contactOf(part)).isEqualTo(right);
    assertThat(contactOf(gone)).as("void ones stay").isEqualTo(wrong);
    assertThat(books.standing("invoice", open.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("invoice", paid.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(name(wrong)).as("nothing there was renamed").isEqualTo("Ann-Marie Lee");
    assertThat(books.find(paid).due()).isZero();
  }

  @Test
  void aNewContactIsMadeWhereTheRightOneIsMissing() {
    InvoiceId open = books.invoice();
    books.settle();
    run(() -> wrongLinks.create(books.binding(), ann));
    books.settle();
    String made = books.ledgerId("client", ann.value());
    assertThat(made).isNotEqualTo(wrong);
    assertThat(name(made)).isEqualTo("Ann Lee");
    assertThat(contactOf(open)).isEqualTo(made);
    assertThatThrownBy(() -> run(() -> wrongLinks.create(books.binding(), ann)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("made this contact");
  }

  @Test
  void undoneAndLeftOutNothingGoesUntilSomebodySaysWho() {
    InvoiceId open = books.invoice();
    books.settle();
    run(() -> wrongLinks.leave(books.binding(), ann));
    books.change(ann, ClientField.EMAIL, "new@example.com");
    books.settle();
    assertThat(books.ledgerId("client", ann.value())).isNull();
    assertThat(contactOf(open)).isEqualTo(wrong);
    assertThat(books.standing("client", ann.value()).reason()).contains("Left out");
    run(() -> twins.create(books.binding(), ann));
    books.settle();
    assertThat(contactOf(open)).isEqualTo(books.ledgerId("client", ann.value()));
  }

  private String contactOf(InvoiceId invoice) {
    String number = books.find(invoice).number();
    return books
        .records("invoices", it -> it.path("InvoiceNumber").asString().equals(number))
        .getFirst()
        .path("Contact")
        .path("ContactID")
        .asString();
  }

  private String name(String contact) {
    return books
        .records("contacts", it -> it.path("ContactID").asString().equals(contact))
        .getFirst()
        .path("Name")
        .asString();
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
