package dev.tandem.staff;

import static dev.tandem.staff.Permission.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@TandemTest
class RolesTest {

  @Autowired private ApplicationContext house;

  private static final Map<Role, Set<Permission>> TABLE =
      Map.of(
          Role.OWNER, Set.of(Permission.values()),
          Role.ADMIN, EnumSet.complementOf(EnumSet.of(Permission.CLIENTS_ERASE)),
          Role.PRACTITIONER,
              Set.of(CLIENTS_VIEW, CLIENTS_EDIT, DIARY_VIEW, DIARY_EDIT, INVOICES_VIEW),
          Role.RECEPTIONIST,
              Set.of(
                  CLIENTS_VIEW,
                  CLIENTS_EDIT,
                  DIARY_VIEW,
                  DIARY_EDIT,
                  INVOICES_VIEW,
                  INVOICES_EDIT,
                  PAYMENTS_TAKE,
                  LEDGER_VIEW),
          Role.BOOKKEEPER,
              Set.of(
                  CLIENTS_VIEW,
                  DIARY_VIEW,
                  INVOICES_VIEW,
                  INVOICES_EDIT,
                  PAYMENTS_TAKE,
                  LEDGER_VIEW,
                  LEDGER_OPERATE,
                  REPORTS_VIEW));

  @ParameterizedTest
  @EnumSource(Role.class)
  void mayExactlyWhatTheTableSays(Role role) {
    for (Permission permission : Permission.values()) {
      assertThat(role.may(permission))
          .as("%s %s", role, permission)
          .isEqualTo(TABLE.get(role).contains(permission));
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void opensTheSetupOnlyToThoseWhoRunThePractice(Role role) {
    Browser browser = TestPractice.open(house).browser(role);
    int expected = role.may(SETUP_EDIT) ? 200 : 403;
    for (String path :
        new String[] {
          "/setup/practice",
          "/setup/preferences",
          "/setup/locations",
          "/setup/practitioners",
          "/setup/services",
          "/setup/people",
          "/setup/api-keys"
        }) {
      assertThat(browser.get(path).status()).as(path).isEqualTo(expected);
    }
  }

  @Test
  void administratorsNameNoOwnersAndOwnersDo() {
    TestPractice practice = TestPractice.open(house);
    practice.email(Role.OWNER);
    Browser admin = practice.browser(Role.ADMIN);
    assertThat(admin.get("/setup/people/new").body()).doesNotContain("value=\"OWNER\"");
    var refused =
        admin.submit(
            "/setup/people", Map.of("name", "Sam", "email", "sam@example.com", "role", "OWNER"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Only an owner can name");
    Browser owner = practice.browser(Role.OWNER);
    owner.get("/setup/people/new");
    assertThat(
            owner
                .submit(
                    "/setup/people",
                    Map.of("name", "Sam", "email", "sam@example.com", "role", "OWNER"))
                .redirect())
        .isEqualTo("/setup/people");
    assertThat(owner.get("/setup/people").body()).contains("/password/", "No password yet");
  }

  @Test
  void keepsTheLastOwner() {
    TestPractice practice = TestPractice.open(house);
    Staff staff = house.getBean(Staff.class);
    practice.email(Role.OWNER);
    StaffId owner = staff.findByEmail(practice.email(Role.OWNER)).orElseThrow();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                dev.tandem.shared.Practices.run(practice.id(), () -> staff.give(owner, Role.ADMIN)))
        .isInstanceOf(dev.tandem.shared.Refused.class)
        .hasMessageContaining("only owner");
  }
}
