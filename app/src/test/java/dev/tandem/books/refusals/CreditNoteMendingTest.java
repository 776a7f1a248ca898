package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Lines of a credit note that Xero cannot book go elsewhere, as an invoice's do. */
@TandemTest
class CreditNoteMendingTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser owner;
  private InvoiceId invoice;

  @BeforeEach
  void anInvoiceInXero() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    books.control("/_simulator/switches/reset", "");
    clock.reset();
  }

  private CreditNoteId credit(LineAmounts amounts, String account, List<Tracking> tracking) {
    return books.in(
        () ->
            books
                .bean(Credits.class)
                .issue(
                    invoice,
                    new CreditDetails(
                        CreditPurpose.CREDIT,
                        LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                        "Charged twice",
                        amounts,
                        List.of(
                            new LineDetails(
                                "Credit",
                                BigDecimal.ONE,
                                new BigDecimal("40.00"),
                                account,
                                "OUTPUT",
                                BigDecimal.TEN,
                                null,
                                "",
                                null,
                                tracking)),
                        null)));
  }

  private CreditNoteView note(CreditNoteId id) {
    return books.in(() -> books.bean(Credits.class).find(id));
  }

  private State state(String kind, java.util.UUID id) {
    return books.standing(kind, id).state();
  }

  private void archiveAccount(String code) {
    String id =
        books
            .records("accounts", it -> it.path("Code").asString("").equals(code))
            .getFirst()
            .path("AccountID")
            .asString();
    books.control(
        books.organisation() + "/write?method=POST&path=Accounts/" + id,
        "{\"Status\":\"ARCHIVED\"}");
  }

  private JsonNode line(CreditNoteId id) {
    String number = note(id).number();
    return books
        .records("creditNotes", it -> it.path("CreditNoteNumber").asString("").equals(number))
        .getFirst()
        .path("LineItems")
        .path(0);
  }

  private static String page(CreditNoteId id) {
    return "/ledger/refusals/credit-note/" + id;
  }

  @Test
  void anArchivedAccountIsReplacedOnTheCreditNoteAndTheInvoiceThatWaitForIt() {
    archiveAccount("200");
    CreditNoteId id = credit(LineAmounts.INCLUSIVE, "200", List.of());
    InvoiceId other = books.invoice();
    books.settle();
    assertThat(state("credit-note", id.value())).isEqualTo(State.NEEDS_YOU);
    assertThat(owner.get("/ledger/refusals").body())
        .contains("Account 200 was archived or deleted in Xero", "href=\"" + page(id) + "\"");
    assertThat(owner.get(page(id)).body())
        .contains(
            "Instead of account 200",
            "Choose an account for these lines",
            "One more waits for the same reason",
            books.find(other).number())
        .doesNotContain("What changes");
    assertThat(owner.get(page(id) + "?account=260&tax=OUTPUT&also=invoice:" + other).body())
        .contains(
            "What changes",
            "200 OUTPUT → 260 OUTPUT",
            note(id).number(),
            books.find(other).number(),
            "Change all 2 and send");
    owner.submit(page(id) + "/lines", Map.of());
    assertThat(owner.get("/ledger/refusals").body()).contains("2 are booked anew");
    books.settle();
    assertThat(state("credit-note", id.value())).isEqualTo(State.IN_STEP);
    assertThat(state("invoice", other.value())).isEqualTo(State.IN_STEP);
    assertThat(line(id).path("AccountCode").asString()).isEqualTo("260");
    assertThat(note(id).total()).isEqualByComparingTo("40.00");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("70.00");
    assertThat(owner.get("/invoices/" + invoice).body())
        .contains("booked " + note(id).number() + " on another account or tax");
  }

  /** What it credits is settled, so it cannot come to something else. */
  @Test
  void itStaysWhereAnotherTaxMakesItAnotherTotal() {
    CreditNoteId id = credit(LineAmounts.EXCLUSIVE, "999", List.of());
    books.settle();
    assertThat(state("credit-note", id.value())).isEqualTo(State.NEEDS_YOU);
    assertThat(owner.get(page(id) + "?account=200&tax=EXEMPTOUTPUT").body())
        .contains("Stays: ", "comes to another amount");
    owner.submit(page(id) + "/lines", Map.of());
    assertThat(owner.get("/ledger/refusals").body()).contains("None of them could be booked anew.");
    assertThat(note(id).total()).isEqualByComparingTo("44.00");
    assertThat(owner.get(page(id) + "?account=200&tax=OUTPUT").body()).contains("What changes");
    owner.submit(page(id) + "/lines", Map.of());
    books.settle();
    assertThat(state("credit-note", id.value())).isEqualTo(State.IN_STEP);
  }

  @Test
  void aTrackingOptionThatXeroHasNoMoreIsLeftOff() {
    books.control("/_simulator/switches?name=unknown-tracking-is-dropped&on=false", "");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
    Tracking region =
        books.in(
            () ->
                books.bean(Reference.class).tracking(BooksRoom.TENANT).stream()
                    .filter(it -> it.active())
                    .map(it -> new Tracking(it.categoryId(), it.category(), it.id(), it.name()))
                    .findFirst()
                    .orElseThrow());
    books.control(
        books.organisation()
            + "/write?method=POST&path=TrackingCategories/%s/Options/%s"
                .formatted(region.categoryId(), region.optionId()),
        "{\"Status\":\"ARCHIVED\"}");
    CreditNoteId id = credit(LineAmounts.INCLUSIVE, "200", List.of(region));
    books.settle();
    assertThat(state("credit-note", id.value())).isEqualTo(State.NEEDS_YOU);
    assertThat(owner.get(page(id)).body()).contains("Instead of " + region.text());
    owner.submit(page(id) + "/part", Map.of("to", ""));
    assertThat(owner.get("/ledger/refusals").body()).contains("One is changed and goes again now.");
    books.settle();
    assertThat(state("credit-note", id.value())).isEqualTo(State.IN_STEP);
    assertThat(line(id).path("Tracking").size()).isZero();
  }
}
