package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.staff.Role;
import java.util.UUID;
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

  private void hold(UUID record, String reason) {
    books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql(
                            "update practice.pending_push set held = :reason, held_at = now()"
                                + " where record = :record")
                        .param("reason", reason)
                        .param("record", record)
                        .update()));
  }

  @Test
  void whoMayNotCorrectItSeesWhoCan() {
    ClientId ann = books.add("Ann", "One");
    hold(ann.value(), "Email address must be valid.");
    String edit = "href=\"/clients/" + ann + "/edit\"";
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
