package dev.tandem;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every page, whoever writes it. */
class EveryTemplateTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  private static final Path SOURCES = Path.of("src/main/java");

  private static final Pattern LIVE = Pattern.compile("data-live=(?:\"([^\"]*)\"|([^\",]+))");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
  private static final Pattern RECORD = Pattern.compile("new RecordRef\\(\"([a-z-]+)\"");

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

  /** What nobody announces is never shown anew, however long the page is open. */
  @Test
  void whateverAPageWatchesIsAnnouncedSomewhere() {
    Set<String> announced = announced();
    assertThat(announced).contains("client", "invoice", "payment", "ledger", "notice");
    assertThat(in(EveryTemplateTest::watched)).hasSizeGreaterThan(40);
    assertThat(in(text -> watched(text).filter(it -> !announced.contains(it)))).isEmpty();
  }

  /** The kinds in {@code data-live}, written as it is or put together by an expression. */
  private static Stream<String> watched(String text) {
    return LIVE.matcher(text)
        .results()
        .map(it -> it.group(1) != null ? it.group(1) : words(it.group(2)))
        .flatMap(it -> Stream.of(it.trim().split("[\\s:]+")))
        .filter(it -> !it.isEmpty());
  }

  /** {@code |client:${id} advance|}, or {@code 'ledger invoice:' + ${id}}. */
  private static String words(String expression) {
    if (expression.startsWith("|")) {
      return expression.replaceAll("\\$\\{[^}]*}", "").replace("|", "");
    }
    return QUOTED.matcher(expression).results().map(it -> it.group(1)).collect(joining(" "));
  }

  /** Such as are named where something is announced, and what the ledger has of each kind. */
  private static Set<String> announced() {
    return Stream.concat(
            files(SOURCES, ".java")
                .map(EveryTemplateTest::read)
                .filter(it -> it.contains(".announce("))
                .flatMap(it -> RECORD.matcher(it).results())
                .map(it -> it.group(1)),
            Stream.of(Kind.values()).map(Kind::text))
        .collect(toSet());
  }

  private static List<String> in(Function<String, Stream<String>> wrong) {
    return files(TEMPLATES, ".html")
        .flatMap(it -> wrong.apply(read(it)).map(what -> TEMPLATES.relativize(it) + ": " + what))
        .toList();
  }

  private static Stream<Path> files(Path folder, String end) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(end)).toList().stream();
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
