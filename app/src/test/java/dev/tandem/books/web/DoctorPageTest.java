package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Diagnosis;
import dev.tandem.shared.doctor.Doctor;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.Finding.Level;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the doctor sees of a running application, and who sees it. */
@TandemTest
class DoctorPageTest {

  @Autowired private ApplicationContext house;
  @Autowired private TestClock clock;
  @Autowired private Doctor doctor;
  @Autowired private dev.tandem.TestXero xero;

  private BooksRoom room;
  private TestPractice people;

  @BeforeEach
  void connected() {
    room = BooksRoom.open(house);
    people = TestPractice.of(house, room.practice());
  }

  private int ahead;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void showsFindingsWithWhatToDoToThoseWhoMayConnect() {
    Browser owner = people.browser(Role.OWNER);
    assertThat(owner.get("/ledger/doctor").body())
        .contains("Looking at everything", "hx-get=\"/ledger/doctor/findings\"");
    String page = owner.get("/ledger/doctor?now=true").body();
    assertThat(page)
        .contains("Harbour Health Demo (AU)", "It answers", "This installation")
        .doesNotContain("0123456789abcdef", TandemTest.WEBHOOK_KEY);
    assertThat(owner.get("/ledger/doctor/findings").status()).isEqualTo(200);
    assertThat(people.browser(Role.BOOKKEEPER).get("/ledger/doctor").status()).isEqualTo(403);
    assertThat(people.browser(Role.BOOKKEEPER).get("/ledger").body()).doesNotContain(">Doctor<");
  }

  @Test
  void findsTheDatabaseInOrder() {
    assertThat(findings(doctor.installation(), Chapter.DATABASE))
        .hasSize(5)
        .allSatisfy(it -> assertThat(it.level()).as(it.toString()).isEqualTo(Level.FINE))
        .extracting(Finding::title)
        .containsExactly("Version", "Role", "Row-level security", "Schema", "Clock");
  }

  @Test
  void noticesAClockThatIsOff() {
    assertThat(clocks()).extracting(Finding::level).containsOnly(Level.FINE);
    clockGoesAhead(20);
    assertThat(clocks()).extracting(Finding::level).containsOnly(Level.LOOK);
    clockGoesAhead(60);
    assertThat(clocks())
        .hasSize(2)
        .allSatisfy(
            it -> {
              assertThat(it.level()).isEqualTo(Level.WRONG);
              assertThat(it.seen()).containsPattern("\\b(79|8\\d) s ahead of");
              assertThat(it.remedy()).contains("NTP");
            });
  }

  @Test
  void saysWhyAnOrganisationCannotBeReached() {
    room.fault("503", "GET", "Organisation");
    assertThat(organisation().level()).isEqualTo(Level.WRONG);
    assertThat(organisation().level()).as("the fault was for one call").isEqualTo(Level.FINE);
    room.in(
        () -> {
          house.getBean(Connections.class).turnSendingOff(room.binding());
          return null;
        });
    assertThat(organisation().seen()).contains("Sending is off");
    room.in(
        () -> {
          house.getBean(Connections.class).lost(room.binding(), LostReason.GRANT_ENDED);
          return null;
        });
    assertThat(organisation().level()).isEqualTo(Level.WRONG);
    assertThat(organisation().seen()).isEqualTo(LostReason.GRANT_ENDED.happened());
  }

  @Test
  void countsItsCallsAgainstTheOrganisationsBudget() {
    int before = room.log().size();
    organisation();
    assertThat(room.log()).hasSize(before + 1);
    assertThat(room.log().getFirst().operation()).isEqualTo("check: organisation");
  }

  @Test
  void comparesTheConsentWithWhatIsSwitchedOn() {
    assertThat(consent().level()).as(consent().toString()).isNotEqualTo(Level.WRONG);
    xero.control("POST", "/_simulator/apps/client/scopes/accounting.payments/withhold");
    room.in(
        () -> {
          house.getBean(Connections.class).refreshNow(room.binding());
          return null;
        });
    assertThat(consent().level()).isEqualTo(Level.WRONG);
    assertThat(consent().toString()).contains("ayments", "Features");
  }

  private Finding consent() {
    return findings(doctor.practice(room.practice()), Chapter.LEDGER).stream()
        .filter(it -> it.title().startsWith("What "))
        .findFirst()
        .orElseThrow();
  }

  private Finding organisation() {
    return findings(doctor.practice(room.practice()), Chapter.LEDGER).stream()
        .filter(it -> it.title().equals("Harbour Health Demo (AU)"))
        .findFirst()
        .orElseThrow();
  }

  /** Ours and, since Xero's stand-in goes by it, theirs; so theirs has to say an earlier time. */
  private void clockGoesAhead(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    ahead += seconds;
    room.control(
        "/_simulator/faults",
        "{\"kind\":\"clock-skew\",\"seconds\":%d,\"path\":\"/.well-known/*\"}".formatted(-ahead));
  }

  private List<Finding> clocks() {
    Diagnosis found = doctor.installation();
    var all = new java.util.ArrayList<>(findings(found, Chapter.CLOCK));
    findings(found, Chapter.DATABASE).stream()
        .filter(it -> it.title().equals("Clock"))
        .forEach(all::add);
    return all;
  }

  private static List<Finding> findings(Diagnosis diagnosis, Chapter chapter) {
    return diagnosis.parts().stream()
        .filter(it -> it.chapter() == chapter)
        .flatMap(it -> it.findings().stream())
        .toList();
  }
}
