package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.adoption.Adoptions;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Permission;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What only a person can decide after a restore, and how they are told. */
@TandemTest
class RestoredDecisionsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private LostHour lostHour;

  @BeforeEach
  void begin() {
    lostHour = new LostHour(clock);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anEditMadeAfterTheRestoreIsNotOverwritten() {
    BooksRoom books = BooksRoom.open(house);
    ClientId bo = books.add("Bo", "Stone");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      books.settle();
      books.change(bo, ClientField.EMAIL, "before@example.com");
      lostHour.pass(books);
      copy.putBack();
    }
    books.change(bo, ClientField.EMAIL, "after@example.com");
    books.settle();
    assertThat(books.contacts("Bo Stone"))
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("EmailAddress").asString()).isEqualTo("before@example.com"));
    assertThat(books.in(() -> books.bean(Clients.class).find(bo)).details().email())
        .isEqualTo("after@example.com");
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10)))
        .singleElement()
        .satisfies(it -> assertThat(it.theirs()).isEqualTo("before@example.com"));
  }

  @Test
  void aNumberThatWasGivenAgainIsDecidedByAPerson() {
    BooksRoom books = BooksRoom.open(house);
    ClientId zoe = books.add("Zoë", "O'Brien");
    books.settle();
    String number;
    try (var copy = PracticeCopy.of(database, books.practice())) {
      number = books.find(lostHour.invoice(books, zoe, "Lost")).number();
      lostHour.pass(books);
      copy.putBack();
    }
    InvoiceId another = books.invoice();
    assertThat(books.find(another).number()).isEqualTo(number);
    books.settle();
    assertThat(LostHour.entries(books))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo("person");
              assertThat(it.reason()).contains(number, "next number");
            });
    assertThat(
            TestPractice.of(house, books.practice())
                .browser(Role.BOOKKEEPER)
                .get("/ledger/adoption")
                .body())
        .contains(number, "/invoices/" + another + "/number", "/ledger/adoption.csv")
        .doesNotContain("Fifty stand here");
    assertThat(books.standing("invoice", another.value()).state()).isNotEqualTo(State.IN_STEP);
    assertThat(books.records("invoices", _ -> true)).hasSize(1);

    // A person gives the invoice here another number, and has it looked again.
    books.in(() -> books.bean(Billing.class).giveNextNumber(another, books.find(another).number()));
    Practices.run(books.practice(), () -> books.bean(Adoptions.class).adopt());
    books.settle();
    assertThat(LostHour.entries(books))
        .extracting(Adoption.Entry::verdict)
        .containsExactly("returned");
    InvoiceId lost =
        books.in(() -> books.bean(Billing.class).byNumbers(List.of(number))).get(number);
    assertThat(books.find(lost).client()).isEqualTo(zoe);
    assertThat(books.records("invoices", _ -> true)).hasSize(2);
    assertThat(books.standing("invoice", another.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatAPersonLeavesInXeroIsNotLookedAtAgain() {
    BooksRoom books = BooksRoom.open(house);
    ClientId zoe = books.add("Zoë", "O'Brien");
    books.settle();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      lostHour.invoice(books, zoe, "Lost");
      lostHour.pass(books);
      copy.putBack();
    }
    InvoiceId another = books.invoice();
    books.settle();
    var adoptions = books.bean(Adoptions.class);
    assertThat(notices(books))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.title()).endsWith("a restore left something to decide");
              assertThat(it.path()).isEqualTo("/ledger/adoption");
              assertThat(it.revision()).isEqualTo(1);
              assertThat(detail(books, it)).containsExactly("One record waits for a decision.");
            });
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(notices(books)).extracting(NoticeView::revision).containsExactly(1);
    String id = LostHour.entries(books).getFirst().ledgerId();
    assertThat(books.in(() -> adoptions.leaveAlone(books.binding(), "invoice", id))).isTrue();
    assertThat(books.in(() -> adoptions.leaveAlone(books.binding(), "invoice", id))).isFalse();
    assertThat(notices(books)).isEmpty();
    books.in(() -> books.bean(Billing.class).giveNextNumber(another, books.find(another).number()));
    Practices.run(books.practice(), adoptions::adopt);
    books.settle();
    assertThat(LostHour.entries(books)).isEmpty();
    assertThat(books.in(() -> books.bean(Billing.class).search(lostHour.everyInvoice())).count())
        .isEqualTo(1);
  }

  /** Each decision of many would otherwise be another mail to everybody. */
  @Test
  void decidingOneOfSeveralTellsNobodyAnew() {
    BooksRoom books = BooksRoom.open(house);
    ClientId zoe = books.add("Zoë", "O'Brien");
    books.settle();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      lostHour.invoice(books, zoe, "Lost");
      lostHour.invoice(books, zoe, "Lost, too");
      lostHour.pass(books);
      copy.putBack();
    }
    books.invoice();
    books.invoice();
    books.settle();
    NoticeView told = notices(books).getFirst();
    assertThat(detail(books, told)).containsExactly("2 records wait for a decision.");
    var adoptions = books.bean(Adoptions.class);
    String first = LostHour.entries(books).getFirst().ledgerId();
    books.in(() -> adoptions.leaveAlone(books.binding(), "invoice", first));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(notices(books)).containsExactly(told);
    assertThat(detail(books, told)).containsExactly("One record waits for a decision.");
    String last = LostHour.entries(books).getFirst().ledgerId();
    books.in(() -> adoptions.leaveAlone(books.binding(), "invoice", last));
    assertThat(notices(books)).isEmpty();
  }

  private static List<String> detail(BooksRoom books, NoticeView notice) {
    return books.in(() -> books.bean(Notices.class).detail(notice));
  }

  private static List<NoticeView> notices(BooksRoom books) {
    return books.in(
        () ->
            books.bean(Notices.class).open(List.of(Permission.LEDGER_VIEW)).stream()
                .filter(it -> it.cause().startsWith("restore/"))
                .toList());
  }
}
