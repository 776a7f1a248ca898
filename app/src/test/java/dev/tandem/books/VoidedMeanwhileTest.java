package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.adoption.Adoptions;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.shared.Practices;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** An invoice is voided here while nobody knows that the ledger has it; then it is found there. */
@TandemTest
class VoidedMeanwhileTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatWasVoidedInQuestionIsVoidedWhereItIsFound() {
    BooksRoom books = BooksRoom.open(house);
    books.fault("drop-after-commit", "PUT", "Invoices");
    InvoiceId invoice = books.invoice();
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    // Nobody finds it while it has another number there.
    String there = books.records("invoices", _ -> true).getFirst().path("InvoiceID").asString();
    renumber(books, there, "BY-HAND-1");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice));
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).reason()).contains("void it there");
    renumber(books, there, books.find(invoice).number());
    clock.advance(Duration.ofMinutes(6));
    Practices.run(books.practice(), () -> books.bean(Adoptions.class).adopt());
    books.settle();
    assertVoidOnBothSides(books, invoice);
  }

  @Test
  void whatIsVoidedBeforeItIsFoundAgainIsVoidedThere() {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    InvoiceId invoice = books.invoice();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      new LostHour(clock).pass(books);
      assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
      copy.putBack();
    }
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice));
    books.settle();
    assertVoidOnBothSides(books, invoice);
  }

  private static void renumber(BooksRoom books, String invoice, String number) {
    books.control(
        books.organisation() + "/invoices/" + invoice,
        "{\"InvoiceNumber\":\"%s\"}".formatted(number));
  }

  private static void assertVoidOnBothSides(BooksRoom books, InvoiceId invoice) {
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(books.records("invoices", _ -> true))
        .singleElement()
        .satisfies(it -> assertThat(it.path("Status").asString()).isEqualTo("VOIDED"));
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }
}
