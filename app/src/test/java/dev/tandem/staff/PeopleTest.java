package dev.tandem.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.shared.Practices;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two practices of one house: whoever runs one must not come into the other through a person. */
@TandemTest
class PeopleTest {

  @Autowired private ApplicationContext house;
  @Autowired private Staff staff;
  @Autowired private JdbcClient db;

  private TestPractice theirs;
  private TestPractice ours;

  @BeforeEach
  void openTwo() {
    theirs = TestPractice.open(house);
    ours = TestPractice.open(house);
  }

  @Test
  void givesNoLinkToSomebodyWhoIsInvitedElsewhereAndHasNoPasswordYet() {
    String email = "invited" + theirs.id() + "@example.com";
    invite(theirs, email);
    Browser admin = ours.browser(Role.ADMIN);
    admin.get("/setup/people/new");
    var refused =
        admin.submit(
            "/setup/people", Map.of("name", "Victim", "email", email, "role", "RECEPTIONIST"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("chosen a password");
    assertThat(admin.get("/setup/people").body()).doesNotContain(email, "/password/");
  }

  @Test
  void endsALinkWhenItsPersonTakesAPlaceElsewhere() {
    String email = "linked" + theirs.id() + "@example.com";
    ours.add(email, Role.RECEPTIONIST);
    StaffId id = staff.findByEmail(email).orElseThrow();
    String token = Practices.in(ours.id(), () -> staff.passwordLink(id));
    assertThat(staff.linkOpens(token)).isTrue();
    theirs.add(email, Role.OWNER);
    assertThat(staff.linkOpens(token)).isFalse();
  }

  @Test
  void keepsPersonalDetailsOutOfTheDatabasesRefusals() {
    String email = ours.email(Role.OWNER);
    assertThatThrownBy(
            () ->
                db.sql(
                        "insert into house.staff_member (id, email, email_key, name, created_at) values (gen_random_uuid(), ?, ?, 'Sam', now())")
                    .params(email, email)
                    .update())
        .isInstanceOf(DuplicateKeyException.class)
        .message()
        .doesNotContain(email);
  }

  private void invite(TestPractice practice, String email) {
    Practices.run(practice.id(), () -> staff.add(new NewPerson(email, "Victim", Role.OWNER, null)));
  }
}
