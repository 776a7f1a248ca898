package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Somebody and another take the same two rows in one moment, each in the other's order. PostgreSQL
 * ends the one, who never sees an error for it.
 */
@TandemTest
class CrossedTest {

  private static final String AGAIN =
      "Somebody changed the same in this moment. Nothing was saved: do it once more.";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private TestPractice people;
  private Browser owner;
  private ClientId ann;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    people = TestPractice.of(house, books.practice());
    owner = people.browser(Role.OWNER);
    ann = books.room().client();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aPageSaysThatItHasToBeDoneOnceMore() throws Exception {
    books.change(ann, ClientField.CITY, "Hobart");
    String archive = "/clients/" + ann + "/archive";
    owner.get("/clients/" + ann);
    Browser.Page refused = crossed(() -> owner.htmx(archive, Map.of()));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("HX-Trigger").orElseThrow()).contains(AGAIN);
    assertThat(archived()).isFalse();
    refused = crossed(() -> owner.submit(archive, Map.of()));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains(AGAIN);
    assertThat(owner.submit(archive, Map.of()).status()).isEqualTo(302);
    assertThat(archived()).isTrue();
  }

  @Test
  void aProgramMayRepeatItUnderTheSameKey() throws Exception {
    books.change(ann, ClientField.CITY, "Hobart");
    Program program = people.program(Role.ADMIN);
    String archive = "/api/v1/clients/" + ann + "/archive";
    Map<String, String> key = Map.of("Idempotency-Key", "k1");
    Browser.Page refused = crossed(() -> program.post(archive, "", key));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains(AGAIN);
    assertThat(archived()).isFalse();
    assertThat(program.post(archive, "", key).status()).isEqualTo(200);
    assertThat(archived()).isTrue();
  }

  /** It is one whole transaction, and what it was decided on is compared again in it. */
  @Test
  void takingWhatXeroHasIsDoneAgainByItself() throws Exception {
    InvoiceId invoice = books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    books.control(books.organisation() + "/invoices/" + there + "/pay?amount=10.00", "");
    LineDetails line = books.find(invoice).lines().getFirst().details();
    books.rewrite(
        invoice,
        "",
        List.of(
            new LineDetails(
                line.description(),
                line.quantity(),
                new BigDecimal("220.00"),
                line.accountCode(),
                line.taxType(),
                line.taxRate(),
                line.service())));
    books.settle();
    String page = "/ledger/refusals/invoice/" + invoice;
    owner.get(page);
    Waits.crossed(
        database,
        "select from practice.invoice where id = '%s' for update".formatted(invoice),
        "select from practice.link where record = '%s' for update".formatted(invoice),
        () -> owner.submit(page + "/theirs", Map.of()));
    assertThat(owner.get(page).body()).doesNotContain(AGAIN);
    assertThat(books.find(invoice).total()).isEqualByComparingTo("110.00");
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void erasingIsDoneAgainByItself() throws Exception {
    books.settle();
    String page = "/clients/" + ann + "/erasure";
    owner.get(page);
    Browser.Page erased =
        Waits.crossed(
            database,
            "select from practice.ledger_contact where ledger_id = '%s' for update"
                .formatted(books.ledgerId("client", ann.value())),
            "select from practice.client where id = '%s' for update".formatted(ann),
            () -> owner.submit(page, Map.of("name", "Ann Lee")));
    assertThat(erased.status()).isEqualTo(302);
    assertThat(owner.get(page).body()).contains("Receipt of an erasure");
  }

  @Test
  void givingALocationToAnOrganisationIsDoneAgainByItself() throws Exception {
    BindingId nz = books.beside(DemoOrganisation.NZ);
    books.change(ann, ClientField.CITY, "Hobart");
    String path = "/ledger/locations/" + books.room().location();
    owner.get("/ledger");
    Browser.Page assigned =
        Waits.crossed(
            database,
            "select from practice.pending_push where record = '%s' for update".formatted(ann),
            "lock table practice.location_organisation in access exclusive mode",
            () -> owner.submit(path, Map.of("organisation", nz.toString())));
    assertThat(assigned.status()).isEqualTo(302);
    assertThat(books.in(() -> books.bean(Connections.class).locations()))
        .containsEntry(books.room().location(), nz);
  }

  private Browser.Page crossed(java.util.concurrent.Callable<Browser.Page> work) throws Exception {
    return Waits.crossed(
        database,
        "select from practice.pending_push where record = '%s' for update".formatted(ann),
        "select from practice.client where id = '%s' for update".formatted(ann),
        work);
  }

  private boolean archived() {
    return books.in(() -> books.bean(Clients.class).find(ann)).archived();
  }
}
