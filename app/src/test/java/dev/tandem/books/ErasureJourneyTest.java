package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LogChain;
import dev.tandem.books.mailing.InvoiceMail;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Unarchiving;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.Booking;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.PaymentArrangement;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.clients.ErasedName;
import dev.tandem.practice.clients.Erasures;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Somebody asks to be forgotten. */
@TandemTest
class ErasureJourneyTest {

  private static final String EMAIL = "zenobia.q@example.com";
  private static final List<String> WORDS =
      List.of(
          "Zenobia",
          "Quillfeather",
          "zenobia",
          "quillfeather",
          "0491 570 157",
          "491570157",
          "7 Lark Rise",
          "Marsh End");

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private Browser owner;
  private ClientId client;

  @BeforeEach
  void aClientInBothBooks() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    client =
        books.in(
            () ->
                books
                    .bean(Clients.class)
                    .add(
                        ClientDetails.person("Zenobia", "Quillfeather")
                            .with(
                                Map.of(
                                    ClientField.EMAIL, EMAIL,
                                    ClientField.PHONE, "0491 570 157",
                                    ClientField.ADDRESS_LINE1, "7 Lark Rise",
                                    ClientField.CITY, "Marsh End",
                                    ClientField.BIRTH_DATE, "1984-02-29",
                                    ClientField.NOTES, "Zenobia likes mornings"))));
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private String page() {
    return "/clients/" + client + "/erasure";
  }

  private Browser.Page erase() {
    owner.get(page());
    return owner.submit(page(), Map.of("name", "Zenobia Quillfeather"));
  }

  private JsonNode contact() {
    String id = books.ledgerId("client", client.value());
    return books.records("contacts", it -> it.path("ContactID").asString().equals(id)).getFirst();
  }

  @Test
  void nothingOfTheClientIsLeftInTheDatabaseOrInXerosContact() throws SQLException {
    // A life: edits on both sides, somebody who looks like her, a phone that only Xero has.
    books.change(client, ClientField.CITY, "Marsh End North");
    books.settle();
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", client.value()),
        """
        {"EmailAddress":"zenobia.new@example.com",
         "Phones":[{"PhoneType":"MOBILE","PhoneNumber":"491570157"}],
         "Addresses":[{"AddressType":"STREET","AddressLine1":"7 Lark Rise"}],
         "ContactPersons":[{"FirstName":"Zenobia","LastName":"Quillfeather","EmailAddress":"zenobia@example.com"}]}
        """);
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    assertThat(traces()).isNotEmpty();

    String preview = owner.get(page()).body();
    assertThat(preview)
        .contains(
            "Erase Zenobia Quillfeather",
            ErasedName.of(client),
            "is archived",
            "What stays, and why");
    assertThat(owner.submit(page(), Map.of("name", "Zenobia")).status()).isEqualTo(422);
    assertThat(traces()).isNotEmpty();
    assertThat(erase().redirect()).isEqualTo(page());
    assertThat(owner.get(page()).body())
        .contains("Receipt of an erasure", ErasedName.of(client))
        .doesNotContain("Zenobia");
    assertThat(owner.get("/ledger/erasures/" + client).body()).doesNotContain("neutral name");
    books.settle();
    assertThat(traces()).isEmpty();
    assertThat(contact().path("Name").asString()).isEqualTo(ErasedName.of(client));
    assertThat(contact().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(contact().toString())
        .doesNotContain("Zenobia", "zenobia", "Lark", "Marsh", "491570157");
    assertThat(owner.get("/ledger/erasures/" + client).body()).contains("neutral name", "Done");

    // And it stays so.
    clock.advance(Duration.ofDays(2));
    books.forgetCalls();
    books.settle();
    assertThat(traces()).isEmpty();
    assertThat(books.calls("POST", "/Contacts")).isZero();
    assertThat(books.in(() -> books.bean(LogChain.class).verify(null)).getFirst().whole()).isTrue();
    assertThat(owner.get("/clients/" + client).body())
        .doesNotContain("Restore</button>", "/edit\"");
  }

  @Test
  void whatTaxLawAsksForStaysAndAddressesOfMailsGo() throws SQLException {
    InvoiceId invoice = books.in(() -> invoiceFor(client));
    books.settle();
    assertThat(owner.get(page()).body())
        .contains("Before that", "not paid in full")
        .doesNotContain("Erase for good");
    var mail = books.bean(InvoiceMail.class);
    books.in(() -> mail.send(invoice, new InvoiceMail.Seen(mail.look(invoice).to(), null, false)));
    books.pay(invoice, "110.00");
    books.settle();
    assertThat(erase().redirect()).isEqualTo(page());
    books.settle();
    assertThat(traces()).isEmpty();
    assertThat(books.find(invoice).total()).isEqualByComparingTo("110.00");
    assertThat(owner.get(page()).body()).contains("1 invoice and 1 payment", "tax law");
    assertThat(owner.get("/invoices/" + invoice).body()).contains(ErasedName.of(client));
    assertThat(books.records("invoices", it -> it.path("Status").asString().equals("PAID")))
        .hasSize(1);
  }

  /** What she was called before, in her own story, in a call and in words about somebody else. */
  @Test
  void whatTheClientWasCalledEarlierGoesToo() throws SQLException {
    books.change(client, ClientField.GIVEN_NAME, "Hermia");
    books.change(client, ClientField.FAMILY_NAME, "Marlowe");
    books.change(client, ClientField.EMAIL, "hermia@example.com");
    books.settle();
    String refused = "The contact name Zenobia Quillfeather is already assigned to " + EMAIL;
    asOwnerOfTheDatabase(
        "update practice.link set held = '%s' where record = '%s'"
            .formatted(refused, books.room().client()));
    asOwnerOfTheDatabase(
        """
        update practice.sync_log set message = '%s' where practice_id = '%s' and seq in
          (select max(seq) from practice.sync_log where practice_id = '%2$s')"""
            .formatted(refused, books.practice()));
    assertThat(traces()).isNotEmpty();
    owner.get(page());
    assertThat(owner.submit(page(), Map.of("name", "Hermia Marlowe")).redirect()).isEqualTo(page());
    books.settle();
    assertThat(traces()).isEmpty();
    assertThat(text("select held from practice.link where record = '%s'", books.room().client()))
        .isEqualTo("The contact name an erased client is already assigned to an erased client");
  }

  /** Two of one name, and one whose name only begins alike: they keep their figures and words. */
  @Test
  void aNamesakeKeepsWhatIsTheirs() throws SQLException {
    ClientId namesake =
        books.in(
            () -> books.bean(Clients.class).add(ClientDetails.person("Zenobia", "Quillfeather")));
    InvoiceId theirs = books.in(() -> invoiceFor(namesake));
    books.settle();
    asOwnerOfTheDatabase(
        "update practice.sync_story set text = 'Paid by Zenobia Quillfeather' where record = '%s'"
            .formatted(theirs));
    asOwnerOfTheDatabase(
        "update practice.link set held = 'Zenobia Quillfeathers is another' where record = '%s'"
            .formatted(books.room().client()));
    erase();
    books.settle();
    assertThat(text("select text from practice.sync_story where record = '%s' limit 1", theirs))
        .isEqualTo("Something that named an erased client.");
    assertThat(
            text(
                "select count(*) from practice.sync_story where record = '%s' and jsonb_exists(changes, 'lines')",
                theirs))
        .isEqualTo("1");
    assertThat(text("select held from practice.link where record = '%s'", books.room().client()))
        .isEqualTo("Zenobia Quillfeathers is another");
    assertThat(
            text(
                "select count(*) from practice.sync_story where record = '%s' and changes ->> 'family name' = 'Quillfeather'",
                namesake))
        .isEqualTo("1");
    assertThat(books.in(() -> books.bean(Clients.class).find(namesake)).name())
        .isEqualTo("Zenobia Quillfeather");
  }

  /** The invoice stays as issued; copies of what its lines say, and reasons in the trail, go. */
  @Test
  void copiesOfWhatSomebodyCameForGo() throws SQLException {
    InvoiceId invoice = books.in(() -> invoiceFor(client));
    books.in(
        () ->
            books
                .bean(dev.tandem.practice.billing.Billing.class)
                .takePayment(
                    invoice,
                    new PaymentDetails(
                        java.time.LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                        new BigDecimal("110.00"),
                        PaymentMethod.TRANSFER,
                        "For her knee",
                        null)));
    books.in(
        () -> {
          var like = books.room().at("2026-11-20T10:00", "Knee after a fall");
          var appointments = books.bean(Appointments.class);
          var booked =
              appointments.book(new Booking(client, like.service(), like.slot(), like.reason()));
          appointments.cancel(booked, "Operated on elsewhere");
          return booked;
        });
    books.settle();
    String copies =
        "select count(*) from practice.sync_story where record = '%s' and changes::text like '%%Consultation%%'";
    String sent =
        "select count(*) from practice.push_item where record = '%s' and sent::text like '%%Consultation%%'";
    String knees =
        "select (select count(*) from practice.sync_story where practice_id = '%1$s' and changes::text like '%%For her knee%%')"
            + " + (select count(*) from practice.push_item where practice_id = '%1$s' and sent::text like '%%For her knee%%')";
    String said =
        "select count(*) from practice.trail where client_id = '%s' and said like '%%Operated%%'";
    assertThat(text(copies, invoice)).isEqualTo("1");
    assertThat(text(sent, invoice)).isEqualTo("1");
    assertThat(text(knees, books.practice())).isEqualTo("2");
    assertThat(text(said, client)).isEqualTo("1");
    assertThat(owner.get(page()).body()).contains("what a line says an appointment was for");
    assertThat(erase().redirect()).isEqualTo(page());
    books.settle();
    assertThat(text(copies, invoice)).isEqualTo("0");
    assertThat(text(sent, invoice)).isEqualTo("0");
    assertThat(text(knees, books.practice())).isEqualTo("0");
    assertThat(text(said, client)).isEqualTo("0");
    assertThat(owner.get("/clients/" + client).body()).contains("cancelled the appointment");
    assertThat(books.find(invoice).lines().getFirst().details().description())
        .isEqualTo("Consultation");
    assertThat(books.in(() -> books.bean(LogChain.class).verify(null)).getFirst().whole()).isTrue();
  }

  /** The application may take words out of the trail, never put others in. */
  @Test
  void theTrailIsOnlyCut() {
    var db = books.bean(JdbcClient.class);
    var inPractice = books.bean(TransactionTemplate.class);
    Exception refused =
        catchException(
            () ->
                books.in(
                    () ->
                        inPractice.execute(
                            _ ->
                                db.sql(
                                        "update practice.trail set said = 'did nothing', erased_at = now() where client_id = ?")
                                    .param(client.value())
                                    .update())));
    assertThat(refused).hasMessageContaining("only erased");
  }

  /** Whoever paid for others does so no more: their next invoice is their own. */
  @Test
  void nobodyIsAskedToPayForOthersAnyMore() {
    ClientId other = books.room().client();
    books.in(
        () -> {
          books
              .bean(PaymentArrangements.class)
              .arrange(other, new PaymentArrangement(client, null));
          return other;
        });
    assertThat(owner.get(page()).body()).contains("new invoices of 1 other are theirs to pay");
    assertThat(erase().redirect()).isEqualTo(page());
    assertThat(books.in(() -> books.bean(PaymentArrangements.class).payerOf(other))).isNull();
    assertThat(owner.get("/invoices/of-client/" + client).body())
        .contains("Invoices")
        .doesNotContain("/invoices/new");
    assertThat(owner.get("/appointments/of-client/" + client).body())
        .doesNotContain("/appointments/new");
  }

  @Test
  void aClientWithCreditLeftIsNotErasedBeforeItIsGivenBack() {
    InvoiceId invoice = books.in(() -> invoiceFor(client));
    books.pay(invoice, "110.00");
    CreditNoteId note = books.in(() -> creditedInFull(invoice, null));
    assertThat(owner.get(page()).body()).contains("Before that", "110.00 AUD of credit is left");
    Exception refused =
        catchException(
            () -> Practices.run(books.practice(), () -> books.bean(Erasures.class).erase(client)));
    assertThat(refused).isInstanceOf(Refused.class).hasMessageContaining("credit is left");
    books.in(
        () -> {
          books.bean(Credits.class).refundRest(note, givenBack());
          return note;
        });
    assertThat(erase().redirect()).isEqualTo(page());
    assertThat(owner.get(page()).body()).contains("1 credit note and 1 refund");
  }

  /** Where its words were typed they stay; the copies that travelled go. */
  @Test
  void aDepositIsSettledFirstAndStaysWithoutCopies() throws SQLException {
    var advances = books.bean(Advances.class);
    var drawing = books.bean(Drawing.class);
    AdvanceId deposit =
        books.in(
            () ->
                advances.takeDeposit(
                    new AdvanceDetails(
                        client,
                        null,
                        advances.today(),
                        new BigDecimal("150.00"),
                        PaymentMethod.CARD,
                        "Zenobia holds")));
    InvoiceId invoice = books.in(() -> invoiceFor(client));
    books.settle();
    books.in(() -> drawing.use(deposit, invoice, new BigDecimal("110.00")));
    books.settle();
    assertThat(owner.get(page()).body())
        .contains("Before that", "A deposit is not used up: use it for an invoice or give it back");
    Exception refused =
        catchException(
            () -> Practices.run(books.practice(), () -> books.bean(Erasures.class).erase(client)));
    assertThat(refused).isInstanceOf(Refused.class).hasMessageContaining("deposit");
    Practices.run(
        books.practice(),
        () ->
            drawing.refundRest(
                deposit,
                new Refunding(advances.today(), PaymentMethod.CASH, "To Quillfeather", null)));
    books.settle();
    assertThat(owner.get(page()).body()).contains("1 deposit with day, amount and reference");
    assertThat(erase().redirect()).isEqualTo(page());
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(traces())
        .as("as typed, and nowhere else")
        .isNotEmpty()
        .allMatch(it -> it.startsWith("practice.advance:") || it.startsWith("practice.refund:"));
    assertThat(books.in(() -> advances.find(deposit)).remaining()).isEqualByComparingTo("0");
    assertThat(books.records("overpayments", _ -> true)).hasSize(1);
    assertThat(owner.get("/deposits/" + deposit).body()).contains(ErasedName.of(client));
  }

  /** Tax law wants it in the books, whoever it was of. */
  @Test
  void aPaidInvoiceThatXeroHasNotYetGoesThereUnderTheNeutralName() throws SQLException {
    sending(false);
    InvoiceId invoice = books.in(() -> invoiceFor(client));
    books.pay(invoice, "110.00");
    assertThat(owner.get(page()).body())
        .contains("does not have yet of 1 document still goes there")
        .doesNotContain("Before that");
    assertThat(erase().redirect()).isEqualTo(page());
    assertThat(owner.get("/ledger/erasures/" + client).body()).doesNotContain("Done");
    // So that the client goes before its invoice.
    books.fault("status", "PUT", "Invoices");
    sending(true);
    books.settle();
    books.settle();
    assertThat(paid(invoice)).isTrue();
    assertThat(contact().path("Name").asString()).isEqualTo(ErasedName.of(client));
    assertThat(contact().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(owner.get("/ledger/erasures/" + client).body()).contains("Done");
    assertThat(traces()).isEmpty();
    rests();
  }

  @Test
  void aWrongNameErasesNothingAndSaysSoAtTheField() {
    owner.get(page());
    assertThat(owner.submit(page(), Map.of("name", "Somebody Else")).body())
        .containsPattern(
            "aria-describedby=\"erase-error\">\\s*<p class=\"t-field-error\"[^>]*id=\"erase-error\"")
        .doesNotContain("t-note-bad");
    assertThat(owner.get("/clients/" + client).body()).contains("Quillfeather");
  }

  @Test
  void whoWasNeverInXeroIsThereUnderTheNeutralNameForWhatIsPaid() throws SQLException {
    sending(false);
    client =
        books.in(
            () -> books.bean(Clients.class).add(ClientDetails.person("Zenobia", "Quillfeather")));
    InvoiceId invoice = books.in(() -> invoiceFor(client));
    books.pay(invoice, "110.00");
    assertThat(erase().redirect()).isEqualTo(page());
    sending(true);
    books.settle();
    books.settle();
    assertThat(paid(invoice)).isTrue();
    assertThat(contact().path("Name").asString()).isEqualTo(ErasedName.of(client));
    assertThat(contact().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    rests();
  }

  /** What is corrected long after: the contact is usable for it, then archived again. */
  @Test
  void aCreditNoteAfterTheErasureReachesXero() {
    InvoiceId invoice = books.in(() -> invoiceFor(client));
    books.pay(invoice, "110.00");
    books.settle();
    erase();
    books.settle();
    assertThat(contact().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    books.in(() -> creditedInFull(invoice, givenBack()));
    books.settle();
    books.settle();
    assertThat(books.records("creditNotes", it -> it.path("Status").asString().equals("PAID")))
        .hasSize(1);
    assertThat(contact().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(books.in(() -> books.bean(Clients.class).find(client)).archived()).isTrue();
    rests();
  }

  /** Refused because the contact is archived: the button must not end at the erased record. */
  @Test
  void whatWasRefusedForTheArchivedContactIsFreedThoughTheClientIsErased() throws SQLException {
    sending(false);
    InvoiceId invoice = books.in(() -> invoiceFor(client));
    books.pay(invoice, "110.00");
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", client.value()),
        "{\"Name\":\"%s\",\"FirstName\":\"Erased\",\"LastName\":\"client %s\",\"ContactStatus\":\"ARCHIVED\"}"
            .formatted(ErasedName.of(client), client.toString().substring(28)));
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    assertThat(books.in(() -> books.bean(Erasures.class).receipt(client))).isPresent();
    sending(true);
    books.settle();
    books.in(
        () -> books.bean(Unarchiving.class).unarchive(new RecordRef("invoice", invoice.value())));
    books.settle();
    books.settle();
    assertThat(paid(invoice)).isTrue();
    assertThat(contact().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    rests();
  }

  private void sending(boolean on) {
    books.in(
        () -> {
          var connections = books.bean(Connections.class);
          if (on) {
            connections.turnSendingOn(books.binding());
          } else {
            connections.turnSendingOff(books.binding());
          }
          return on;
        });
  }

  private boolean paid(InvoiceId invoice) {
    return books.standing("invoice", invoice.value()).state() == Outbox.State.IN_STEP
        && books
            .records("invoices", it -> it.path("Status").asString().equals("PAID"))
            .getFirst()
            .at("/Contact/ContactID")
            .asString()
            .equals(books.ledgerId("client", client.value()));
  }

  /** Nothing goes round and round. */
  private void rests() {
    books.forgetCalls();
    clock.advance(Duration.ofHours(3));
    books.settle();
    assertThat(books.calls("POST", "/")).isZero();
  }

  private Refunding givenBack() {
    return new Refunding(
        java.time.LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
        PaymentMethod.TRANSFER,
        "",
        null);
  }

  private void asOwnerOfTheDatabase(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  private String text(String query, Object record) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query.formatted(record))) {
      row.next();
      return row.getString(1);
    }
  }

  private CreditNoteId creditedInFull(InvoiceId invoice, @Nullable Refunding refunding) {
    var today = java.time.LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return books
        .bean(Credits.class)
        .issue(
            invoice,
            new CreditDetails(
                CreditPurpose.CREDIT,
                today,
                "Charged twice",
                LineAmounts.INCLUSIVE,
                books.find(invoice).lines().stream().map(InvoiceLine::details).toList(),
                refunding));
  }

  private InvoiceId invoiceFor(ClientId whose) {
    var billing = books.bean(dev.tandem.practice.billing.Billing.class);
    var like = books.find(books.invoice());
    billing.voidInvoice(like.id());
    InvoiceId id =
        billing.draft(
            new dev.tandem.practice.billing.InvoiceDetails(
                whose,
                null,
                null,
                like.date(),
                like.dueDate(),
                "",
                like.lineAmounts(),
                like.lines().stream().map(InvoiceLine::details).toList()));
    billing.approve(id);
    return id;
  }

  /** Xero remembers what a restored database does not. */
  @Test
  void aDatabasePutBackErasesAgain() throws SQLException {
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", client.value()),
        "{\"Name\":\"%s\",\"FirstName\":\"Erased\",\"LastName\":\"client %s\"}"
            .formatted(ErasedName.of(client), client.toString().substring(28)));
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    assertThat(books.in(() -> books.bean(Erasures.class).receipt(client))).isPresent();
    assertThat(traces()).isEmpty();
  }

  /** What somebody types into the archived contact is not taken back into the record. */
  @Test
  void xeroBringsNothingBack() {
    erase();
    books.settle();
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", client.value()),
        "{\"EmailAddress\":\"" + EMAIL + "\",\"FirstName\":\"Zenobia\"}");
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    var found = books.in(() -> books.bean(Clients.class).find(client));
    assertThat(found.name()).isEqualTo(ErasedName.of(client));
    assertThat(found.details().email()).isEmpty();
  }

  @Test
  void onlyAnOwnerMay() {
    Browser admin = TestPractice.of(house, books.practice()).browser(Role.ADMIN);
    assertThat(admin.get(page()).status()).isEqualTo(403);
    assertThat(admin.get("/clients/" + client).body()).doesNotContain("/erasure");
    assertThat(owner.get("/clients/" + client).body()).contains("/erasure");
  }

  /** Each place in the database that still has one of her words: every column of every table. */
  private List<String> traces() throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var columns = connection.createStatement()) {
      var tables =
          columns.executeQuery(
              """
              select c.relnamespace::regnamespace || '.' || c.relname as name from pg_class c
               where c.relkind in ('r', 'p') and c.relnamespace in ('practice'::regnamespace, 'house'::regnamespace)
                 and c.relname not in ('spring_session', 'spring_session_attributes', 'flyway_schema_history')
                 and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'practice_id')""");
      while (tables.next()) {
        look(statement, tables.getString("name"), found);
      }
    }
    return found;
  }

  private void look(Statement statement, String table, List<String> found) throws SQLException {
    for (String word : WORDS) {
      var rows =
          statement.executeQuery(
              "select t::text || coalesce((select string_agg(encode(decode(m[1], 'hex'), 'escape'), ' ')"
                  + " from regexp_matches(t::text, '\\\\\\\\x([0-9a-f]+)', 'g') m), '') as it from "
                  + table
                  + " t where practice_id = '"
                  + books.practice()
                  + "'");
      while (rows.next()) {
        if (rows.getString("it").contains(word)) {
          found.add(table + ": " + word + " in " + rows.getString("it"));
        }
      }
    }
  }
}
