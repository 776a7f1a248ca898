package dev.tandem.practice.clients;

import dev.tandem.practice.clients.csv.CsvFile;
import dev.tandem.practice.clients.csv.CsvFormat;
import dev.tandem.practice.clients.csv.CsvLine;
import dev.tandem.practice.clients.csv.DateColumn;
import dev.tandem.practice.clients.csv.DateOrder;
import dev.tandem.shared.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks through a whole file once, record by record: what its columns seem to mean, in which order
 * its dates are written, how many rows there are.
 */
final class ImportSurvey {

  /** So many rows show what a column holds. */
  private static final int SAMPLE = 200;

  private static final int WIDEST = 200;

  private final String country;
  private final List<CsvLine> sample = new ArrayList<>();
  private final List<DateColumn> dates = new ArrayList<>();
  private long records;

  private ImportSurvey(String country) {
    this.country = country;
  }

  /**
   * @throws Refused if there is nothing to import in it
   */
  static ImportRepository.Findings of(CsvFile file, CsvFormat format, String country)
      throws IOException {
    var survey = new ImportSurvey(country);
    for (Optional<CsvLine> line = file.next(); line.isPresent(); line = file.next()) {
      survey.accept(line.get());
    }
    return survey.findings(format);
  }

  private void accept(CsvLine line) {
    records++;
    if (sample.size() <= SAMPLE) {
      sample.add(line);
    }
    // The first record may be headings, which prove no order; they hold no dates, either.
    int width = Math.min(line.cells().size(), WIDEST);
    while (dates.size() < width) {
      dates.add(new DateColumn());
    }
    for (int i = 0; i < width; i++) {
      String cell = line.cells().get(i);
      if (cell.length() >= 6 && cell.length() <= 40) {
        dates.get(i).accept(cell);
      }
    }
  }

  private ImportRepository.Findings findings(CsvFormat format) {
    if (records == 0) {
      throw new Refused("This file is empty: there is no row in it.");
    }
    List<String> first = widened(sample.getFirst().cells());
    boolean header =
        HeaderGuess.knowsAny(first) || !ContentGuess.looksLikeData(first) && records > 1;
    List<ImportTarget> targets = header ? byHeader(first) : ContentGuess.targets(columns(0));
    return new ImportRepository.Findings(
        format,
        first,
        dates.stream().map(ImportSurvey::word).toList(),
        new ImportPlan(header, targets, dateOrder(targets)),
        records);
  }

  /** A column that is called a date but holds none is left out. */
  private List<ImportTarget> byHeader(List<String> first) {
    List<List<String>> columns = columns(1);
    var targets =
        new ArrayList<>(
            HeaderGuess.targets(first, columns.stream().map(it -> !it.isEmpty()).toList()));
    int born = targets.indexOf(ImportTarget.BIRTH_DATE);
    if (born >= 0 && !columns.get(born).isEmpty() && isYearless(columns.get(born))) {
      targets.set(born, ImportTarget.IGNORE);
    }
    if (targets.stream().allMatch(ImportTarget.IGNORE::equals)) {
      return ContentGuess.targets(columns);
    }
    return targets;
  }

  /** Mailing lists keep birthdays as day and month only. */
  private static boolean isYearless(List<String> cells) {
    return cells.stream().allMatch(it -> it.strip().matches("\\d{1,2}[-/. ]\\d{1,2}\\.?"));
  }

  private DateOrder dateOrder(List<ImportTarget> targets) {
    int born = targets.indexOf(ImportTarget.BIRTH_DATE);
    return born < 0 ? DateOrder.habitOf(country) : dates.get(born).likely(country);
  }

  private static String word(DateColumn column) {
    return column.proven().map(Enum::name).orElse(column.hasNumbers() ? "?" : "");
  }

  /** Rows below may be wider than the first one. */
  private List<String> widened(List<String> first) {
    return IntStream.range(0, dates.size())
        .mapToObj(i -> i < first.size() ? first.get(i).replace("\u0000", "") : "")
        .toList();
  }

  private List<List<String>> columns(int from) {
    return IntStream.range(0, dates.size())
        .mapToObj(
            i ->
                sample.stream()
                    .skip(from)
                    .map(it -> it.cell(i))
                    .filter(it -> !it.isBlank())
                    .toList())
        .toList();
  }
}
