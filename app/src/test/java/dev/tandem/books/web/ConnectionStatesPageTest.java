package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Binding.Status;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** The Ledger page in every state of a connection, over real HTTP. */
@TandemTest
class ConnectionStatesPageTest {

  @Autowired private ApplicationContext house;
  @Autowired private Connections connections;
  @Autowired private TestXero xero;
  @Autowired private TestClock clock;

  private BooksRoom room;
  private Browser owner;
  private Browser receptionist;

  @BeforeEach
  void connect() {
    room = BooksRoom.open(house);
    var people = TestPractice.of(house, room.practice());
    owner = people.browser(Role.OWNER);
    receptionist = people.browser(Role.RECEPTIONIST);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @ParameterizedTest
  @EnumSource(LostReason.class)
  void everyLossSaysWhatHappenedWhatHelpsWhoCanAndWhatWaits(LostReason reason) {
    Practices.run(room.practice(), () -> connections.lost(room.binding(), reason));
    room.add("Waits", "Meanwhile");
    String page = HtmlUtils.htmlUnescape(owner.get("/ledger").body());
    assertThat(page)
        .contains(
            "Needs attention",
            reason.happened(),
            reason.remedy(),
            "Who can do this",
            "Lost <time",
            "change waits")
        .doesNotContain("leave within seconds");
    assertThat(owner.get("/ledger").body()).contains(reason.help());
    assertThat(owner.get("/ledger/pulse").body()).contains("Needs you: " + reason.brief());
    assertThat(owner.get("/ledger/card").body()).contains("Needs you", reason.brief());
  }

  @Test
  void whoeverMayNotConnectReadsItButHasNoButtons() {
    Practices.run(room.practice(), () -> connections.lost(room.binding(), LostReason.GRANT_ENDED));
    assertThat(receptionist.get("/ledger").body())
        .contains("Needs attention", "Who can do this")
        .doesNotContain("Look again", "/suspension", "/disconnection");
  }

  @Test
  void aPersonSuspendsWithAReasonAndResumes() {
    owner.get(path("suspension"));
    owner.submit(path("suspension"), Map.of("because", "The bookkeeper closes the month"));
    assertThat(owner.get("/ledger").body())
        .contains("Suspended", "“The bookkeeper closes the month”", "Resume")
        .doesNotContain("leave within seconds");
    assertThat(owner.get("/ledger/pulse").body()).contains("Suspended");
    assertThat(owner.get("/ledger/needs-you").body()).contains("is suspended");
    owner.get("/ledger");
    owner.submit(path("refresh"), Map.of());
    assertThat(owner.get("/ledger").body()).contains("It stays suspended");
    xero.control("POST", room.organisation() + "/close");
    owner.submit(path("refresh"), Map.of());
    assertThat(HtmlUtils.htmlUnescape(owner.get("/ledger").body()))
        .contains(LostReason.NO_ACCESS.happened() + " It stays suspended.")
        .doesNotContain("the organisation answers");
    xero.control("POST", room.organisation() + "/open");
    owner.submit(path("resumption"), Map.of());
    assertThat(owner.get("/ledger").body())
        .contains("It goes on", "leave within seconds", "Suspend");
    assertThat(status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  void aReasonThatIsTooLongIsRefusedInWords() {
    owner.get(path("suspension"));
    var refused = owner.submit(path("suspension"), Map.of("because", "x".repeat(201)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("up to 200 characters", "x".repeat(201));
    assertThat(status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  void lookingAgainSaysWhatIsSeen() {
    xero.control("POST", room.organisation() + "/close");
    owner.get("/ledger");
    owner.submit(path("refresh"), Map.of());
    assertThat(HtmlUtils.htmlUnescape(owner.get("/ledger").body()))
        .contains(LostReason.NO_ACCESS.happened());
    assertThat(status()).isEqualTo(Status.NEEDS_ATTENTION);
    xero.control("POST", room.organisation() + "/open");
    owner.submit(path("refresh"), Map.of());
    assertThat(owner.get("/ledger").body()).contains("the organisation answers");
    assertThat(status()).isEqualTo(Status.ACTIVE);
  }

  private Status status() {
    return room.in(() -> connections.binding(room.binding()).status());
  }

  private String path(String act) {
    return "/ledger/connection/" + room.binding() + "/" + act;
  }
}
