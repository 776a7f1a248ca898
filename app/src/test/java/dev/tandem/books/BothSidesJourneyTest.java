package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The same client is edited here and in Xero before either side has heard of the other. */
@TandemTest
class BothSidesJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void differentFieldsBothArrive() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.room().client();
    editInXero(books, "{\"EmailAddress\":\"theirs@example.com\"}");
    books.change(id, ClientField.PHONE, "0491 570 156");
    clock.advance(Duration.ofSeconds(90));
    books.settle();
    assertThat(email(books, id)).isEqualTo("theirs@example.com");
    assertThat(contact(books).toString()).contains("+61491570156", "theirs@example.com");
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void theSameFieldIsAConflictThatHoldsOnlyThatField() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.room().client();
    editInXero(books, "{\"EmailAddress\":\"theirs@example.com\"}");
    books.change(id, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(90));
    books.settle();
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.ours()).isEqualTo("ours@example.com");
              assertThat(it.theirs()).isEqualTo("theirs@example.com");
            });
    assertThat(email(books, id)).isEqualTo("ours@example.com");
    assertThat(contact(books).path("EmailAddress").asString()).isEqualTo("theirs@example.com");
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.in(() -> books.bean(Outbox.class).counts())).containsEntry(State.NEEDS_YOU, 1);

    books.change(id, ClientField.CITY, "Sydney");
    books.settle();
    assertThat(contact(books).toString()).contains("Sydney", "theirs@example.com");

    books.change(id, ClientField.EMAIL, "theirs@example.com");
    books.settle();
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10))).isEmpty();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void goingBackToWhatWasAgreedTakesTheirs() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.room().client();
    editInXero(books, "{\"EmailAddress\":\"theirs@example.com\"}");
    books.change(id, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(90));
    books.settle();
    books.change(id, ClientField.EMAIL, "");
    books.settle();
    assertThat(email(books, id)).isEqualTo("theirs@example.com");
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10))).isEmpty();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void aContactArchivedAndRestoredInXeroIsSoHere() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.room().client();
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", id.value()) + "/archive",
        "{}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(archived(books, id)).isTrue();

    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", id.value()) + "/restore",
        "{}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(archived(books, id)).isFalse();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  private static boolean archived(BooksRoom books, ClientId id) {
    return books.in(() -> books.bean(Clients.class).find(id)).archived();
  }

  @Test
  void aHoldOverMoneyEndsWhenItIsMendedInXero() {
    BooksRoom books = BooksRoom.open(house);
    books.levy("PUT", "10");
    books.readReference();
    String tax = books.levied();
    books.levy("POST", "0");
    InvoiceId invoice = books.in(() -> taxedBy(tax, books));
    books.settle();
    UUID id = invoice.value();
    assertThat(books.standing("invoice", id).state()).isEqualTo(State.ON_HOLD);
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", id),
        """
        {"LineItems":[{"Description":"Consultation","Quantity":1,"UnitAmount":100,
         "AccountCode":"200","TaxType":"OUTPUT"}]}""");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).total()).isEqualByComparingTo("110.00");
    assertThat(books.standing("invoice", id).state()).isEqualTo(State.IN_STEP);
  }

  /** Taxed here at ten per cent, by what charges nothing in Xero any more. */
  private InvoiceId taxedBy(String tax, BooksRoom books) {
    var today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    var line =
        new LineDetails(
            "Consultation",
            BigDecimal.ONE,
            new BigDecimal("100.00"),
            "200",
            tax,
            BigDecimal.TEN,
            books.room().service());
    InvoiceId id =
        books
            .bean(Billing.class)
            .draft(
                new InvoiceDetails(
                    books.room().client(),
                    null,
                    null,
                    today,
                    today.plusDays(14),
                    "",
                    LineAmounts.EXCLUSIVE,
                    List.of(line)));
    books.bean(Billing.class).approve(id);
    return id;
  }

  private static void editInXero(BooksRoom books, String json) {
    books.control(
        books.organisation()
            + "/contacts/"
            + books.ledgerId("client", books.room().client().value()),
        json);
  }

  private static String email(BooksRoom books, ClientId id) {
    return books.in(() -> books.bean(Clients.class).find(id)).details().email();
  }

  private static JsonNode contact(BooksRoom books) {
    String id = books.ledgerId("client", books.room().client().value());
    return books.records("contacts", it -> it.path("ContactID").asString().equals(id)).getFirst();
  }
}
