package dev.tandem.books.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.Postings;
import dev.tandem.practice.setup.Preferences.InvoiceAs;
import dev.tandem.practice.setup.Preferences.InvoiceOn;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is mapped decides where invoices and payments land in Xero. */
@TandemTest
class MappingJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Mappings mappings;
  @Autowired Setup setup;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anInvoiceLandsWhereServicePractitionerAndLocationSay() {
    write("PUT", "Items", "{\"Code\":\"CONS\",\"Name\":\"Consult\"}");
    write("PUT", "TrackingCategories", "{\"Name\":\"Team\"}");
    String team =
        books
            .records("trackingCategories", it -> it.path("Name").asString().equals("Team"))
            .getFirst()
            .path("TrackingCategoryID")
            .asString();
    write("PUT", "TrackingCategories/" + team + "/Options", "{\"Name\":\"Dr Grey's\"}");
    readAgain();
    map(
        Subject.of(books.room().service()),
        new Target(account("260"), item("CONS"), "EXEMPTOUTPUT", List.of()));
    map(Subject.of(books.room().practitioner()), tracked("Dr Grey's"));
    map(Subject.of(books.room().location()), tracked("North"));
    map(Subject.REST, new Target(account("200"), null, "OUTPUT", List.of(option("South"))));

    complete();
    books.settle();

    JsonNode line = lines().getFirst();
    assertThat(line.path("AccountCode").asString()).isEqualTo("260");
    assertThat(line.path("TaxType").asString()).isEqualTo("EXEMPTOUTPUT");
    assertThat(line.path("TaxAmount").decimalValue()).isEqualByComparingTo("0");
    assertThat(line.path("ItemCode").asString()).isEqualTo("CONS");
    assertThat(line.path("Tracking"))
        .extracting(it -> it.path("Name").asString(), it -> it.path("Option").asString())
        .containsExactlyInAnyOrder(tuple("Region", "North"), tuple("Team", "Dr Grey's"));
  }

  @Test
  void aPaymentLandsInTheAccountOfItsMethod() {
    InvoiceId invoice = books.invoice();
    map(Subject.of(PaymentMethod.CARD), Target.account(account("855")));
    books.pay(invoice, "40.00");
    books.settle();
    assertThat(paymentAccounts()).containsExactly("855");

    map(Subject.of(PaymentMethod.CARD), Target.NOTHING);
    books.pay(invoice, "10.00");
    books.settle();
    assertThat(paymentAccounts()).containsExactlyInAnyOrder("855", "090");
  }

  @Test
  void anAccountThatWasArchivedIsToldOfAndReplacedEverywhereInOneStep() {
    var other = books.in(() -> setup.add(PracticeRoom.service("Follow-up", "200")));
    map(Subject.REST, Target.account(account("200")));
    String old = account("200");
    write("POST", "Accounts/" + old, "{\"Status\":\"ARCHIVED\"}");
    assertThat(books.in(mappings::flaws)).isZero();
    readAgain();

    assertThat(mapping().flaws())
        .singleElement()
        .matches(it -> it.part() == Part.ACCOUNT && it.from().equals(old) && it.gone())
        .extracting(Flaw::usedBy)
        .isEqualTo(List.of("Everything else", "Follow-up", "Initial consultation"));
    assertThatThrownBy(() -> replace(old, old)).isInstanceOf(InvalidInput.class);

    assertThat(replace(old, account("260"))).isEqualTo(3);
    assertThat(mapping().flaws()).isEmpty();
    assertThat(books.in(() -> setup.service(other)).accountCode()).isEqualTo("260");
    complete();
    books.settle();
    assertThat(lines().getFirst().path("AccountCode").asString()).isEqualTo("260");
  }

  @Test
  void aPaymentWaitsForAnotherAccountAndThenGoesByItself() {
    map(Subject.of(PaymentMethod.CARD), Target.account(account("855")));
    write("POST", "Accounts/" + account("855"), "{\"EnablePaymentsToAccount\":false}");
    readAgain();
    PaymentId payment = books.pay(books.invoice(), "110.00");
    books.settle();
    assertThat(books.standing("payment", payment.value()))
        .matches(it -> it.state() == State.NEEDS_YOU || it.state() == State.ON_HOLD)
        .matches(it -> String.valueOf(it.reason()).contains("(855), takes none in Xero any more"));
    assertThat(paymentAccounts()).isEmpty();

    books.in(
        () ->
            house
                .getBean(Replacing.class)
                .replace(organisation(), Part.ACCOUNT, true, account("855"), account("090")));
    books.settle();
    assertThat(paymentAccounts()).containsExactly("090");
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void onlyWhatIsThereAndInUseCanBeChosen() {
    Subject service = Subject.of(books.room().service());
    assertThatThrownBy(() -> map(service, Target.account(account("090"))))
        .as("a bank account takes no income")
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> map(service, Target.account(account("610"))))
        .as("a system account")
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> map(service, new Target(null, null, "INPUT", List.of())))
        .as("a tax on what is bought")
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () ->
                map(
                    Subject.of(books.room().location()),
                    new Target(null, null, null, List.of(option("North"), option("South")))))
        .as("two options of one category")
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> map(Subject.of(PaymentMethod.CASH), Target.account(account("200"))))
        .as("no money goes to income")
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () ->
                map(
                    new Subject(Subject.Kind.LOCATION, UUID.randomUUID().toString()),
                    tracked("North")))
        .isInstanceOf(dev.tandem.shared.NoSuchRecord.class);
  }

  @Test
  void aServiceHasAnAccountOfItsOwnInEachOrganisation() {
    books.beside(DemoOrganisation.NZ);
    Binding nz =
        books.in(() -> house.getBean(Connections.class).bindings()).stream()
            .filter(it -> it.tenantId().equals(DemoOrganisation.NZ.tenantId()))
            .findFirst()
            .orElseThrow();
    Practices.run(
        books.practice(),
        () -> {
          house.getBean(Connections.class).assign(books.room().location(), nz.id());
          mappings.map(
              nz,
              Subject.of(books.room().service()),
              new Target(account(nz, "260"), null, "OUTPUT2", List.of()));
        });
    complete();
    books.settleAll();
    JsonNode line = lines(DemoOrganisation.NZ).getFirst();
    assertThat(line.path("AccountCode").asString()).isEqualTo("260");
    assertThat(line.path("TaxType").asString()).isEqualTo("OUTPUT2");
    assertThat(books.in(() -> setup.service(books.room().service())).accountCode())
        .as("the other organisation's stays")
        .isEqualTo("200");
  }

  @Test
  void anAustralianOrganisationIsProposedForAWhole() {
    books.in(() -> setup.add(dev.tandem.practice.setup.LocationDetails.named("North")));
    books.in(() -> setup.add(PracticeRoom.service("Gait analysis", "777")));
    Mapping shown = mapping();
    assertThat(shown.suggestions())
        .extracting(Suggestion::name, Suggestion::words)
        .contains(
            tuple("Everything else", "Sales (200), GST on Income"),
            tuple("Gait analysis", "Sales (200)"),
            tuple("North", "Region: North"),
            tuple("Every other payment", "Business Bank Account (090)"))
        .doesNotContain(tuple("Initial consultation", "Sales (200)"));
    assertThat(mapping().rest().target()).as("nothing holds yet").isEqualTo(Target.NOTHING);

    assertThatThrownBy(() -> books.in(() -> mappings.take(organisation(), "other")))
        .isInstanceOf(Refused.class);
    books.in(() -> mappings.take(organisation(), shown.proposed()));
    assertThat(mapping().suggestions()).isEmpty();
    assertThat(mapping().flaws()).isEmpty();
    assertThat(books.in(setup::services))
        .extracting("name", "accountCode", "taxType")
        .contains(tuple("Gait analysis", "200", "OUTPUT"));
  }

  @ParameterizedTest
  @EnumSource(
      value = DemoOrganisation.class,
      names = {"NZ", "UK"})
  void anotherCountrysOrganisationIsProposedItsOwnTaxes(DemoOrganisation country) {
    books.beside(country);
    Binding uk =
        books.in(() -> house.getBean(Connections.class).bindings()).stream()
            .filter(it -> it.tenantId().equals(country.tenantId()))
            .findFirst()
            .orElseThrow();
    Mapping shown = books.in(() -> mappings.of(uk));
    assertThat(shown.suggestions())
        .extracting(Suggestion::name)
        .contains("Everything else", "Initial consultation", "Every other payment");
    assertThat(shown.suggestions())
        .filteredOn(it -> it.subject().equals(Subject.REST))
        .singleElement()
        .matches(it -> it.words().startsWith("Sales (200), "));
    books.in(() -> mappings.take(uk, shown.proposed()));
    Mapping taken = books.in(() -> mappings.of(uk));
    assertThat(taken.flaws()).isEmpty();
    assertThat(taken.services().getFirst().target().tax()).isEqualTo("OUTPUT2");
    assertThat(mapping().services().getFirst().target().tax())
        .as("Australia keeps its own")
        .isNull();
  }

  private Binding organisation() {
    return house.getBean(Connections.class).binding(books.binding());
  }

  private Mapping mapping() {
    return books.in(() -> mappings.of(organisation()));
  }

  private void map(Subject subject, Target target) {
    Practices.run(books.practice(), () -> mappings.map(organisation(), subject, target));
  }

  private int replace(String from, String to) {
    return books.in(
        () ->
            house
                .getBean(Replacing.class)
                .replace(organisation(), Part.ACCOUNT, false, from, to)
                .places());
  }

  private String account(String code) {
    return books.in(() -> account(organisation(), code));
  }

  private String account(Binding organisation, String code) {
    return mappings.offered(Mappings.tenant(organisation)).accounts().stream()
        .filter(it -> code.equals(it.code()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private String item(String code) {
    return mapping().offered().items().stream()
        .filter(it -> it.code().equals(code))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Target tracked(String option) {
    return new Target(null, null, null, List.of(option(option)));
  }

  private String option(String name) {
    return mapping().offered().tracking().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private void readAgain() {
    Practices.run(
        books.practice(), () -> house.getBean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  private void complete() {
    Practices.run(
        books.practice(),
        () -> {
          setup.change(PracticeRoom.prefer(InvoiceOn.COMPLETION, InvoiceAs.APPROVED));
          String yesterday =
              LocalDate.now(clock.withZone(PracticeRoom.ZONE)).minusDays(1) + "T10:00";
          AppointmentId id =
              books.bean(Appointments.class).book(books.room().at(yesterday, "Knee"));
          books.bean(Appointments.class).complete(id);
          assertThat(books.bean(Billing.class).ofClient(books.room().client(), 5)).hasSize(1);
        });
  }

  private List<JsonNode> lines() {
    return lines(DemoOrganisation.AU);
  }

  /** Of the one invoice that went there. */
  private List<JsonNode> lines(DemoOrganisation there) {
    JsonNode invoice =
        books
            .records(
                there, "invoices", it -> it.path("InvoiceNumber").asString().startsWith("INV-"))
            .getLast();
    return invoice.path("LineItems").valueStream().toList();
  }

  private List<String> paymentAccounts() {
    return books.records("payments", it -> it.path("Reference").asString().contains("T-")).stream()
        .map(it -> it.path("Account").path("Code").asString())
        .toList();
  }

  private void write(String method, String path, String json) {
    books.control(
        books.organisation() + "/write?method=" + method + "&path=" + path.replace("/", "%2F"),
        json);
  }

  /** Each line of what is issued asks where it belongs; the books behind it are read once. */
  @Test
  void howeverManyLinesAskTheListsAreReadOnceInATransaction() {
    var postings = house.getBean(Postings.class);
    var inPractice = house.getBean(TransactionTemplate.class);
    var service = books.in(() -> setup.service(books.room().service()));
    var room = books.room();
    long once = scans(inPractice, () -> postings.of(service, room.practitioner(), room.location()));
    long often =
        scans(
            inPractice,
            () -> {
              for (int i = 0; i < 20; i++) {
                postings.of(service, room.practitioner(), room.location());
              }
            });
    assertThat(once).isPositive();
    assertThat(often).isEqualTo(once);
    Target south = new Target(account("200"), null, "OUTPUT", List.of(option("South")));
    Binding here = mapping().organisation();
    inPractice(
        inPractice,
        () -> {
          assertThat(postings.of(service, null, null).tracking()).isEmpty();
          mappings.map(here, Subject.REST, south);
          assertThat(postings.of(service, null, null).tracking())
              .as("what is mapped meanwhile is known at once")
              .extracting(it -> it.option())
              .containsExactly("South");
        });
  }

  private void inPractice(TransactionTemplate template, Runnable work) {
    Practices.run(books.practice(), () -> template.executeWithoutResult(_ -> work.run()));
  }

  /** How often this transaction looked into the organisation's lists, as the database counts it. */
  private long scans(TransactionTemplate template, Runnable work) {
    return books.in(
        () ->
            template.execute(
                _ -> {
                  long before = scans();
                  work.run();
                  return scans() - before;
                }));
  }

  /** What is not written down yet of this connection's earlier transactions counts in. */
  private long scans() {
    return house
        .getBean(JdbcClient.class)
        .sql(
            """
            select sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0))
              from pg_stat_xact_user_tables
             where relname in ('ledger_account', 'ledger_tax_rate', 'ledger_tracking', 'mapping')""")
        .query(Long.class)
        .single();
  }
}
