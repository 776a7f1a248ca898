package dev.tandem.practice.setup.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

@TandemTest
@ExtendWith(OutputCaptureExtension.class)
class SetupCommandsTest {

  @Autowired private ApplicationContext house;
  @Autowired private Setup setup;
  @Autowired private Staff staff;
  @Autowired private JdbcClient db;

  private final String name = "Kiwi Books " + UUID.randomUUID();

  @Test
  void opensAPracticeAndPrintsItsId(CapturedOutput said) {
    assertThat(
            create(
                "--name",
                name,
                "--kind",
                "firm",
                "--country",
                "nz",
                "--zone",
                "Pacific/Auckland",
                "--currency",
                "nzd"))
        .isZero();
    var practice = PracticeId.of(said.getOut().strip().lines().toList().getLast());
    var profile = Practices.in(practice, setup::practice);
    assertThat(profile.name()).isEqualTo(name);
    assertThat(profile.kind()).isEqualTo(PracticeKind.FIRM);
    assertThat(profile.currency()).isEqualTo("NZD");
    assertThat(profile.zone()).hasToString("Pacific/Auckland");
  }

  @Test
  void opensNoPracticeFromWrongWords(CapturedOutput said) {
    assertThat(create("--name", name, "--kind", "circus")).isEqualTo(1);
    assertThat(create("--name", name, "--zone", "Mars/Base")).isEqualTo(1);
    assertThat(said.getErr()).contains("Give --kind clinic, firm or association");
    assertThat(create("--name", name, "--currency", "ABC")).isEqualTo(1);
    assertThat(said.getErr()).contains("Choose a currency.");
    assertThat(create("--name", " ")).isEqualTo(1);
    assertThat(create()).as("wrong usage").isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.getAll()).doesNotContain("Exception", "\tat ");
    assertThat(
            db.sql("select count(*) from house.practice where name = ?")
                .param(name)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void givesAPersonAPlaceAndAPageForThePassword(CapturedOutput said) {
    var practice = TestPractice.open(house);
    String email = "new" + practice.id() + "@example.com";
    assertThat(person(practice, "--email", email, "--name", "New Person", "--role", "bookkeeper"))
        .isZero();
    StaffId id = staff.findByEmail(email).orElseThrow();
    assertThat(Practices.in(practice.id(), () -> staff.member(id)).role())
        .isEqualTo(Role.BOOKKEEPER);
    String page = said.getOut().strip().lines().toList().getLast().replaceFirst(".* at ", "");
    var browser = practice.browser();
    browser.get(page);
    assertThat(browser.submit(page, java.util.Map.of("password", "a long enough one")).redirect())
        .isEqualTo("/sign-in?password-set");
    assertThat(browser.signIn(email, "a long enough one").redirect()).isEqualTo("/");

    var second = TestPractice.open(house);
    assertThat(person(second, "--email", email, "--name", "New Person")).isZero();
    assertThat(said.getOut()).contains("They have a password already");
    assertThat(staff.practicesOf(id)).hasSize(2);
  }

  @Test
  void givesNoPlaceFromWrongWords(CapturedOutput said) {
    var practice = TestPractice.open(house);
    String email = practice.email(Role.ADMIN);
    assertThat(person(practice, "--email", email, "--name", "Again")).isEqualTo(1);
    assertThat(said.getErr()).contains("belongs to the practice already");
    assertThat(person(practice, "--email", "nobody", "--name", "X")).isEqualTo(1);
    assertThat(person(practice, "--email", "x@example.com", "--name", "X", "--role", "king"))
        .isEqualTo(1);
    assertThat(said.getErr()).contains("Give --role owner");
    assertThat(
            run(
                StaffCreateCommand.class,
                "--practice",
                "No such practice",
                "--email",
                "x@example.com",
                "--name",
                "X"))
        .isEqualTo(1);
    assertThat(said.getErr()).contains("There is no practice");
    assertThat(staff.findByEmail("x@example.com")).isEmpty();
    assertThat(said.getAll()).doesNotContain("Exception", "\tat ");
  }

  private int create(String... arguments) {
    return run(PracticeCreateCommand.class, arguments);
  }

  private int person(TestPractice practice, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--practice";
    all[1] = practice.id().toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return run(StaffCreateCommand.class, all);
  }

  private int run(Class<?> command, String... arguments) {
    return new CommandLine(house.getAutowireCapableBeanFactory().createBean(command))
        .execute(arguments);
  }
}
