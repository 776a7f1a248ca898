package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.connection.ConsentRefused.Why;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.staff.StaffId;
import dev.tandem.xero.oauth.AuthorizationRequest;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TandemTest
class ConsentAttemptsTest {

  @Autowired Setup setup;
  @Autowired ConsentAttempts attempts;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private final Visitor visitor = new Visitor(new StaffId(UUID.randomUUID()), "session-of-ann");
  private final String state = "state-" + UUID.randomUUID();
  private PracticeId practice;

  @BeforeEach
  void setOut() {
    practice = open();
    attempts.remember(
        new AuthorizationRequest(state, "the-verifier", URI.create("http://localhost/")),
        practice,
        visitor);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void givesTheVerifierToWhoeverSetOut() {
    assertThat(attempts.consume(state, practice, visitor)).isEqualTo("the-verifier");
  }

  @Test
  void isGoodOnce() {
    attempts.consume(state, practice, visitor);
    refused(Why.ALREADY_USED, state, practice, visitor);
  }

  @Test
  void isGoodForTenMinutes() {
    clock.advance(Duration.ofMinutes(10));
    refused(Why.EXPIRED, state, practice, visitor);
  }

  @Test
  void belongsToPersonPracticeAndBrowser() {
    refused(Why.OTHER_SESSION, state, practice, new Visitor(visitor.person(), "another-session"));
    refused(
        Why.OTHER_SESSION,
        state,
        practice,
        new Visitor(new StaffId(UUID.randomUUID()), visitor.session()));
    refused(Why.OTHER_SESSION, state, open(), visitor);
    assertThat(attempts.consume(state, practice, visitor)).isEqualTo("the-verifier");
  }

  @Test
  void refusesAStateNobodyWasGiven() {
    refused(Why.UNKNOWN, "made-up", practice, visitor);
  }

  @Test
  void keepsNeitherStateNorSessionNorVerifierReadable() throws Exception {
    try (var connection = database.connectAsSuperuser();
        var rows =
            connection
                .createStatement()
                .executeQuery("select row_to_json(a)::text from house.consent_attempt a")) {
      while (rows.next()) {
        assertThat(rows.getString(1)).doesNotContain(state, "session-of-ann", "the-verifier");
      }
    }
  }

  private void refused(Why why, String state, PracticeId practice, Visitor visitor) {
    assertThatThrownBy(() -> attempts.consume(state, practice, visitor))
        .isInstanceOfSatisfying(ConsentRefused.class, it -> assertThat(it.why()).isEqualTo(why));
  }

  private PracticeId open() {
    return setup.open(
        new NewPractice(
            "Quay Street", PracticeKind.CLINIC, "AU", ZoneId.of("Australia/Sydney"), "AUD"));
  }
}
