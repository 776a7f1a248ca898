package dev.tandem.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
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
  @Autowired private Setup setup;
  @Autowired private JdbcClient db;
  @Autowired private TestClock clock;

  private TestPractice theirs;
  private TestPractice ours;
  private String firstLink = "";

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
  void opensNothingForAPasswordThatAnotherPracticeChose() {
    String email = invitedByUs();
    Browser holder = ours.browser();
    assertThat(holder.signIn(email, TestPractice.PASSWORD).redirect()).isEqualTo("/");
    assertThat(holder.get("/account").body()).contains("Receptionist").doesNotContain(ourName());
    var switching = Map.of("practice", ours.id().toString());
    assertThat(holder.post("/practice-switch", with(holder, switching)).status()).isEqualTo(404);
    assertThat(staff.practicesOf(staff.findByEmail(email).orElseThrow()))
        .extracting(Membership::practice)
        .containsExactly(theirs.id());
  }

  @Test
  void joinsOnceByTheNewestLinkSignedInAsThatAccount() {
    String email = invitedByUs();
    Browser owner = ours.browser(Role.OWNER);
    owner.get("/setup/people");
    String id = staff.findByEmail(email).orElseThrow().toString();
    assertThat(owner.submit("/setup/people/" + id + "/invitation", Map.of()).redirect())
        .isEqualTo("/setup/people");
    String link = linkOn(owner.get("/setup/people"));
    assertThat(owner.get("/setup/people").body()).contains("Invited").doesNotContain(link);

    assertThat(ours.browser().get(link).redirect()).startsWith("/sign-in?next=%2Finvitation");
    assertThat(owner.get(link).body()).contains("another account");
    assertThat(owner.post(link, with(owner, Map.of())).status()).isEqualTo(409);
    Browser person = ours.browser();
    person.signIn(email, TestPractice.PASSWORD);
    assertThat(person.get(firstLink).body()).contains("no longer good");
    assertThat(person.get(link).body()).contains("Join " + ourName(), "Owner");
    assertThat(person.submit(link, Map.of()).redirect()).isEqualTo("/");
    assertThat(person.get("/account").body()).contains(ourName(), "Owner");
    assertThat(person.get(link).body()).contains("no longer good");
    assertThat(person.post(link, with(person, Map.of())).status()).isEqualTo(409);
    assertThat(owner.get("/setup/people").body()).contains(email).doesNotContain("Invited");
  }

  @Test
  void letsAnInvitationGrowOld() {
    String email = invitedByUs();
    Browser person = ours.browser();
    person.signIn(email, TestPractice.PASSWORD);
    clock.advance(Duration.ofHours(73));
    try {
      assertThat(person.get(firstLink).body()).contains("no longer good");
    } finally {
      clock.reset();
    }
  }

  @Test
  void givesNoPasswordLinkForSomebodyMerelyInvited() {
    StaffId id = staff.findByEmail(invitedByUs()).orElseThrow();
    Browser owner = ours.browser(Role.OWNER);
    owner.get("/setup/people");
    var refused = owner.post("/setup/people/" + id + "/password-link", with(owner, Map.of()));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).doesNotContain("/password/");
  }

  @Test
  void doesNotCountAnInvitedOwner() {
    invitedByUs();
    StaffId only = staff.findByEmail(ours.email(Role.OWNER)).orElseThrow();
    assertThatThrownBy(() -> Practices.run(ours.id(), () -> staff.remove(only)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("only owner");
  }

  @Test
  void anInvitationCanBeTakenBack() {
    StaffId id = staff.findByEmail(invitedByUs()).orElseThrow();
    Practices.run(ours.id(), () -> staff.remove(id));
    assertThat(staff.invitation(firstLink.replaceFirst(".*/", ""))).isEmpty();
  }

  @Test
  void startsTheAccountAnewForSomebodyWhoWorksNowhereAnyMore() {
    String email = "former" + theirs.id() + "@example.com";
    theirs.add(email, Role.OWNER);
    theirs.add("other" + email, Role.OWNER);
    StaffId id = staff.findByEmail(email).orElseThrow();
    Practices.run(theirs.id(), () -> staff.remove(id));
    Browser owner = ours.browser(Role.OWNER);
    String link = add(owner, email);
    assertThat(link).startsWith("/password/");
    assertThat(ours.browser().signIn(email, TestPractice.PASSWORD).status()).isEqualTo(401);
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

  /** Somebody of the other practice, whom our owner adds as one more; the link is kept. */
  private String invitedByUs() {
    String email = "victim" + theirs.id() + "@example.com";
    theirs.add(email, Role.RECEPTIONIST);
    firstLink = add(ours.browser(Role.OWNER), email);
    assertThat(firstLink).startsWith("/invitation/");
    return email;
  }

  private static String add(Browser owner, String email) {
    owner.get("/setup/people/new");
    var person = Map.of("name", "Victim", "email", email, "role", "OWNER");
    assertThat(owner.submit("/setup/people", person).redirect()).isEqualTo("/setup/people");
    return linkOn(owner.get("/setup/people"));
  }

  private static String linkOn(Browser.Page page) {
    var shown =
        Pattern.compile("https?://[^/]+(/(?:invitation|password)/[\\w-]+)").matcher(page.body());
    assertThat(shown.find()).as("the page shows a link").isTrue();
    return shown.group(1);
  }

  /** The fields with the token against forgery of some page. */
  private static Map<String, String> with(Browser browser, Map<String, String> fields) {
    browser.get("/account");
    var all = new HashMap<>(browser.hiddenFields("/account/password"));
    all.putAll(fields);
    return all;
  }

  private String ourName() {
    return Practices.in(ours.id(), () -> setup.practice().name());
  }

  private void invite(TestPractice practice, String email) {
    Practices.run(practice.id(), () -> staff.add(new NewPerson(email, "Victim", Role.OWNER, null)));
  }
}
