package dev.tandem.practice.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestDatabase;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

@TandemTest
class ImportClientsCommandTest {

  @Autowired ApplicationContext house;
  @Autowired Clients clients;
  @Autowired TestDatabase database;
  @TempDir Path folder;
  PracticeId practice;
  Path file;

  @BeforeEach
  void writeFile() throws IOException {
    practice = PracticeExamples.practiceIn(database, "AU");
    file = folder.resolve("people.csv");
    Files.writeString(
        file, "Who,Contact,DOB\nAnn Lee,ann@example.com,03/04/1990\nBob Ray,at home,\n");
  }

  @Test
  void importsWithACorrectedMappingAndWritesTheErrors() throws IOException {
    Path errors = folder.resolve("errors.csv");
    String mapping = "Who=name,Contact=email";
    assertThat(run("--mapping", mapping, "--dry-run")).isZero();
    assertThat(names()).as("a dry run").isZero();
    assertThat(run("--mapping", mapping, "--errors", errors.toString())).isZero();
    assertThat(names()).isEqualTo(1);
    assertThat(Files.readString(errors)).contains("Bob Ray,at home,,", "E-mail");
    assertThat(run("--mapping", mapping)).isZero();
    assertThat(names()).as("again").isEqualTo(1);
  }

  @Test
  void saysWhatItCannotDo() {
    assertThat(run("--mapping", "Nobody=name")).isEqualTo(1);
    assertThat(execute(file.toString(), "--practice", "No such practice")).isEqualTo(1);
    assertThat(execute("missing.csv", "--practice", practice.toString())).isEqualTo(1);
  }

  private int run(String... more) {
    String[] all = new String[more.length + 3];
    all[0] = file.toString();
    all[1] = "--practice";
    all[2] = practice.toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return execute(all);
  }

  private int execute(String... arguments) {
    // One process runs one command: options must not stay from the last run.
    var command = house.getAutowireCapableBeanFactory().createBean(ImportClientsCommand.class);
    return new CommandLine(command).execute(arguments);
  }

  private long names() {
    return Practices.in(practice, () -> clients.search(ClientSearch.forText(""))).total();
  }
}
