package dev.tandem.staff.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.staff.Role;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

@TandemTest
@ExtendWith(OutputCaptureExtension.class)
class StaffPasswordCommandTest {

  private static final String NEW = "quite another password";

  @Autowired private ApplicationContext house;

  private final InputStream keyboard = System.in;
  private TestPractice practice;

  @BeforeEach
  void open() {
    practice = TestPractice.open(house);
  }

  @AfterEach
  void giveTheKeyboardBack() {
    System.setIn(keyboard);
  }

  @Test
  void setsAPasswordThatIsTypedAndEndsAllSessions(CapturedOutput said) {
    Browser browser = practice.browser(Role.OWNER);
    assertThat(browser.get("/account").status()).isEqualTo(200);
    assertThat(run(NEW, "--email", practice.email(Role.OWNER), "--password")).isZero();
    assertThat(said.getOut()).contains("The password is set.");
    assertThat(said.getAll()).doesNotContain(NEW);
    assertThat(browser.get("/account").status()).isEqualTo(302);
    assertThat(browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD).status())
        .isEqualTo(401);
    assertThat(browser.signIn(practice.email(Role.OWNER), NEW).redirect()).isEqualTo("/");
  }

  @Test
  void saysWhatIsWrong(CapturedOutput said) {
    assertThat(run("short", "--email", practice.email(Role.OWNER), "--password")).isEqualTo(1);
    assertThat(said.getErr()).contains("Use at least 10 characters.");
    assertThat(run(NEW, "--email", "nobody@example.com", "--password")).isEqualTo(1);
    assertThat(said.getErr()).contains("Nobody signs in with this e-mail.");
    assertThat(run(NEW)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.getAll()).doesNotContain("Exception", "\tat ", NEW);
    assertThat(practice.browser(Role.OWNER).get("/account").status()).isEqualTo(200);
  }

  private int run(String typed, String... arguments) {
    System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)));
    return new CommandLine(
            house.getAutowireCapableBeanFactory().createBean(StaffPasswordCommand.class))
        .execute(arguments);
  }
}
