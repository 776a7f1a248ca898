package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

@TandemTest
@ExtendWith(OutputCaptureExtension.class)
class VerifyLogCommandTest {

  @Autowired private ApplicationContext house;
  @Autowired private TestDatabase database;
  @Autowired private TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void saysWhetherAnythingWasTouched(CapturedOutput said) throws Exception {
    BooksRoom books = BooksRoom.open(house);
    String practice = books.practice().toString();
    assertThat(verify("--practice", practice)).isZero();
    assertThat(said.getOut())
        .containsPattern(
            "\\d+ calls since \\d+ [A-Z][a-z]+ 20\\d\\d, \\d\\d:\\d\\d, whole\\.\\R  head [0-9a-f]{64}");
    String head = said.getOut().replaceFirst("(?s).*head ([0-9a-f]{64}).*", "$1");
    assertThat(verify("--practice", practice, "--head", head)).isZero();
    assertThat(said.getOut()).contains("is in this chain");
    assertThat(verify("--practice", practice, "--head", "0".repeat(63) + "1")).isEqualTo(1);
    assertThat(said.getErr()).contains("is in no chain");
    assertThat(verify("--head", "abc")).isEqualTo(1);
    assertThat(verify("--practice", "nobody's")).isEqualTo(1);
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "update practice.sync_log set outcome = 'ok', message = 'all fine' where practice_id = '"
              + practice
              + "' and seq = 2");
    }
    assertThat(verify("--practice", practice)).isEqualTo(1);
    assertThat(said.getOut()).contains("NOT WHOLE", "at 2", "altered");
  }

  private int verify(String... arguments) {
    return new CommandLine(house.getBean(VerifyLogCommand.class)).execute(arguments);
  }
}
