package dev.tandem.books;

import static dev.tandem.simulator.accounting.DemoOrganisation.NZ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A credit note's number is the only one in its organisation; another may have it, too. */
@TandemTest
class CreditNumbersJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private CreditDesk desk;
  private CreditNoteId first;

  @BeforeEach
  void credited() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    first = desk.left(books.invoice(), "40.00");
    desk.settleAndLookAgain();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void twoOrganisationsMayHaveTheSameNumber() {
    BindingId nz = books.beside(NZ);
    LocationId auckland =
        books.in(() -> books.bean(Setup.class).add(LocationDetails.named("Auckland")));
    Practices.run(books.practice(), () -> books.bean(Connections.class).assign(auckland, nz));
    CreditNoteId there = desk.credit(invoice(auckland), "23.00", null);
    books.settleAll();
    assertThat(desk.find(there).number()).isEqualTo("CN-0002");
    books.control(
        "%s/write?method=POST&path=CreditNotes/%s"
            .formatted(BooksRoom.organisation(NZ), books.ledgerId("credit-note", there.value())),
        "{\"CreditNoteNumber\":\"CN-0001\"}");
    clock.advance(Duration.ofMinutes(15));
    books.settleAll();
    assertThat(desk.find(there).number()).isEqualTo("CN-0001");
    assertThat(desk.find(first).number()).isEqualTo("CN-0001");
    assertThat(books.standing("credit-note", there.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("credit-note", first.value()).state()).isEqualTo(State.IN_STEP);
    CreditNoteId next = desk.credit(books.invoice(), "5.00", null);
    assertThat(desk.find(next).number()).isEqualTo("CN-0003");
  }

  /** Somebody gives one the number that another of ours waits with: that one gets the next. */
  @Test
  void inOneOrganisationTheOneThatWaitsGetsTheNext() {
    desk.sending(false);
    CreditNoteId waits = desk.credit(books.invoice(), "10.00", null);
    assertThat(desk.find(waits).number()).isEqualTo("CN-0002");
    desk.inXero(
        "POST",
        "CreditNotes/" + books.ledgerId("credit-note", first.value()),
        "{\"CreditNoteNumber\":\"CN-0002\"}");
    desk.settleAndLookAgain();
    assertThat(desk.find(first).number()).isEqualTo("CN-0002");
    desk.sending(true);
    desk.settleAndLookAgain();
    var standing = books.standing("credit-note", waits.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("CN-0002 is already used");
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/credit-notes/" + waits + "/number").body()).contains("CN-0003");
    owner.submit("/credit-notes/" + waits + "/number", Map.of("instead", "CN-0002"));
    desk.settleAndLookAgain();
    assertThat(desk.find(waits).number()).isEqualTo("CN-0003");
    assertThat(books.standing("credit-note", waits.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.records("creditNotes", _ -> true))
        .extracting(it -> it.path("CreditNoteNumber").asString())
        .containsExactlyInAnyOrder("CN-0002", "CN-0003");
  }

  private InvoiceId invoice(LocationId auckland) {
    InvoiceView like = books.find(desk.find(first).invoice());
    var line =
        new LineDetails(
            "Consultation",
            BigDecimal.ONE,
            new BigDecimal("115.00"),
            "200",
            "OUTPUT2",
            new BigDecimal("15"),
            null);
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .issue(
                    new InvoiceDetails(
                        like.client(),
                        null,
                        auckland,
                        like.date(),
                        like.dueDate(),
                        "",
                        like.lineAmounts(),
                        List.of(line))));
  }
}
