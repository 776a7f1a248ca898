package dev.tandem.practice.clients;

import dev.tandem.practice.clients.csv.DateColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a column means by what stands in it, for files whose first row is a client already. */
final class ContentGuess {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern PHONE = Pattern.compile("[+(]?[\\d\\s().+/-]{7,}");
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}'’.,\\- ]{2,}");
  private static final double MOST = 0.6;

  private ContentGuess() {}

  /**
   * @param columns each column's filled cells among the first rows
   */
  static List<ImportTarget> targets(List<List<String>> columns) {
    var guessed = new ImportTarget[columns.size()];
    Arrays.fill(guessed, ImportTarget.IGNORE);
    var names = new ArrayList<Integer>();
    for (int i = 0; i < columns.size(); i++) {
      List<String> cells = columns.get(i);
      if (most(cells, EMAIL.asMatchPredicate())) {
        once(guessed, i, ImportTarget.EMAIL);
      } else if (looksLikeDates(cells)) {
        once(guessed, i, ImportTarget.BIRTH_DATE);
      } else if (most(cells, PHONE.asMatchPredicate().and(it -> Phone.digits(it).length() > 6))) {
        guessed[i] = ImportTarget.PHONE;
      } else if (most(cells, WORDS.asMatchPredicate())) {
        names.add(i);
      }
    }
    placeNames(guessed, names, columns);
    return List.of(guessed);
  }

  /** Whether the first row looks like the rows below it rather than like their headings. */
  static boolean looksLikeData(List<String> cells) {
    return cells.stream()
        .map(String::strip)
        .anyMatch(
            it ->
                EMAIL.matcher(it).matches()
                    || looksLikeDates(List.of(it))
                    || Phone.digits(it).length() > 5);
  }

  static boolean looksLikeDates(List<String> cells) {
    return most(
        cells,
        cell -> {
          var one = new DateColumn();
          one.accept(cell);
          return one.hasNumbers();
        });
  }

  private static void placeNames(
      ImportTarget[] guessed, List<Integer> names, List<List<String>> columns) {
    if (names.isEmpty()) {
      return;
    }
    int first = names.getFirst();
    if (names.size() == 1 || most(columns.get(first), it -> it.strip().matches(".+[ ,].+"))) {
      guessed[first] = ImportTarget.FULL_NAME;
    } else {
      guessed[first] = ImportTarget.GIVEN_NAME;
      guessed[names.get(1)] = ImportTarget.FAMILY_NAME;
    }
  }

  private static void once(ImportTarget[] guessed, int column, ImportTarget target) {
    if (!Arrays.asList(guessed).contains(target)) {
      guessed[column] = target;
    }
  }

  private static boolean most(List<String> cells, Predicate<String> is) {
    return !cells.isEmpty()
        && cells.stream().map(String::strip).filter(is).count() >= MOST * cells.size();
  }
}
