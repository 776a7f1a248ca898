package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.StoryEntry;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A draft is made something else on both sides before either has heard of the other. */
@TandemTest
class StatusJourneyTest {

  private static final Pattern CHOICE = Pattern.compile("name=\"(keep[^\"]+)\"");

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser desk;
  private Browser bookkeeper;
  private InvoiceId invoice;

  @BeforeEach
  void draftOnBothSides() {
    books = BooksRoom.open(house);
    TestPractice people = TestPractice.of(house, books.practice());
    desk = people.browser(Role.RECEPTIONIST);
    bookkeeper = people.browser(Role.BOOKKEEPER);
    invoice = written();
    books.settle();
    assertThat(status()).isEqualTo("DRAFT");
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void voidedHereAndApprovedThereItStaysVoidAndThatIsTold() {
    inXero("{\"Status\":\"AUTHORISED\"}");
    voidHere();
    later();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(status()).isEqualTo("VOIDED");
    assertThat(disputes()).isEmpty();
    assertThat(story()).anyMatch(it -> it.contains("it stays void, and is voided there, too"));
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void voidedHereAndPaidThereAPersonMayLetItStandAgain() {
    inXero("{\"Status\":\"AUTHORISED\"}");
    pay();
    voidHere();
    later();
    assertThat(books.find(invoice).status())
        .as("nothing is undone")
        .isEqualTo(InvoiceStatus.VOIDED);
    assertThat(status()).isEqualTo("PAID");
    assertThat(disputes())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.sort()).isEqualTo(Conflicts.Sort.STATUS);
              assertThat(it.field()).isEqualTo("status");
            });
    assertThat(bookkeeper.get(page()).body())
        .contains("Xero voids nothing of that kind", "void", "approved");
    later();
    assertThat(disputes()).as("asked until somebody says").hasSize(1);
    decide("theirs");
    later();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(status()).isEqualTo("PAID");
    assertThat(disputes()).isEmpty();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void onceThePaymentIsTakenOffThereItIsVoidedByItself() {
    inXero("{\"Status\":\"AUTHORISED\"}");
    pay();
    voidHere();
    later();
    assertThat(disputes()).hasSize(1);
    String payment = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + payment + "/delete", "{}");
    later();
    later();
    assertThat(disputes()).isEmpty();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(status()).isEqualTo("VOIDED");
  }

  @Test
  void decidedThatItStaysVoidItIsVoidedThereOnceThePaymentIsTakenOff() {
    inXero("{\"Status\":\"AUTHORISED\"}");
    pay();
    voidHere();
    later();
    var found = CHOICE.matcher(bookkeeper.get(page()).body());
    assertThat(found.find()).isTrue();
    bookkeeper.get(page() + "?" + found.group(1) + "=ours");
    bookkeeper.submit(page(), Map.of());
    later();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(status()).isEqualTo("PAID");
    String payment = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + payment + "/delete", "{}");
    later();
    assertThat(status()).as("nobody has to try again").isEqualTo("VOIDED");
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void approvedHereAndDeletedThereItIsVoid() {
    inXero("{\"Status\":\"DELETED\"}");
    Practices.run(books.practice(), () -> books.bean(Billing.class).approve(invoice));
    later();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(status()).isEqualTo("DELETED");
    assertThat(disputes()).isEmpty();
  }

  @Test
  void thrownAwayOnBothSidesItIsAgreed() {
    inXero("{\"Status\":\"DELETED\"}");
    voidHere();
    later();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void submittedThereAndApprovedHereItIsApproved() {
    inXero("{\"Status\":\"SUBMITTED\"}");
    Practices.run(books.practice(), () -> books.bean(Billing.class).approve(invoice));
    later();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
    assertThat(status()).isEqualTo("AUTHORISED");
  }

  @Test
  void paidThereItIsPaidHere() {
    inXero("{\"Status\":\"AUTHORISED\"}");
    pay();
    later();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
  }

  private InvoiceId written() {
    desk.get("/invoices/new");
    var typed = new HashMap<String, String>();
    typed.put("client", books.room().client().toString());
    typed.put("lines[0].service", books.room().service().toString());
    typed.put("as", "DRAFT");
    String to = desk.submit("/invoices", typed).redirect();
    return InvoiceId.of(to.substring("/invoices/".length()));
  }

  private void voidHere() {
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice));
  }

  private void pay() {
    books.control(books.organisation() + "/invoices/" + ledgerId() + "/pay", "");
  }

  private void later() {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private void inXero(String json) {
    books.control(books.organisation() + "/invoices/" + ledgerId(), json);
  }

  private String ledgerId() {
    return books.ledgerId("invoice", invoice.value());
  }

  private String status() {
    String id = ledgerId();
    JsonNode there =
        books.records("invoices", it -> it.path("InvoiceID").asString().equals(id)).getFirst();
    return there.path("Status").asString();
  }

  private List<Conflicts.Open> disputes() {
    return books.in(() -> books.bean(Conflicts.class).open(50));
  }

  private List<String> story() {
    return books.in(() -> books.bean(Story.class).of(Kind.INVOICE, invoice.value())).stream()
        .map(StoryEntry::text)
        .toList();
  }

  private String page() {
    return "/ledger/conflicts/invoice/" + invoice;
  }

  private void decide(String side) {
    var found = CHOICE.matcher(bookkeeper.get(page()).body());
    assertThat(found.find()).as("a choice").isTrue();
    String shown = bookkeeper.get(page() + "?" + found.group(1) + "=" + side).body();
    assertThat(shown).contains("It stands again here");
    bookkeeper.submit(page(), Map.of());
  }
}
