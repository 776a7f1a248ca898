package dev.tandem;

import dev.tandem.books.AdvanceDesk;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.clearing.ClearingAccounts;
import dev.tandem.books.conflicts.ConflictRules;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.lane.LogKeeping;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.look.LookNow;
import dev.tandem.books.mailing.InvoiceMail;
import dev.tandem.books.mailing.InvoicePaper;
import dev.tandem.books.mailing.MailChoices;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.outbox.Pauses;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentArrangement;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentTwin;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientImportId;
import dev.tandem.practice.clients.ClientImportWorker;
import dev.tandem.practice.clients.ClientImports;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.clients.Erasures;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Corrections;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditLines;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerCreditView;
import dev.tandem.practice.credits.LedgerCredits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.notices.NoticeMailWorker;
import dev.tandem.practice.notices.Notices;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.PaymentTerms;
import dev.tandem.practice.setup.PractitionerDetails;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A practice in which everything exists that a practice can have: a row in each of its tables, a
 * record for each type of id. What a stranger must not see, and its owner must.
 */
final class LivedInPractice {

  private static final String FILE = "Name,Email\nIna Port,ina@example.com\nBob Ray,at home\n";

  private final ApplicationContext house;
  private final BooksRoom books;
  private final TestPractice people;
  private final String apiKey;
  private final Map<String, String> ids = new LinkedHashMap<>();

  private LivedInPractice(ApplicationContext house) {
    this.house = house;
    this.books = BooksRoom.open(house);
    this.people = TestPractice.of(house, books.practice());
    this.apiKey = people.apiKey(Role.OWNER);
    Practices.run(id(), this::live);
    Practices.run(id(), this::map);
    InvoiceId paid = books.invoice();
    PaymentId payment = books.pay(paid, "110.00");
    ids.put("CreditNoteId", credit(paid, null).toString());
    var advances = new AdvanceDesk(books);
    AdvanceId deposit = advances.deposit("25.00");
    ids.put("AdvanceId", deposit.toString());
    ids.put("AllocationId", advances.use(deposit, books.invoice(), "5.00").toString());
    InvoiceId alike = books.invoice();
    books.in(() -> otherMoney(alike));
    InvoiceId partPaid = books.invoice();
    books.pay(partPaid, "50.00");
    CreditNoteId back = credit(partPaid, PaymentMethod.CARD);
    ids.put("RefundId", books.in(() -> refundOf(back)).toString());
    chargeMore();
    books.change(room().client(), ClientField.EMAIL, "ann@example.com");
    books.settle();
    Practices.run(id(), this::mailThroughXero);
    Practices.run(id(), this::look);
    Practices.run(id(), this::forgetSomebody);
    Practices.run(id(), this::arrange);
    Practices.run(id(), this::leaveUndone);
    Practices.run(id(), () -> creditedInLedger(paid));
    Practices.run(
        id(),
        () ->
            house
                .getBean(Adoption.class)
                .leaveAlone(Kind.INVOICE, BooksRoom.TENANT, "somebody else's"));
    Practices.run(id(), () -> closeADay(books.invoice()));
    answerOnce();
    ids.put("PaymentId", payment.toString());
    ids.put("BindingId", books.binding().toString());
    ids.put("GrantId", grant());
    String call = books.log().getFirst().id().toString();
    ids.put("CallController UUID", call);
    ids.put("LogApi UUID", call);
    ids.put("NoticeId", tellOfALoss());
    Practices.run(id(), this::pauseForAMoment);
    Practices.run(id(), () -> house.getBean(MailChoices.class).turn(true, true));
    books.invoice();
  }

  /** As much as is left of the deposit, and not that. */
  private PaymentId otherMoney(InvoiceId invoice) {
    Billing billing = house.getBean(Billing.class);
    DoubleCounting doubles = house.getBean(DoubleCounting.class);
    InvoiceView paid = billing.find(invoice);
    var payment =
        new PaymentDetails(paid.date(), new BigDecimal("20.00"), PaymentMethod.CASH, "", null);
    PaymentId page = billing.freshPayment();
    List<String> twins = doubles.of(paid, page, payment).stream().map(PaymentTwin::key).toList();
    return doubles.take(page, invoice, payment, Sure.ofThese(twins));
  }

  private void chargeMore() {
    InvoiceId wrong = books.invoice();
    books.pay(wrong, "110.00");
    LineDetails was = books.find(wrong).lines().getFirst().details();
    List<LineDetails> right =
        List.of(CreditLines.with(was, was.description(), was.quantity(), new BigDecimal("121.00")));
    books.in(
        () -> {
          var corrections = house.getBean(Corrections.class);
          var plan = corrections.preview(wrong, right, "Too little", null);
          return corrections.correct(wrong, right, "Too little", null, plan.seen());
        });
  }

  private void creditedInLedger(InvoiceId paid) {
    house
        .getBean(LedgerCredits.class)
        .recordOthers(
            paid,
            BigDecimal.ONE,
            List.of(new LedgerCreditView("theirs", "CN-T1", null, BigDecimal.ONE)));
  }

  private CreditNoteId credit(InvoiceId paid, @Nullable PaymentMethod back) {
    return books.in(
        () -> {
          var credits = house.getBean(Credits.class);
          var invoice = house.getBean(Billing.class).find(paid);
          return credits.issue(
              paid,
              new CreditDetails(
                  CreditPurpose.CREDIT,
                  invoice.date(),
                  "Too much",
                  invoice.lineAmounts(),
                  List.of(invoice.lines().getFirst().details()),
                  back == null ? null : new Refunding(invoice.date(), back, "", null)));
        });
  }

  private RefundId refundOf(CreditNoteId note) {
    return house.getBean(Credits.class).find(note).refunds().getFirst().id();
  }

  private void pauseForAMoment() {
    house.getBean(Pauses.class).pause(BooksRoom.TENANT, "month end");
    house.getBean(Pauses.class).resume(BooksRoom.TENANT);
  }

  private void look() {
    var invoice = InvoiceId.of(ids.get("InvoiceId"));
    house.getBean(LookNow.class).ask(new RecordRef("invoice", invoice.value()));
  }

  private void forgetSomebody() {
    ClientId somebody = house.getBean(Clients.class).add(ClientDetails.person("Soon", "Forgotten"));
    house.getBean(Erasures.class).erase(somebody);
  }

  private void arrange() {
    house
        .getBean(PaymentArrangements.class)
        .arrange(room().client(), new PaymentArrangement(null, PaymentTerms.after(30)));
  }

  private void mailThroughXero() {
    var invoice = InvoiceId.of(ids.get("InvoiceId"));
    house.getBean(InvoicePaper.class).onlineAddress(invoice);
    var mail = house.getBean(InvoiceMail.class);
    mail.send(invoice, new InvoiceMail.Seen(mail.look(invoice).to(), null, false));
    house.getBean(MailChoices.class).turn(true, false);
  }

  static LivedInPractice open(ApplicationContext house) {
    return new LivedInPractice(house);
  }

  PracticeId id() {
    return books.practice();
  }

  PracticeRoom room() {
    return books.room();
  }

  /** A browser in which its owner is signed in. */
  Browser owner() {
    Browser owner = people.browser(Role.OWNER);
    owner.get("/account");
    return owner;
  }

  String apiKey() {
    return apiKey;
  }

  /**
   * A record by the simple name of its id's class, or, where a path has a plain UUID, by the
   * controller's name and the type.
   */
  Map<String, String> ids() {
    return ids;
  }

  /** A record of each kind that travels to the ledger, by the word for it. */
  Map<String, String> travellers() {
    return Map.of(
        "client", ids.get("ClientId"),
        "invoice", ids.get("InvoiceId"),
        "payment", ids.get("PaymentId"),
        "receipt", ids.get("ReceiptId"));
  }

  /** What each table holds of the practice, looked at from behind: equal if nothing changed. */
  Map<String, String> fingerprints() throws SQLException {
    var prints = new TreeMap<String, String>();
    try (var connection = house.getBean(TestDatabase.class).connectAsSuperuser();
        var statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        var row =
            statement.executeQuery(
                "select md5(coalesce(string_agg(it::text, ',' order by it::text), '')) from "
                    + table
                    + " it where practice_id = '"
                    + id()
                    + "'");
        row.next();
        prints.put(table, row.getString(1));
      }
    }
    return prints;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    var rows =
        statement.executeQuery(
            """
            select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid
             where a.attname = 'practice_id' and c.relkind in ('r', 'p')
               and c.relnamespace in ('practice'::regnamespace, 'house'::regnamespace)""");
    var tables = new ArrayList<String>();
    while (rows.next()) {
      tables.add(rows.getString(1));
    }
    return tables;
  }

  /** The connection is lost and back, and whoever may act was to be mailed. */
  private String tellOfALoss() {
    var connections = house.getBean(Connections.class);
    Practices.run(id(), () -> connections.lost(books.binding(), LostReason.NO_ACCESS));
    return Practices.in(
        id(),
        () -> {
          var notices = house.getBean(Notices.class);
          var notice = notices.open(Role.OWNER.permissions()).getFirst();
          house.getBean(NoticeMailWorker.class).runOnce(notice.id(), notice.revision());
          notices.choose(house.getBean(Staff.class).people().getFirst().staff(), true);
          connections.refreshNow(books.binding());
          return notice.id().toString();
        });
  }

  private String grant() {
    var connections = house.getBean(Connections.class);
    return Practices.in(id(), () -> connections.binding(books.binding())).grant().toString();
  }

  private void live() {
    var setup = house.getBean(Setup.class);
    setup.change(PracticeRoom.prefer(Preferences.InvoiceOn.COMPLETION, approved()));
    // Of each a second one: the last of its kind may refuse to be archived.
    setup.add(LocationDetails.named("Second"));
    setup.add(new PractitionerDetails("Dr Second", "", "", null));
    setup.add(PracticeRoom.service("Second", "200"));
    ids.put("ClientId", room().client().toString());
    ids.put("ServiceId", room().service().toString());
    ids.put("PractitionerId", room().practitioner().toString());
    ids.put("LocationId", room().location().toString());
    var person = new NewPerson("of" + id() + "@example.com", "Their Person", Role.ADMIN, null);
    var staff = house.getBean(Staff.class).add(person);
    setup.workAt(staff, room().location());
    ids.put("StaffId", staff.toString());
    house.getBean(ApiKeys.class).create("theirs", Role.ADMIN);
    ids.put("ApiKeysController UUID", keyNamed("theirs"));
    AppointmentId appointment = book("2026-11-23T10:00");
    house.getBean(Appointments.class).complete(appointment);
    ids.put("AppointmentId", book("2026-11-23T11:00").toString());
    InvoiceId invoice = house.getBean(Billing.class).ofClient(room().client(), 1).getFirst().id();
    ids.put("InvoiceId", invoice.toString());
    bringIn();
  }

  private static Preferences.InvoiceAs approved() {
    return Preferences.InvoiceAs.APPROVED;
  }

  private AppointmentId book(String localTime) {
    return house.getBean(Appointments.class).book(room().at(localTime, "first visit"));
  }

  private String keyNamed(String name) {
    return house.getBean(ApiKeys.class).all().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id()
        .toString();
  }

  private void bringIn() {
    var imports = house.getBean(ClientImports.class);
    ClientImportId done = upload(imports);
    imports.start(done, imports.find(done).plan());
    house.getBean(ClientImportWorker.class).work(done, () -> true);
    ids.put("ClientImportId", upload(imports).toString());
  }

  private static ClientImportId upload(ClientImports imports) {
    return imports.upload(
        "people.csv", new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)));
  }

  /** Something to map to that an organisation does not begin with, and something mapped. */
  private void map() {
    books.control(
        books.organisation() + "/write?method=PUT&path=Items",
        "{\"Code\":\"CONS\",\"Name\":\"Consult\"}");
    house.getBean(ReferenceWishes.class).readNow(BooksRoom.TENANT);
    Mappings mappings = house.getBean(Mappings.class);
    Binding organisation = house.getBean(Connections.class).binding(books.binding());
    String bank = mappings.of(organisation).offered().banks().getFirst().id();
    mappings.map(organisation, Subject.PAYMENTS, Target.account(bank));
    house.getBean(ClearingAccounts.class).choose(books.binding(), List.of(bank));
    house
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            _ ->
                house
                    .getBean(JdbcClient.class)
                    .sql(
                        """
                        insert into practice.account_day
                          (tenant, ledger_id, day, opening, received, spent, closing, read_at)
                        values (:tenant, :account, current_date, 0, 10, 10, 0, now())""")
                    .param("tenant", BooksRoom.TENANT)
                    .param("account", bank)
                    .update());
    ids.put("ReadingController String", "client");
    for (String controller : List.of("MappingController", "MappingApi")) {
      ids.put(controller + " Kind", "service");
      ids.put(controller + " String", room().service().toString());
    }
  }

  /** Chosen, counted, and some of it still to come. */
  private void leaveOnTheWayIn() {
    for (String sql :
        List.of(
            "insert into practice.incoming_choice (tenant, from_day) values (?, '2026-07-01')",
            "insert into practice.incoming_invoice (tenant, ledger_id, wanted) values (?, 'there', true)",
            "insert into practice.incoming_contact (tenant, ledger_id) values (?, 'there')")) {
      house
          .getBean(TransactionTemplate.class)
          .executeWithoutResult(
              _ -> house.getBean(JdbcClient.class).sql(sql).param(BooksRoom.TENANT).update());
    }
  }

  private void leaveUndone() {
    leaveOnTheWayIn();
    house.getBean(Connections.class).assign(room().location(), books.binding());
    house.getBean(LogKeeping.class).keep(24);
    house.getBean(LedgerFeatures.class).turn(books.binding(), Feature.PAYMENTS, false);
    ClientId waiting = house.getBean(Clients.class).add(ClientDetails.person("Not", "Sent"));
    house.getBean(Choices.class).choose(BooksRoom.TENANT, List.of(waiting.value()), Choice.LEAVE);
    house
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            _ ->
                house
                    .getBean(JdbcClient.class)
                    .sql(
                        """
                        insert into practice.ledger_match
                          (tenant, client, standing, evidence, others, contested, name_key)
                        values (?, ?, 'none', '{}', 0, false, 'not sent')""")
                    .params(BooksRoom.TENANT, waiting.value())
                    .update());
    house
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            _ ->
                house
                    .getBean(JdbcClient.class)
                    .sql(
                        """
                        insert into practice.ledger_suffix (tenant, record, ledger_id, wanted_key, given)
                        values (?, ?, 'there', 'not sent', 'Not Sent (2)')""")
                    .params(BooksRoom.TENANT, waiting.value())
                    .update());
    house
        .getBean(Conflicts.class)
        .settle(
            BooksRoom.TENANT,
            "client",
            waiting.value(),
            List.of("email"),
            List.of(new Conflicts.Dispute("email", null, "a@example.com", "b@example.com")),
            null);
    house.getBean(ConflictRules.class).make("client", "phone", true);
    house
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            _ ->
                house
                    .getBean(JdbcClient.class)
                    .sql(
                        """
                        insert into practice.overlap
                          (tenant, kind, record, known_before, known_until, sure, due_at)
                        values (?, 'client', ?, now(), now(), true, now())""")
                    .params(BooksRoom.TENANT, waiting.value())
                    .update());
    refuse();
  }

  /** Words nobody has met, a period that is closed, and what is left out because of it. */
  private void refuse() {
    var db = house.getBean(JdbcClient.class);
    house
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            _ -> {
              db.sql(
                      """
                      insert into practice.unknown_refusal (kind, key, words, times, first_at, last_at)
                      values ('client', 'a', 'No.', 1, now(), now())""")
                  .update();
              db.sql(
                      """
                      insert into practice.reading_choice (tenant, every_minutes, whole_hour)
                      values (?, 5, 2)""")
                  .param(BooksRoom.TENANT)
                  .update();
              db.sql(
                      """
                      insert into practice.back_fill (tenant, kind, through, due_at)
                      values (?, 'client', 1000000, now())""")
                  .param(BooksRoom.TENANT)
                  .update();
              db.sql(
                      """
                      insert into practice.untold
                        (tenant, silence, gaps, events, spans, from_at, to_at, found_at, read_at)
                      values (?, false, '{[1,1]}', 1, '{}', now(), now(), now(), now())""")
                  .param(BooksRoom.TENANT)
                  .update();
              db.sql(
                      """
                      insert into practice.difference (tenant, kind, ledger_id, found_at)
                      values (?, 'invoice', 'a', now())""")
                  .param(BooksRoom.TENANT)
                  .update();
              db.sql(
                      """
                      insert into practice.forgotten_invoice (tenant, ledger_id, record, at)
                      values (?, 'a', gen_random_uuid(), now())""")
                  .param(BooksRoom.TENANT)
                  .update();
              db.sql(
                      """
                      insert into practice.first_look (tenant, kind, since)
                      values (?, 'advance', now())""")
                  .param(BooksRoom.TENANT)
                  .update();
              db.sql(
                      """
                      insert into practice.closed_until (tenant, day, learned_at)
                      values (?, '2020-06-30', now())""")
                  .param(BooksRoom.TENANT)
                  .update();
              db.sql(
                      """
                      insert into practice.left_out
                        (kind, record, document, tenant, reason, decided_at, decided_by)
                      values ('payment', gen_random_uuid(), gen_random_uuid(), ?, 'By hand', now(), 'Jo')""")
                  .param(BooksRoom.TENANT)
                  .update();
            });
  }

  /** With cash that waits to go. */
  private void closeADay(InvoiceId invoice) {
    house.getBean(KeptMethods.class).change(List.of(PaymentMethod.CASH));
    var takings = house.getBean(Takings.class);
    house
        .getBean(Billing.class)
        .takePayment(
            invoice,
            new PaymentDetails(
                takings.today(), new BigDecimal("20.00"), PaymentMethod.CASH, "", null));
    DayTakings day = takings.of(takings.today());
    List<Count> counts =
        day.toCount().stream()
            .map(it -> new Count(it.method(), it.location(), it.open(), it.open()))
            .toList();
    ids.put("CloseId", takings.close(day.day(), day.seen(), counts, "").toString());
    ids.put("ReceiptId", takings.of(day.day()).banked().getFirst().id().toString());
  }

  /** A write under an Idempotency-Key, whose answer is kept. */
  private void answerOnce() {
    Browser program = people.browser();
    program.send(
        program
            .request("/api/v1/clients")
            .header("Authorization", "Bearer " + apiKey)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "once")
            .POST(BodyPublishers.ofString("{\"givenName\":\"Once\",\"familyName\":\"Only\"}")));
  }
}
