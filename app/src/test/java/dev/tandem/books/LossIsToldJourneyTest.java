package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.connection.RecoverySweep;
import dev.tandem.practice.notices.NoticeId;
import dev.tandem.practice.notices.NoticeMailWorker;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever can put a lost connection right knows of it, once: in a line across every page, on the
 * page of notices and by mail; and whoever was mailed hears when it is over.
 */
@TandemTest
class LossIsToldJourneyTest {

  private static final String ROLE =
      "/_simulator/organisations/" + BooksRoom.TENANT + "/role?role=";

  @Autowired private ApplicationContext house;
  @Autowired private Connections connections;
  @Autowired private RecoverySweep sweep;
  @Autowired private NoticeMailWorker mailer;
  @Autowired private JdbcClient jdbc;
  @Autowired private TestXero xero;
  @Autowired private TestClock clock;

  private BooksRoom room;
  private TestPractice people;
  private Browser owner;
  private Browser receptionist;

  @BeforeEach
  void connect() {
    room = BooksRoom.open(house);
    people = TestPractice.of(house, room.practice());
    owner = people.browser(Role.OWNER);
    receptionist = people.browser(Role.RECEPTIONIST);
    xero.control("DELETE", "/_simulator/mail");
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "apps/client/revoke, no longer accepts the consent, sign in to Xero and allow Tandem again",
    "apps/client/scopes/accounting.contacts/withhold, does not cover something, allow everything",
    "organisations/TENANT/role?role=read_only, may no longer write, Standard or Adviser role",
    "apps/client/organisations/TENANT/disconnect, was disconnected from Tandem, choose the organisation again",
    "organisations/TENANT/role?role=none, lets Tandem into this organisation no more, add that user again",
    "organisations/TENANT/close, lets Tandem into this organisation no more, still opens",
    "organisations/TENANT/start-anew, was reset in Xero, connect the new one",
    "apps/client/secret?secret=replaced-in-the-portal-4711, client id or secret, XERO_CLIENT_SECRET"
  })
  void eachLossIsToldWithItsRemedyAndWhatWaits(String how, String happened, String remedy) {
    xero.control("POST", "/_simulator/" + how.replace("TENANT", BooksRoom.TENANT.toString()));
    clock.advance(Duration.ofHours(1));
    room.add("Waits", "One");
    room.add("Waits", "Two");
    clock.advance(Duration.ofSeconds(5));
    room.turn();

    assertThat(owner.get("/notices").body()).contains(happened, remedy, "2 changes wait");
    assertThat(owner.get("/notices/bell").body()).contains("needs you", "Put it right");
    assertThat(mails()).isEmpty();
    clock.advance(Duration.ofMinutes(3));
    runMails();
    List<JsonNode> mails = mails();
    assertThat(mails).hasSize(1);
    String text = mails.getFirst().path("text").asString();
    assertThat(text).contains(happened, remedy, "2 changes wait", "/ledger", "Who can do this");
    assertThat(text).doesNotContain("Waits");

    // Nothing changed: nobody is told again, however often it is looked at.
    clock.advance(Duration.ofHours(3));
    sweep.runOnce();
    runMails();
    assertThat(mails()).hasSize(1);
  }

  @Test
  void theEndIsToldOnceToThoseWhoWereMailed() {
    lose();
    clock.advance(Duration.ofMinutes(3));
    runMails();
    assertThat(mails()).hasSize(1);
    xero.control("POST", ROLE + "standard");
    clock.advance(Duration.ofHours(1));
    assertThat(sweep.runOnce()).isEqualTo(1);
    runMails();
    sweep.runOnce();
    runMails();
    assertThat(mails()).hasSize(2);
    assertThat(mails().getLast().path("subject").asString()).contains("is connected again");
    assertThat(owner.get("/notices").body()).contains("is connected again", "Over");
    assertThat(owner.get("/notices/bell").body()).doesNotContain("Put it right");
  }

  @Test
  void whatIsOverWithinTwoMinutesMailsNobody() {
    lose();
    xero.control("POST", ROLE + "standard");
    clock.advance(Duration.ofSeconds(70));
    assertThat(sweep.runOnce()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(5));
    runMails();
    assertThat(mails()).isEmpty();
    assertThat(owner.get("/notices").body()).contains("is connected again");
  }

  @Test
  void aConnectionThatComesAndGoesIsToldAndLookedAtEverMoreRarely() {
    for (int minute = 0; minute < 120; minute++) {
      // Whatever is looked at is well, and the next call of the lane is refused all the same.
      Practices.run(
          room.practice(), () -> connections.lost(room.binding(), LostReason.ROLE_MISSING));
      clock.advance(Duration.ofMinutes(1));
      sweep.runOnce();
      runMails();
    }
    // Lost after 1, 5, 10, 20, 40 minutes: each but the first outlives the two minutes.
    assertThat(mails()).hasSizeBetween(4, 12);
    assertThat(mails().getFirst().path("text").asString()).contains("may no longer write");
  }

  @Test
  void anotherReasonIsToldAnew() {
    lose();
    clock.advance(Duration.ofMinutes(3));
    runMails();
    Practices.run(
        room.practice(), () -> connections.lost(room.binding(), LostReason.DISCONNECTED_AT_LEDGER));
    Practices.run(
        room.practice(), () -> connections.lost(room.binding(), LostReason.DISCONNECTED_AT_LEDGER));
    clock.advance(Duration.ofMinutes(3));
    runMails();
    assertThat(mails()).hasSize(2);
    assertThat(mails().getLast().path("text").asString()).contains("was disconnected");
    assertThat(owner.get("/notices").body()).containsOnlyOnce("<article");
  }

  @Test
  void onlyThoseWhoCanActAreTold() {
    lose();
    clock.advance(Duration.ofMinutes(3));
    runMails();
    assertThat(mails()).hasSize(1);
    assertThat(mails().getFirst().path("text").asString()).contains("(Owner)");
    assertThat(receptionist.get("/notices").body()).doesNotContain("<article");
    assertThat(receptionist.get("/notices/bell").body()).doesNotContain("Put it right");
  }

  @Test
  void aPersonMayDeclineMailsAndStillFindsTheNotice() {
    assertThat(owner.get("/notices/choice").body()).contains("Stop mailing me");
    owner.submit("/notices/choice", Map.of("byMail", "false"));
    assertThat(owner.get("/notices/choice").body()).contains("Mail me about the ledger");
    lose();
    clock.advance(Duration.ofMinutes(3));
    runMails();
    assertThat(mails()).isEmpty();
    assertThat(owner.get("/notices").body()).contains("needs you");
  }

  @Test
  void aMailThatCannotGoIsTriedAgainAndThenGivenUpVisibly() {
    lose();
    xero.control("POST", "/_simulator/mail/troubles?name=service_unavailable&count=6");
    clock.advance(Duration.ofMinutes(3));
    runMails();
    assertThat(owner.get("/notices").body()).contains("tried again by itself", "out of order");
    for (int tries = 2; tries <= 6; tries++) {
      clock.advance(Duration.ofHours(7));
      runMails();
    }
    assertThat(mails()).isEmpty();
    String page = owner.get("/notices").body();
    assertThat(page).contains("No mail to", "Send the mails again");
    owner.submit("/notices/" + openNotice() + "/mails", Map.of());
    runMails();
    assertThat(mails()).hasSize(1);
    assertThat(owner.get("/notices").body()).doesNotContain("No mail to");
  }

  @Test
  void whoeverDeclinesBeforeTheNextTryIsNotMailed() {
    lose();
    xero.control("POST", "/_simulator/mail/troubles?name=service_unavailable");
    clock.advance(Duration.ofMinutes(3));
    runMails();
    owner.get("/notices/choice");
    owner.submit("/notices/choice", Map.of("byMail", "false"));
    clock.advance(Duration.ofHours(1));
    runMails();
    assertThat(mails()).isEmpty();
    assertThat(owner.get("/notices").body()).doesNotContain("No mail to");
  }

  @Test
  void aLostAnswerOfTheMailServerMailsNobodyTwice() {
    lose();
    xero.control(
        "POST", "/_simulator/faults?kind=drop-after-commit&path=/emails&method=POST&count=1");
    clock.advance(Duration.ofMinutes(3));
    runMails();
    room.add("Came", "Later");
    clock.advance(Duration.ofMinutes(10));
    runMails();
    assertThat(mails()).hasSize(1);
    assertThat(owner.get("/notices").body()).doesNotContain("No mail to");
  }

  @Test
  void reconnectingByAPersonEndsTheNotice() {
    lose();
    xero.control("POST", ROLE + "standard");
    owner.get("/ledger");
    owner.submit("/ledger/connection/" + room.binding() + "/refresh", Map.of());
    assertThat(owner.get("/notices/bell").body()).doesNotContain("Put it right");
  }

  private void lose() {
    xero.control("POST", ROLE + "none");
    room.add("Waits", "Meanwhile");
    clock.advance(Duration.ofSeconds(5));
    room.turn();
  }

  /** What the scheduler does: runs the mailings of this practice that are due. */
  private void runMails() {
    for (String job : due()) {
      String[] names = job.split("/", -1);
      Instant again =
          room.in(() -> mailer.runOnce(NoticeId.of(names[1]), Integer.parseInt(names[2])));
      jdbc.sql(
              again == null
                  ? "delete from house.scheduled_tasks where task_instance = :job and (:at::timestamptz is null)"
                  : "update house.scheduled_tasks set execution_time = :at::timestamptz where task_instance = :job")
          .param("job", job)
          .param("at", again == null ? null : Timestamp.from(again))
          .update();
    }
  }

  private List<String> due() {
    return jdbc.sql(
            """
            select task_instance from house.scheduled_tasks
            where task_name = 'notice-mail' and task_instance like ? and execution_time <= ?
            order by execution_time
            """)
        .params(room.practice() + "/%", Timestamp.from(clock.instant()))
        .query(String.class)
        .list();
  }

  private String openNotice() {
    return room.in(
        () ->
            house
                .getBean(dev.tandem.practice.notices.Notices.class)
                .open(Role.OWNER.permissions())
                .getFirst()
                .id()
                .toString());
  }

  private List<JsonNode> mails() {
    var mails = new ArrayList<JsonNode>();
    new JsonMapper().readTree(xero.control("GET", "/_simulator/mail")).forEach(mails::add);
    return mails;
  }
}
