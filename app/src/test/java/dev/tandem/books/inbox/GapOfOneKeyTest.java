package dev.tandem.books.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.EverySecret;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * What the webhook of a custom connection did not tell concerns its own organisation, and nobody
 * else, also when its key was ended meanwhile.
 */
@TandemTest
class GapOfOneKeyTest {

  private static final String NZ = DemoOrganisation.NZ.tenantId();
  private static final String CHOOSE = "/ledger/connection/organisations";
  private static final String FIRST = "a-signing-key-that-has-holes";
  private static final String NEXT = "the-signing-key-that-follows";

  @Autowired ApplicationContext house;
  @Autowired GapWatch watch;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom others;
  private TestPractice practice;
  private Browser owner;

  @BeforeEach
  void open() throws Exception {
    for (String it :
        List.of("webhook_delivery", "webhook_gap", "webhook_numbers", "webhook_unheard")) {
      execute("delete from house." + it);
    }
    execute("delete from house.lane where tenant = '" + NZ + "'");
    execute("delete from house.delivery where tenant = '" + NZ + "'");
    others = BooksRoom.open(house);
    practice = TestPractice.open(house);
    owner = practice.browser(Role.OWNER);
    connect();
    assertThat(told(others.organisation(), TandemTest.WEBHOOK_KEY, 1)).isEqualTo(200);
    Awaitility.await().until(() -> told(NZ, FIRST, 1) == 200);
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void itsHoleIsReadByItsOwnThoughTheKeyIsEnded() throws Exception {
    clock.advance(Duration.ofMinutes(10));
    assertThat(told(NZ, FIRST, 4)).isEqualTo(200);
    anotherKey();
    clock.advance(Duration.ofMinutes(3));
    watch.runOnce();
    assertThat(page()).contains("2 events never came");
    assertThat(notices(practice.id())).hasSize(1);
    nothingIsSaidToOthers();
  }

  @Test
  void itsSilenceEndsWithTheKeyThatFollowsIt() throws Exception {
    execute(
        "insert into house.webhook_gap (provider, via, from_at, found_at) select 'xero', via, heard_at, '%s'"
                .formatted(clock.instant())
            + " from house.webhook_numbers where tenants is not null");
    watch.runOnce();
    assertThat(page()).contains("Xero tells nothing any more");
    anotherKey();
    clock.advance(Duration.ofMinutes(1));
    assertThat(told(others.organisation(), TandemTest.WEBHOOK_KEY, 2)).isEqualTo(200);
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(page()).as("others' key proves nothing").contains("Xero tells nothing any more");
    Awaitility.await().until(() -> told(NZ, NEXT, 1) == 200);
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(page()).contains("Xero told nothing").doesNotContain("Xero tells nothing any more");
    nothingIsSaidToOthers();
  }

  @Test
  void withoutAKeyOfItsOwnItIsToldNothingOfTheInstallations() throws Exception {
    execute("update house.custom_app set webhook_key = null where tenant_id = '" + NZ + "'");
    execute("delete from house.webhook_numbers where tenants is not null");
    execute("delete from house.webhook_told where tenant = '" + NZ + "'");
    var keys = house.getBean(dev.tandem.books.ledger.Notices.class);
    Awaitility.await()
        .until(
            () ->
                keys.keysOfSome().values().stream()
                    .noneMatch(it -> it.contains(UUID.fromString(NZ))));
    clock.advance(Duration.ofMinutes(10));
    assertThat(told(others.organisation(), TandemTest.WEBHOOK_KEY, 4)).isEqualTo(200);
    clock.advance(Duration.ofMinutes(3));
    watch.runOnce();
    assertThat(
            TestPractice.of(house, others.practice())
                .browser(Role.OWNER)
                .get("/ledger/inbox")
                .body())
        .contains("2 events never came");
    assertThat(page()).contains("Nothing is missing");
    assertThat(notices(practice.id())).isEmpty();
  }

  private void nothingIsSaidToOthers() {
    assertThat(
            TestPractice.of(house, others.practice())
                .browser(Role.OWNER)
                .get("/ledger/inbox")
                .body())
        .contains("Nothing is missing");
    assertThat(notices(others.practice())).isEmpty();
  }

  private List<NoticeView> notices(PracticeId whose) {
    return Practices.in(whose, () -> house.getBean(Notices.class).openUnder("webhook/"));
  }

  private String page() {
    return owner.get("/ledger/inbox").body();
  }

  private void connect() {
    EverySecret.add("webhook key", FIRST);
    String enter = "/ledger/connection/custom";
    owner.get(enter);
    String chosen =
        owner
            .submit(
                enter, Map.of("client", "custom", "secret", "custom-secret", "webhookKey", FIRST))
            .redirect();
    owner.get(chosen);
    owner.submit(CHOOSE, Map.of());
  }

  /** The one before is ended, and no call proves that it is. */
  private void anotherKey() throws Exception {
    EverySecret.add("webhook key", NEXT);
    String path =
        "/ledger/connection/"
            + Practices.in(
                practice.id(), () -> house.getBean(Connections.class).bindings().getFirst().id())
            + "/webhook-key";
    owner.get(path);
    owner.submit(path, Map.of("webhookKey", NEXT));
    owner.get(path);
    owner.submit(path + "/before", Map.of());
    var notices = house.getBean(dev.tandem.books.ledger.Notices.class);
    byte[] nothing = "{\"events\":[]}".getBytes(UTF_8);
    Awaitility.await()
        .until(() -> notices.provenBy(nothing, signature("{\"events\":[]}", FIRST)).isEmpty());
  }

  private int told(String organisation, String key, long number) throws Exception {
    String tenant = organisation.substring(organisation.lastIndexOf('/') + 1);
    String body =
        """
        {"events":[{"resourceId":"%s","tenantId":"%s","tenantType":"ORGANISATION","eventCategory":"CONTACT",
         "eventType":"UPDATE","eventDateUtc":"%s"}],"firstEventSequence":%d,"lastEventSequence":%d}"""
            .formatted(
                UUID.randomUUID(),
                tenant,
                clock.instant().toString().substring(0, 23),
                number,
                number);
    Browser somebody = practice.browser();
    return somebody
        .send(
            somebody
                .request("/webhooks/xero")
                .header("x-xero-signature", signature(body, key))
                .POST(BodyPublishers.ofString(body)))
        .status();
  }

  private static String signature(String body, String key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
