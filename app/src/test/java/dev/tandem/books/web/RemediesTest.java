package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is offered against a refusal, and to whom. */
@TandemTest
class RemediesTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  private BooksRoom books;
  private TestPractice people;

  @BeforeEach
  void connected() {
    books = BooksRoom.open(house);
    people = TestPractice.of(house, books.practice());
    people.browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private void hold(UUID record, @Nullable String reason) {
    books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql(
                            "update practice.pending_push set held = :reason::text,"
                                + " held_at = case when :reason::text is not null then now() end"
                                + " where record = :record")
                        .param("reason", reason)
                        .param("record", record)
                        .update()));
  }

  @Test
  void whoMayNotCorrectItSeesWhoCan() {
    ClientId ann = books.add("Ann", "One");
    hold(ann.value(), "Email address must be valid.");
    String edit = "href=\"/ledger/refusals/client/" + ann + "\"";
    Browser receptionist = people.browser(Role.RECEPTIONIST);
    Browser bookkeeper = people.browser(Role.BOOKKEEPER);
    for (String page : new String[] {"/ledger/refusals", "/ledger/story/client/" + ann}) {
      assertThat(receptionist.get(page).body()).contains(edit).doesNotContain("Who can do this");
      assertThat(bookkeeper.get(page).body())
          .contains("Correct the e-mail address", "Who can do this: ", "(Owner)")
          .doesNotContain(edit);
    }
  }

  @Test
  void whoMayNotDecideSeesWhoDecides() {
    ClientId ann = books.add("Ann", "One");
    hold(ann.value(), "Say whether it is the same.");
    String who = "/ledger/plan/clients/" + ann;
    Browser receptionist = people.browser(Role.RECEPTIONIST);
    assertThat(receptionist.get("/ledger/refusals").body())
        .contains("Who can do this: ", "(Owner)")
        .doesNotContain("href=\"" + who + "\"");
    assertThat(receptionist.get(who).body())
        .contains("Who can do this: ")
        .doesNotContain("value=\"create\"");
    assertThat(people.browser(Role.BOOKKEEPER).get("/ledger/refusals").body())
        .contains("href=\"" + who + "\"");
  }

  @Test
  void oneClickIsOfferedToWhoMayDoAllOfIt() {
    ClientId ann = books.add("Ann", "One");
    hold(ann.value(), "The contact must be un-archived before.");
    String click = "/ledger/story/client/" + ann + "/unarchive";
    assertThat(people.browser(Role.OWNER).get("/ledger/refusals").body()).contains(click);
    assertThat(people.browser(Role.OWNER).get("/ledger/story/client/" + ann).body())
        .contains(click);
    for (Role it : new Role[] {Role.BOOKKEEPER, Role.RECEPTIONIST}) {
      assertThat(people.browser(it).get("/ledger/refusals").body())
          .contains("Who can do this: ")
          .doesNotContain(click);
    }
  }

  @Test
  void whatWaitsNamesTheCauseAndLeadsThere() {
    InvoiceId invoice = books.invoice();
    PaymentId payment = books.pay(invoice, "10.00");
    String cause = "href=\"/ledger/story/invoice/" + invoice + "\"";
    Browser owner = people.browser(Role.OWNER);
    assertThat(owner.get("/ledger/queue?kind=payment").body()).contains("Goes after", cause);
    assertThat(owner.get("/ledger/story/payment/" + payment).body())
        .contains(cause, "which goes first by itself.");
    hold(invoice.value(), "Account code '999' is not a valid code for this document.");
    assertThat(owner.get("/ledger/queue?kind=payment").body())
        .contains("Waits for", cause, "which needs somebody.");
    assertThat(owner.get("/ledger/story/payment/" + payment).body())
        .contains(cause, "which needs somebody first.");
  }

  @Test
  void whatTheCauseDoesIsSaidOnlyWhereItIsKnown() {
    InvoiceId invoice = books.invoice();
    PaymentId payment = books.pay(invoice, "10.00");
    String story = "/ledger/story/payment/" + payment;
    Browser owner = people.browser(Role.OWNER);
    hold(payment.value(), "No.");
    assertThat(owner.get(story).body())
        .contains("href=\"/ledger/story/invoice/" + invoice + "\"")
        .doesNotContain("which needs somebody", "which goes first");
    hold(payment.value(), null);
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    assertThat(owner.get(story).body())
        .contains("href=\"/ledger/story/invoice/" + invoice + "\"")
        .doesNotContain("which needs somebody", "which goes first");
  }

  @Test
  void theReasonsAreThoseOfWhatIsShown() {
    hold(books.add("Ann", "Quill").value(), "Never.");
    hold(books.add("Bo", "Quill").value(), "No.");
    hold(books.add("Cy", "Quill").value(), "No.");
    hold(books.invoice().value(), "Not this invoice.");
    hold(books.invoice().value(), "Not this invoice.");
    Browser owner = people.browser(Role.OWNER);
    String shared = "class=\"t-nav-count\">2</span><span>";
    assertThat(owner.get("/ledger/refusals?kind=client").body())
        .contains(shared + "No.<")
        .doesNotContain("<span>Not this invoice.<", "</span><span>Never.<");
    assertThat(
            owner
                .get("/ledger/refusals?kind=client&reason=Not this invoice.".replace(" ", "%20"))
                .body())
        .contains("Nothing is held for that");
  }

  /** A question stays where everything is tried again, and the page says so. */
  @Test
  void whatGoesAgainAndWhatStaysAreBothSaid() {
    hold(books.add("Ann", "One").value(), "No.");
    ClientId bo = books.add("Bo", "Two");
    ask(bo.value());
    ask(books.add("Cy", "Three").value());
    Browser owner = people.browser(Role.OWNER);
    owner.get("/ledger/refusals");
    owner.submit("/ledger/refusals/retry", Map.of("all", "true"));
    assertThat(owner.get("/ledger/refusals").body())
        .contains("One record goes again. 2 stay: ", "Bo Two", "Cy Three")
        .doesNotContain("Ann One");
    owner.submit("/ledger/refusals/retry", Map.of("record", "client:" + bo));
    assertThat(owner.get("/ledger/refusals").body())
        .contains("None of them goes again. One stays: ");
  }

  private void ask(UUID record) {
    hold(record, "Is it the same?");
    books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql(
                            "update practice.pending_push set asked_since = now() where record = ?")
                        .param(record)
                        .update()));
  }

  @Test
  void refusalsAreFoundByNameNumberAndKind() {
    hold(books.add("Ann", "Quill").value(), "No.");
    InvoiceId invoice = books.invoice();
    hold(invoice.value(), "Never.");
    String number = books.find(invoice).number();
    Browser owner = people.browser(Role.OWNER);
    assertThat(owner.get("/ledger/refusals").body())
        .contains("Search what was refused", "Ann Quill", number, "invoice · Ann Lee");
    assertThat(owner.get("/ledger/refusals?q=quill").body())
        .contains("Ann Quill")
        .doesNotContain(number);
    assertThat(owner.get("/ledger/refusals?kind=invoice").body())
        .contains(number)
        .doesNotContain("Ann Quill");
  }
}
