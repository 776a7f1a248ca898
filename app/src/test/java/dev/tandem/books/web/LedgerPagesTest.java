package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.AppRegistration;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.plan.Plans;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The Ledger page and its pieces, over real HTTP, with a simulated Xero behind. */
@TandemTest
class LedgerPagesTest {

  private static final String CHOOSE = "/ledger/connection/organisations";

  @Autowired ApplicationContext house;
  @Autowired Connections connections;
  @Autowired Clients clients;
  @Autowired Setup setup;
  @Autowired Lanes lanes;
  @Autowired TestXero xero;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired org.thymeleaf.spring6.SpringTemplateEngine templates;
  @Autowired TransactionTemplate transaction;

  private TestPractice practice;
  private Browser owner;

  @BeforeEach
  void connect() {
    xero.fresh();
    practice = TestPractice.open(house);
    owner = practice.browser(Role.OWNER);
    String consentPage = owner.get("/ledger/connection/begin").redirect();
    var atXero = new Browser(xero.uri().getPort());
    atXero.get(consentPage);
    String back =
        atXero
            .submit(
                "/identity/connect/authorize",
                Map.of("decision", "allow", "tenant", DemoOrganisation.AU.tenantId()))
            .redirect();
    owner.get(owner.get(back).redirect());
    owner.submit(CHOOSE, Map.of());
    Practices.run(practice.id(), () -> house.getBean(Plans.class).decide(binding().id()));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void tellsWhatWaitsAndWhatWasSent() {
    ClientId ann = within(() -> clients.add(ClientDetails.person("Ann", "Lee")));
    assertThat(owner.get("/ledger").body()).contains("change is waiting to go to");
    assertThat(owner.get("/ledger/pulse").body()).contains("1 waiting");
    assertThat(owner.get("/ledger/badges?client=" + ann).body())
        .contains("id=\"ledger-badge-client-" + ann + "\"", "hx-swap-oob", "sending is off");

    owner.get("/ledger");
    owner.submit("/ledger/connection/" + binding().id() + "/sending", Map.of());
    turn();
    assertThat(owner.get("/ledger").body()).contains("create clients", "to Xero", ">ok<");
    assertThat(owner.get("/ledger/badges?client=" + ann).body()).contains("In step");
    assertThat(owner.get("/ledger/pulse").body()).contains("In step");
    assertThat(owner.get("/ledger/story/client/" + ann).body())
        .contains("Ann Lee and the ledger", "Created in Xero", "Id in Xero");
    assertThat(owner.get("/ledger/log.csv?direction=pull").body())
        .contains("from Xero")
        .doesNotContain("create clients");
    assertThat(owner.get("/ledger?text=no+such+call").body()).contains("Nothing like that");
  }

  @Test
  void aRefusalSaysWhatHelpsAndGoesAgain() {
    ClientId ann = within(() -> clients.add(ClientDetails.person("Ann", "Lee")));
    within(
        () ->
            transaction.execute(
                _ ->
                    jdbc.sql(
                            "update practice.pending_push set held = 'Email address must be valid', held_at = now()")
                        .update()));
    assertThat(owner.get("/ledger/refusals").body())
        .contains("Ann Lee", "Email address must be valid", "Correct the e-mail address");
    assertThat(owner.get("/ledger/needs-you").body()).contains("One record was refused");
    assertThat(owner.get("/ledger/badges?client=" + ann).body()).contains("Needs you");
    owner.get("/ledger/refusals");
    owner.submit("/ledger/refusals/client/" + ann + "/retry", Map.of());
    assertThat(owner.get("/ledger/refusals").body())
        .contains("Ann Lee goes again now", "Nothing was refused");
  }

  @Test
  void whatBothSidesChangedStandsUnderConflictsOnly() {
    String tenant = binding().tenantId();
    ClientId ann = within(() -> clients.add(ClientDetails.person("Ann", "Lee")));
    within(
        () ->
            transaction.execute(
                _ -> {
                  jdbc.sql("delete from practice.pending_push").update();
                  return jdbc.sql(
                          """
                          insert into practice.conflict (id, tenant, kind, record, field, agreed, ours, theirs, raised_at)
                          values (?, ?::uuid, 'client', ?, 'email', 'a@example.com', 'b@example.com', 'c@example.com', now())""")
                      .params(UUID.randomUUID(), tenant, ann.value())
                      .update();
                }));
    assertThat(owner.get("/ledger/refusals").body()).contains("Nothing was refused");
    assertThat(owner.get("/ledger/conflicts").body())
        .contains("Ann Lee", "b@example.com", "c@example.com");
    assertThat(owner.get("/ledger/pulse").body()).contains("Needs you: 1");
    assertThat(owner.get("/ledger/needs-you").body())
        .contains("One record was changed on both sides")
        .doesNotContain("refused");
  }

  @Test
  void mapsAServiceToAnAccountOfTheLedger() {
    ServiceId service =
        within(
            () ->
                setup.add(
                    new ServiceDetails(
                        "Consultation",
                        30,
                        new BigDecimal("110"),
                        true,
                        "999",
                        "OUTPUT",
                        BigDecimal.TEN,
                        "#0c6ebd")));
    turn();
    assertThat(owner.get("/ledger/mapping").body())
        .contains("Consultation", "Xero has no income account 999", "Sales (200)");
    String sales =
        within(() -> house.getBean(Reference.class).accounts(UUID.fromString(binding().tenantId())))
            .stream()
            .filter(it -> "200".equals(it.code()))
            .findFirst()
            .orElseThrow()
            .id();
    owner.submit("/ledger/mapping/service/" + service, Map.of("account", sales, "tax", "OUTPUT"));
    assertThat(owner.get("/ledger/mapping").body()).doesNotContain("Xero has no income account");
    assertThat(within(() -> setup.service(service)).accountCode()).isEqualTo("200");
  }

  @Test
  void showsNothingOfWhatIsNoRecordOfThePractice() {
    ClientId ann = within(() -> clients.add(ClientDetails.person("Ann", "Lee")));
    var elsewhere = PracticeRoom.open(house);
    var unknown = UUID.randomUUID();
    String badges =
        owner
            .get(
                "/ledger/badges?client=%s&client=%s&client=%s&invoice=%s&payment=%s"
                    .formatted(ann, elsewhere.client(), unknown, unknown, unknown))
            .body();
    assertThat(badges)
        .contains("ledger-badge-client-" + ann)
        .doesNotContain(elsewhere.client().toString(), unknown.toString());
    for (String record :
        List.of("client/" + elsewhere.client(), "payment/" + unknown, "kettle/" + ann)) {
      assertThat(owner.get("/ledger/story/" + record).status()).as(record).isEqualTo(404);
    }
  }

  @Test
  void everyTabStandsAlsoWhenNothingHappened() {
    for (String tab : new String[] {"", "/refusals", "/conflicts", "/mapping", "/help", "/head"}) {
      assertThat(owner.get("/ledger" + tab).status()).as(tab).isEqualTo(200);
    }
    assertThat(owner.get("/ledger/story/client/nonsense").status()).isEqualTo(404);
  }

  @Test
  void scriptsReadTheSameFromTheApi() {
    within(() -> clients.add(ClientDetails.person("Ann", "Lee")));
    String key = practice.apiKey(Role.BOOKKEEPER);
    var status =
        practice
            .browser()
            .send(owner.request("/api/v1/ledger").header("Authorization", "Bearer " + key).GET());
    assertThat(status.status()).isEqualTo(200);
    assertThat(status.body())
        .contains("\"status\":\"ACTIVE\"", "\"waiting\":1", DemoOrganisation.AU.tenantId());
    var outbox =
        practice
            .browser()
            .send(
                owner
                    .request("/api/v1/ledger/outbox?size=1")
                    .header("Authorization", "Bearer " + key)
                    .GET());
    assertThat(outbox.body())
        .contains("\"kind\":\"client\"", "\"state\":\"PAUSED\"", "\"more\":false");
    String desk = practice.apiKey(Role.PRACTITIONER);
    assertThat(
            practice
                .browser()
                .send(
                    owner.request("/api/v1/ledger").header("Authorization", "Bearer " + desk).GET())
                .status())
        .isEqualTo(403);
  }

  @Test
  void aLostConnectionSaysWhyWhatWaitsAndWhatHelps() {
    within(() -> clients.add(ClientDetails.person("Ann", "Lee")));
    Practices.run(practice.id(), () -> connections.lost(binding().id(), LostReason.GRANT_ENDED));
    assertThat(owner.get("/ledger").body())
        .contains("Needs you", "no longer accepts the consent", "waits", "Reconnect");
    assertThat(owner.get("/ledger/pulse").body()).contains("Needs you");
    assertThat(owner.get("/ledger/needs-you").body())
        .contains("The connection with Xero needs you");
  }

  @Test
  void showsTheStepsWhereNothingIsRegistered() {
    var nothing =
        new AppRegistration(
            false,
            List.of("XERO_CLIENT_ID", "XERO_CLIENT_SECRET"),
            "https://desk.example/auth/xero",
            false,
            "",
            false);
    var context = new org.thymeleaf.context.Context();
    context.setVariable(
        "head",
        new LedgerHead(nothing, List.of(), List.of(), new Queue(0, 0, 0, null), 0, List.of()));
    assertThat(templates.process("ledger/setup", Set.of("steps"), context))
        .contains(
            "developer portal",
            "https://desk.example/auth/xero",
            "XERO_REDIRECT_URI=https://desk.example/auth/xero",
            ">XERO_CLIENT_SECRET<");
  }

  /** Lets the lane do what is due. */
  private void turn() {
    clock.advance(Duration.ofSeconds(5));
    within(lanes::ofPractice).forEach(lanes::runOnce);
  }

  private Binding binding() {
    return within(() -> connections.main()).orElseThrow();
  }

  private <T> T within(Supplier<T> work) {
    return Practices.in(practice.id(), work::get);
  }
}
