package dev.tandem.practice.clients;

import dev.tandem.practice.clients.csv.CsvLine;
import dev.tandem.practice.clients.csv.WrittenDate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a file's rows as clients, by the plan that a person has confirmed. */
final class RowReader {

  /** What people and programs write where they know nothing. */
  private static final Set<String> NOTHING =
      Set.of(
          "",
          "-",
          "--",
          "n/a",
          "na",
          "none",
          "null",
          "nil",
          "unknown",
          "not provided",
          "0000-00-00",
          "00/00/0000",
          "0");

  private final ImportPlan plan;
  private final List<String> headers;
  private final Clock clock;
  private final Map<ImportTarget, List<Integer>> columns;

  /** Either a row, or why it cannot be one. */
  record Reading(CsvLine line, Optional<ImportedRow> row, Map<String, String> errors) {

    /** One sentence for people: what is wrong, field by field. */
    String reason() {
      return errors.entrySet().stream()
          .map(
              it ->
                  ClientField.byKey(it.getKey()).map(ClientField::label).orElse("Row")
                      + ": "
                      + it.getValue())
          .collect(Collectors.joining("; "));
    }
  }

  RowReader(ImportPlan plan, List<String> headers, Clock clock) {
    this.plan = plan;
    this.headers = headers;
    this.clock = clock;
    this.columns =
        IntStream.range(0, plan.targets().size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> HeaderGuess.rank(plan.target(i), header(i))))
            .collect(
                Collectors.groupingBy(
                    plan::target, () -> new EnumMap<>(ImportTarget.class), Collectors.toList()));
  }

  Reading read(CsvLine line) {
    var errors = new LinkedHashMap<String, String>();
    Map<ClientField, String> fields = plainFields(line);
    fields.putAll(
        NameReading.of(
            first(line, ImportTarget.FULL_NAME),
            first(line, ImportTarget.GIVEN_NAME),
            first(line, ImportTarget.FAMILY_NAME),
            first(line, ImportTarget.ORGANISATION_NAME)));
    readSeveral(line, fields);
    readBirthDate(line, fields, errors);
    ClientDetails details = ClientDetails.NOTHING_KNOWN.with(fields);
    errors.putAll(ClientCheck.errors(details, clock));
    return errors.isEmpty()
        ? new Reading(
            line, Optional.of(ImportedRow.of(line.line(), line.cells(), details)), Map.of())
        : new Reading(line, Optional.empty(), errors);
  }

  private Map<ClientField, String> plainFields(CsvLine line) {
    var fields = new EnumMap<ClientField, String>(ClientField.class);
    columns.forEach(
        (target, places) -> {
          ClientField field = target.field();
          if (field != null && target != ImportTarget.BIRTH_DATE) {
            fields.put(field, orNothing(oneLine(first(line, target))));
          }
        });
    return fields;
  }

  /** Second phones and second addresses are kept as notes: nothing a practice knows gets lost. */
  private void readSeveral(CsvLine line, Map<ClientField, String> fields) {
    var notes = new ArrayList<String>();
    filled(line, ImportTarget.NOTES).values().forEach(notes::add);
    readNumbers(line, ImportTarget.MOBILE, fields, notes);
    readNumbers(line, ImportTarget.PHONE, fields, notes);
    readEmails(fields, notes);
    if (columns.containsKey(ImportTarget.ADDRESS_LINE2)) {
      String rest =
          filled(line, ImportTarget.ADDRESS_LINE2).values().stream()
              .map(RowReader::oneLine)
              .collect(Collectors.joining(", "));
      fields.put(ClientField.ADDRESS_LINE2, rest);
    }
    fields.put(ClientField.NOTES, String.join("\n", notes));
  }

  private void readNumbers(
      CsvLine line, ImportTarget target, Map<ClientField, String> fields, List<String> notes) {
    ClientField field = Objects.requireNonNull(target.field());
    Map<String, String> numbers = filled(line, target);
    numbers.values().stream().limit(1).forEach(it -> fields.put(field, it.strip()));
    numbers.entrySet().stream()
        .skip(1)
        .filter(
            it -> !Phone.digits(it.getValue()).equals(Phone.digits(fields.getOrDefault(field, ""))))
        .forEach(it -> notes.add(it.getKey() + ": " + it.getValue().strip()));
  }

  private static void readEmails(Map<ClientField, String> fields, List<String> notes) {
    String[] emails = fields.getOrDefault(ClientField.EMAIL, "").split("[;,]\\s*|\\s+(?=\\S+@)");
    fields.put(ClientField.EMAIL, emails.length == 0 ? "" : bare(emails[0]));
    for (int i = 1; i < emails.length; i++) {
      notes.add("E-mail: " + emails[i].strip());
    }
  }

  /** Address books write {@code Ann Lee <ann@example.com>}. */
  private static String bare(String email) {
    return email
        .replaceFirst(".*<([^<>]*@[^<>]*)>.*", "$1")
        .replaceFirst("(?i)^mailto:", "")
        .strip();
  }

  private void readBirthDate(
      CsvLine line, Map<ClientField, String> fields, Map<String, String> errors) {
    String cell = orNothing(first(line, ImportTarget.BIRTH_DATE));
    if (cell.isEmpty()) {
      return;
    }
    Optional<LocalDate> date =
        WrittenDate.read(cell, plan.dateOrder(), Year.now(clock.withZone(ZoneOffset.UTC)));
    date.ifPresentOrElse(
        it -> fields.put(ClientField.BIRTH_DATE, it.toString()),
        () ->
            errors.put(
                ClientField.BIRTH_DATE.key(),
                "“" + shortened(cell) + "” is not a date written as " + plan.dateOrder().label()));
  }

  /** By header (or column number): the cells of that meaning that hold something. */
  private Map<String, String> filled(CsvLine line, ImportTarget target) {
    return columns.getOrDefault(target, List.of()).stream()
        .filter(i -> !orNothing(line.cell(i)).isEmpty())
        .collect(Collectors.toMap(this::header, line::cell, (a, _) -> a, LinkedHashMap::new));
  }

  private String first(CsvLine line, ImportTarget target) {
    return columns.getOrDefault(target, List.of()).stream()
        .map(line::cell)
        .findFirst()
        .orElse("")
        .strip();
  }

  private String header(int column) {
    String header = plan.header() && column < headers.size() ? headers.get(column).strip() : "";
    return header.isEmpty() ? "Column " + (column + 1) : header;
  }

  private static String orNothing(String cell) {
    String text = cell.strip();
    return NOTHING.contains(text.toLowerCase(Locale.ROOT)) ? "" : text;
  }

  private static String oneLine(String cell) {
    return cell.strip().replaceAll("\\s*\\R+\\s*", ", ");
  }

  private static String shortened(String cell) {
    return cell.length() <= 30 ? cell : cell.substring(0, 30) + "…";
  }
}
