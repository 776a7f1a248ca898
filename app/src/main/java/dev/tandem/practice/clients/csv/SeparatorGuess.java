package dev.tandem.practice.clients.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds out what parts the cells: the character that gives most records the same width. */
public final class SeparatorGuess {

  private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
  private static final int RECORDS = 50;

  private SeparatorGuess() {}

  /**
   * @param beginning the file's first part, decoded; where it is cut does not matter
   */
  public static char of(String beginning) {
    // Some office programs say it themselves on a first line of its own.
    if (beginning.toLowerCase(Locale.ROOT).startsWith("sep=")
        && beginning.length() > 4
        && canPartCells(beginning.charAt(4))) {
      return beginning.charAt(4);
    }
    char best = ',';
    double bestScore = 0;
    for (char candidate : CANDIDATES) {
      double score = score(beginning, candidate);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static boolean canPartCells(char noted) {
    return noted != '"' && noted != '\r' && noted != '\n' && !Character.isLetterOrDigit(noted);
  }

  private static double score(String beginning, char separator) {
    List<Integer> widths = widths(beginning, separator);
    Map<Integer, Long> counts =
        widths.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .filter(it -> it.getKey() > 1)
        // How regular counts first, how many columns second.
        .mapToDouble(it -> it.getValue() / (double) widths.size() + it.getKey() / 1000.0)
        .max()
        .orElse(0);
  }

  private static List<Integer> widths(String beginning, char separator) {
    var widths = new ArrayList<Integer>();
    try (var file = CsvFile.of(new StringReader(beginning), separator)) {
      while (widths.size() < RECORDS) {
        Optional<CsvLine> line = file.next();
        if (line.isEmpty()) {
          break;
        }
        widths.add(line.get().cells().size());
      }
      return widths;
    } catch (UnreadableFile _) {
      return widths;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
