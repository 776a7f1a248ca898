package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.outbox.Unarchiving;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Names that clash for a while, and contacts that people merge or archive in Xero. */
@TandemTest
class ContactUpkeepJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theNumberBehindANameGoesWhenTheClashEnds() {
    BooksRoom books = BooksRoom.open(house);
    String stranger = inXero(books, "Zed Zulu");
    ClientId ours = books.add("Zed", "Zulu");
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Choices.class)
                .choose(BooksRoom.TENANT, List.of(ours.value()), Choices.Choice.CREATE));
    books.settle();
    assertThat(name(books, ours)).isEqualTo("Zed Zulu (2)");

    books.change(ours, ClientField.EMAIL, "zed@example.com");
    books.settle();
    assertThat(name(books, ours)).as("the clash lasts").isEqualTo("Zed Zulu (2)");
    assertThat(contact(books, ours).path("EmailAddress").asString()).isEqualTo("zed@example.com");

    books.control(books.organisation() + "/contacts/" + stranger + "/archive", "{}");
    sweep(books);
    assertThat(name(books, ours)).isEqualTo("Zed Zulu");
    assertThat(books.standing("client", ours.value()).state()).isEqualTo(State.IN_STEP);
    books.forgetCalls();
    sweep(books);
    assertThat(books.calls("POST", "Contacts")).isZero();
  }

  @Test
  void aClientWhoComesBackTakesAnotherNumberIfItsOwnIsTakenMeanwhile() {
    BooksRoom books = BooksRoom.open(house);
    books.add("Zed", "Zulu");
    books.settle();
    ClientId second = books.add("Zed", "Zulu");
    books.settle();
    Clients clients = books.bean(Clients.class);
    Practices.run(books.practice(), () -> clients.archive(second));
    books.settle();
    ClientId third = books.add("Zed", "Zulu");
    books.settle();
    assertThat(name(books, third)).isEqualTo("Zed Zulu (2)");
    Practices.run(books.practice(), () -> clients.restore(second));
    books.settle();
    assertThat(name(books, second)).isEqualTo("Zed Zulu (3)");
    assertThat(books.standing("client", second.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void aClientWhoComesBackKeepsItsNumberWhileThatIsFree() {
    BooksRoom books = BooksRoom.open(house);
    books.add("Zed", "Zulu");
    books.settle();
    ClientId second = books.add("Zed", "Zulu");
    books.settle();
    ClientId third = books.add("Zed", "Zulu");
    books.settle();
    assertThat(name(books, third)).isEqualTo("Zed Zulu (3)");
    Clients clients = books.bean(Clients.class);
    Practices.run(
        books.practice(),
        () -> {
          clients.archive(second);
          clients.archive(third);
        });
    books.settle();
    Practices.run(books.practice(), () -> clients.restore(third));
    books.settle();
    assertThat(name(books, third)).isEqualTo("Zed Zulu (3)");
    assertThat(books.standing("client", third.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void theSecondOfOursGetsThePlainNameWhenTheFirstIsRenamedInXero() {
    BooksRoom books = BooksRoom.open(house);
    ClientId first = books.add("Zed", "Zulu");
    books.settle();
    ClientId second = books.add("Zed", "Zulu");
    books.settle();
    assertThat(name(books, second)).isEqualTo("Zed Zulu (2)");
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", first.value()),
        "{\"Name\":\"Zed Zulu senior\",\"LastName\":\"Zulu senior\"}");
    sweep(books);
    assertThat(name(books, second)).isEqualTo("Zed Zulu");
    assertThat(name(books, first)).isEqualTo("Zed Zulu senior");
  }

  /** Somebody in Xero gave our contact another name: that is theirs, and no number of ours. */
  @Test
  void aNumberedContactThatWasRenamedInXeroIsLeftAlone() {
    BooksRoom books = BooksRoom.open(house);
    ClientId first = books.add("Zed", "Zulu");
    books.settle();
    ClientId second = books.add("Zed", "Zulu");
    books.settle();
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", second.value()),
        "{\"Name\":\"Zed Zulu (North Shore)\"}");
    sweep(books);
    books.forgetCalls();
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", first.value()) + "/archive",
        "{}");
    sweep(books);
    assertThat(name(books, second)).isEqualTo("Zed Zulu (North Shore)");
    assertThat(books.calls("POST", "Contacts")).isZero();
  }

  @Test
  void aClientGoesOnWithTheContactThatItsOwnWasMergedInto() {
    BooksRoom books = BooksRoom.open(house);
    ClientId client = books.room().client();
    InvoiceId before = books.invoice();
    books.settle();
    String survivor = inXero(books, "Lee Household");
    merge(books, books.ledgerId("client", client.value()), survivor);
    sweep(books);
    assertThat(books.ledgerId("client", client.value())).isEqualTo(survivor);
    assertThat(books.in(() -> books.bean(Clients.class).find(client)).archived()).isFalse();
    assertThat(name(books, client)).as("what exists is not renamed").isEqualTo("Lee Household");
    InvoiceId after = books.invoice();
    books.settle();
    sweep(books);
    for (InvoiceId it : List.of(before, after)) {
      assertThat(books.standing("invoice", it.value()).state()).isEqualTo(State.IN_STEP);
    }
    assertThat(books.records("invoices", _ -> true))
        .hasSize(2)
        .allSatisfy(
            it -> assertThat(it.path("Contact").path("ContactID").asString()).isEqualTo(survivor));
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
    books.forgetCalls();
    sweep(books);
    assertThat(books.calls("POST", "")).isZero();
  }

  /** Nobody has seen either of the two beside the other so far. */
  @Test
  void whatWasChangedHereBeforeAMergeIsAPersonsToDecide() {
    BooksRoom books = BooksRoom.open(house);
    ClientId client = books.add("Zed", "Zulu");
    books.change(client, ClientField.EMAIL, "old@example.com");
    books.settle();
    String survivor = inXero(books, "Zulu Household");
    books.control(
        books.organisation() + "/contacts/" + survivor,
        "{\"EmailAddress\":\"household@example.com\",\"FirstName\":\"Zara\",\"LastName\":\"Zulu\"}");
    merge(books, books.ledgerId("client", client.value()), survivor);
    books.change(client, ClientField.EMAIL, "desk@example.com");
    sweep(books);
    assertThat(books.ledgerId("client", client.value())).isEqualTo(survivor);
    assertThat(email(books, client)).isEqualTo("desk@example.com");
    assertThat(contact(books, client).path("EmailAddress").asString())
        .isEqualTo("household@example.com");
    assertThat(disputes(books))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.field()).isEqualTo("e-mail");
              assertThat(it.agreed()).isEqualTo("old@example.com");
              assertThat(it.ours()).isEqualTo("desk@example.com");
              assertThat(it.theirs()).isEqualTo("household@example.com");
            });
    assertThat(books.in(() -> books.bean(Clients.class).find(client)).name())
        .as("what nobody changed here is taken")
        .isEqualTo("Zara Zulu");
    books.change(client, ClientField.EMAIL, "household@example.com");
    sweep(books);
    assertThat(disputes(books)).isEmpty();
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatWasInDisputeWithTheContactThatIsGoneIsInDisputeWithTheOneThatIsLeft() {
    BooksRoom books = BooksRoom.open(house);
    ClientId client = books.add("Zed", "Zulu");
    ClientId other = books.add("Yan", "Yankee");
    books.settle();
    for (ClientId it : List.of(client, other)) {
      String there = books.ledgerId("client", it.value());
      books.control(
          books.organisation() + "/contacts/" + there, "{\"EmailAddress\":\"gone@example.com\"}");
      books.change(it, ClientField.EMAIL, "desk@example.com");
    }
    sweep(books);
    assertThat(disputes(books)).hasSize(2);
    String survivor = inXero(books, "Zulu Household");
    books.control(
        books.organisation() + "/contacts/" + survivor,
        "{\"EmailAddress\":\"household@example.com\"}");
    String silent = inXero(books, "Yankee Household");
    merge(books, books.ledgerId("client", client.value()), survivor);
    merge(books, books.ledgerId("client", other.value()), silent);
    sweep(books);
    assertThat(email(books, client)).isEqualTo("desk@example.com");
    assertThat(disputes(books))
        .as("one of the two says nothing, and is told")
        .singleElement()
        .satisfies(it -> assertThat(it.theirs()).isEqualTo("household@example.com"));
    assertThat(email(books, other)).isEqualTo("desk@example.com");
    assertThat(contact(books, other).path("EmailAddress").asString()).isEqualTo("desk@example.com");
    assertThat(books.standing("client", other.value()).state()).isEqualTo(State.IN_STEP);
  }

  private static List<Conflicts.Open> disputes(BooksRoom books) {
    return books.in(() -> books.bean(Conflicts.class).open(10));
  }

  private static String email(BooksRoom books, ClientId client) {
    return books
        .in(() -> books.bean(Clients.class).find(client))
        .details()
        .fields()
        .get(ClientField.EMAIL);
  }

  /** Which of the two readings is first is chance. */
  @Test
  void anInvoiceThatIsReadBeforeTheMergeIsFollowedIsNoStrangersForLong() {
    BooksRoom books = BooksRoom.open(house);
    ClientId client = books.room().client();
    InvoiceId invoice = books.invoice();
    books.settle();
    String survivor = inXero(books, "Lee Household");
    clock.advance(Duration.ofSeconds(90));
    merge(books, books.ledgerId("client", client.value()), survivor);
    Practices.in(
        books.practice(),
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls -> {
                      books.bean(Inbox.class).sweep(Kind.INVOICE, LaneClass.PERSON, calls);
                      return true;
                    }));
    assertThat(books.standing("invoice", invoice.value()).reason())
        .contains("another contact, who is not known here");
    sweep(books);
    clock.advance(Duration.ofSeconds(6));
    books.settle();
    assertThat(books.ledgerId("client", client.value())).isEqualTo(survivor);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void aMergeIntoAnotherOfOursNeedsAPerson() {
    BooksRoom books = BooksRoom.open(house);
    ClientId gone = books.add("Zed", "Zulu");
    ClientId other = books.add("Zoe", "Zulu");
    books.settle();
    String there = books.ledgerId("client", gone.value());
    merge(books, there, books.ledgerId("client", other.value()));
    sweep(books);
    assertThat(books.ledgerId("client", gone.value())).isEqualTo(there);
    assertThat(books.in(() -> books.bean(Clients.class).find(gone)).archived()).isFalse();
    var standing = books.standing("client", gone.value());
    assertThat(standing.state()).isEqualTo(State.ON_HOLD);
    assertThat(standing.reason()).contains("merged", "Zoe Zulu");
    assertThat(books.standing("client", other.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void anInvoiceRefusedForAnArchivedClientGoesAfterOneClick() {
    BooksRoom books = BooksRoom.open(house);
    ClientId client = books.room().client();
    String there = books.ledgerId("client", client.value());
    InvoiceId invoice = books.invoice();
    books.control(books.organisation() + "/contacts/" + there + "/archive", "{}");
    books.settle();
    var refused = books.standing("invoice", invoice.value());
    assertThat(refused.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(refused.reason()).contains("un-archived");
    sweep(books);
    assertThat(books.in(() -> books.bean(Clients.class).find(client)).archived()).isTrue();
    oneClick(books, invoice);
    assertThat(contact(books, client).path("ContactStatus").asString()).isEqualTo("ACTIVE");
    assertThat(books.in(() -> books.bean(Clients.class).find(client)).archived()).isFalse();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Before any reading has told us that it is archived. */
  @Test
  void theClickIsQuickerThanTheNextReading() {
    BooksRoom books = BooksRoom.open(house);
    ClientId client = books.room().client();
    String there = books.ledgerId("client", client.value());
    InvoiceId invoice = books.invoice();
    books.control(books.organisation() + "/contacts/" + there + "/archive", "{}");
    books.settle();
    oneClick(books, invoice);
    assertThat(contact(books, client).path("ContactStatus").asString()).isEqualTo("ACTIVE");
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
    sweep(books);
    assertThat(books.in(() -> books.bean(Clients.class).find(client)).archived()).isFalse();
  }

  private static void oneClick(BooksRoom books, InvoiceId invoice) {
    Practices.run(
        books.practice(),
        () -> books.bean(Unarchiving.class).unarchive(new RecordRef("invoice", invoice.value())));
    books.settle();
    books.settle();
  }

  private void sweep(BooksRoom books) {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    books.settle();
  }

  private String inXero(BooksRoom books, String name) {
    String id =
        books
            .control(books.organisation() + "/contacts", "{\"Name\":\"%s\"}".formatted(name))
            .path("ContactID")
            .asString();
    sweep(books);
    return id;
  }

  private static void merge(BooksRoom books, String source, String into) {
    books.control(books.organisation() + "/contacts/" + source + "/merge?into=" + into, "");
  }

  private static String name(BooksRoom books, ClientId id) {
    return contact(books, id).path("Name").asString();
  }

  private static JsonNode contact(BooksRoom books, ClientId id) {
    String there = books.ledgerId("client", id.value());
    return books
        .records("contacts", it -> it.path("ContactID").asString().equals(there))
        .getFirst();
  }
}
