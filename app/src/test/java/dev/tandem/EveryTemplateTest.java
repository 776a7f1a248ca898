package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every page, whoever writes it. */
class EveryTemplateTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  private static final Pattern HEAD = Pattern.compile("(?s)<thead.*?</thead>");
  private static final Pattern SILENT = Pattern.compile("<th(?=[ >])(?![^>]*\\bscope=)[^>]*>");
  private static final Pattern TABLE =
      Pattern.compile(
          "(?s)<[a-z]+[^>]*class=\"([^\"]*\\bt-list\\b[^\"]*)\"((?:(?!</table>).)*)</table>");

  /** Such as show their labels by rules of their own. */
  private static final Pattern OWN = Pattern.compile("t-takings-counts|t-ways");

  private static final Pattern CLIENT =
      Pattern.compile("(?i)\\b(the|this|same|a|of) clients?\\b(?! id| secret)");

  /** Comments, markup and what is only there until a page is drawn. */
  private static final Pattern NO_WORDS =
      Pattern.compile(
          "(?s)<!--.*?-->|<([\\w:]+)(?=[^<]*th:u?text=)(?:[^<>\"]|\"[^\"]*\")*>[^<]*</\\1>|<(?:[^<>\"]|\"[^\"]*\")*>");

  /** Somebody who listens to a table hears which column it is. */
  @Test
  void everyHeadOfATableSaysWhatItIsTheHeadOf() {
    assertThat(
            in(
                text ->
                    HEAD.matcher(text)
                        .results()
                        .flatMap(it -> SILENT.matcher(it.group()).results())
                        .map(MatchResult::group)))
        .isEmpty();
  }

  /** On a phone a table is a list of cards, whose figures mean nothing without their labels. */
  @Test
  void whatIsLabelledIsShownWithItsLabelsOnAPhone() {
    assertThat(
            in(
                text ->
                    TABLE
                        .matcher(text)
                        .results()
                        .filter(
                            it ->
                                it.group(1).contains("t-fold")
                                    && it.group(2).contains("data-label"))
                        .map(it -> it.group(1))
                        .filter(it -> !it.contains("t-fold-labels") && !OWN.matcher(it).find())))
        .isEmpty();
  }

  /** A practice has patients, clients or members: its pages say which. */
  @Test
  void thePracticesOwnWordIsUsed() {
    assertThat(
            in(
                text ->
                    CLIENT
                        .matcher(NO_WORDS.matcher(text).replaceAll(" "))
                        .results()
                        .map(MatchResult::group)))
        .isEmpty();
  }

  private static List<String> in(Function<String, Stream<String>> wrong) {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files
          .filter(it -> it.toString().endsWith(".html"))
          .flatMap(it -> wrong.apply(read(it)).map(what -> TEMPLATES.relativize(it) + ": " + what))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
