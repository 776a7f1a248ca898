package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/simulator.md tell the truth. */
class RuleTableTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEST = Pattern.compile("`(Sim\\w+|Sdk\\w+|\\w+Test)(?:\\.(\\w+))?`");

  private static List<String> rows(String section) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/simulator.md"));
    String from = page.substring(page.indexOf("\n## " + section + "\n") + 1);
    int end = from.indexOf("\n## ");
    return (end < 0 ? from : from.substring(0, end))
        .lines()
        .filter(
            line ->
                line.startsWith("| ") && !line.startsWith("| §  ") && !line.startsWith("| Switch"))
        .filter(line -> !line.startsWith("| § |"))
        .toList();
  }

  private static String source(String testClass) throws IOException {
    for (String module : List.of("simulator", "simulator-sdk-check")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        var found =
            files
                .filter(file -> file.getFileName().toString().equals(testClass + ".java"))
                .findFirst();
        if (found.isPresent()) {
          return Files.readString(found.get());
        }
      }
    }
    return "";
  }

  @Test
  void everyRuleNamesATestThatExists() throws IOException {
    List<String> rules = rows("Rules and their tests");
    assertThat(rules).hasSizeGreaterThan(200);
    List<String> wrong = new ArrayList<>();
    for (String rule : rules) {
      Matcher test = TEST.matcher(rule.split("(?<!\\\\)\\|")[3]);
      boolean any = false;
      while (test.find()) {
        any = true;
        String source = source(test.group(1));
        boolean there =
            test.group(2) == null
                ? !source.isEmpty()
                : source.contains("void " + test.group(2) + "(");
        if (!there) {
          wrong.add(test.group());
        }
      }
      if (!any) {
        wrong.add(rule);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everySwitchIsListedWithItsDefault() throws IOException {
    List<String> listed = rows("Switches");
    for (Switch each : Switch.values()) {
      String ending = "| " + (each.byDefault() ? "on" : "off") + " |";
      assertThat(listed)
          .as(each.key())
          .anyMatch(row -> row.startsWith("| `" + each.key() + "` |") && row.endsWith(ending));
    }
    assertThat(listed).hasSize(Switch.values().length);
  }

  @Test
  void everySwitchBelongsToARule() throws IOException {
    List<String> rules = rows("Rules and their tests");
    for (Switch each : Switch.values()) {
      assertThat(rules).as(each.key()).anyMatch(row -> row.contains("`" + each.key() + "`"));
    }
  }
}
