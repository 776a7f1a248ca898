package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.limits.Allowances;
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The simulator as a process of its own. */
class SimStandaloneTest {
  private static Process start(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Only what it is allowed to need: its own classes and Jackson.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", ownClassPath()));
    command.add("dev.tandem.simulator.SimulatorMain");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String ownClassPath() {
    return String.join(
        File.pathSeparator,
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
            .filter(
                part ->
                    part.endsWith("classes") && !part.endsWith("test-classes")
                        || part.contains("jackson"))
            .toList());
  }

  @Test
  void itSaysWhereItListensAndHowLongItTook() throws Exception {
    Process process = start("--port", "0");
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine())
          .matches("Xero simulator is ready at http://localhost:\\d+ in \\d+\\.\\d s");
      assertThat(output.readLine()).contains("Console");
    } finally {
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anUnknownOptionEndsItWithWords() throws Exception {
    Process process = start("--prot", "9090");
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine())
        .isEqualTo("Unknown option --prot. Try --help.");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  private static SimulatorSettings settings(String... arguments) {
    return CommandLine.read(arguments).settings();
  }

  @Test
  void aSwitchIsTurnedByItsName() {
    assertThat(
            settings("--switch", "due-date-required=off", "--switch", "halves-to-even").switches())
        .containsEntry(Switch.DUE_DATE_REQUIRED, false)
        .containsEntry(Switch.HALVES_TO_EVEN, true);
    assertThatThrownBy(() -> settings("--switch", "magic=on"))
        .hasMessageContaining("There is no switch magic. There are ")
        .hasMessageContaining("due-date-required");
  }

  @Test
  void theTierSetsTheCallsOfADay() {
    assertThat(settings("--tier", "starter").allowances()).isEqualTo(Allowances.STARTER);
    assertThat(settings().allowances()).isEqualTo(Allowances.CORE);
    assertThatThrownBy(() -> settings("--tier", "gold")).hasMessageContaining("starter or core");
  }

  @Test
  void theClockBeginsWhereItIsToldTo() {
    assertThat(settings("--clock", "2031-02-03").clock().instant())
        .isBetween(Instant.parse("2031-02-03T00:00:00Z"), Instant.parse("2031-02-03T00:01:00Z"));
    assertThat(settings("--clock", "2031-02-03T10:30:00Z").clock().instant())
        .isBetween(Instant.parse("2031-02-03T10:30:00Z"), Instant.parse("2031-02-03T10:31:00Z"));
    assertThatThrownBy(() -> settings("--clock", "soon")).hasMessageContaining("2026-11-30");
  }

  @Test
  void portNamesAndQuietAreRead() {
    CommandLine line =
        CommandLine.read(
            new String[] {"--port", "9191", "--host-name", "xero.test", "--quiet", "--data", "x"});
    assertThat(line.settings().port()).isEqualTo(9191);
    assertThat(line.settings().hostNames()).isEqualTo(Set.of("xero.test"));
    assertThat(line.settings().data()).isEqualTo(Path.of("x"));
    assertThat(line.quiet()).isTrue();
    assertThatThrownBy(() -> settings("--port", "http")).hasMessageContaining("a number");
    assertThatThrownBy(() -> settings("--port")).hasMessageContaining("needs a value");
  }

  @Test
  void theFolderAndTheProxysPortAreRead() {
    SimulatorSettings settings = settings("--as-xero", "hosts", "--proxy-port", "9192");
    assertThat(settings.asXero()).isEqualTo(Path.of("hosts"));
    assertThat(settings.proxyPort()).isEqualTo(9192);
    assertThat(settings().asXero()).isNull();
  }
}
