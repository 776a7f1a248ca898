package dev.tandem.start;

import dev.tandem.shared.doctor.Diagnosis;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.Finding.Level;
import dev.tandem.start.DoctorCommand.Patient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Findings for a terminal, and for programs. */
final class DoctorReport {

  private DoctorReport() {}

  static String text(Diagnosis installation, List<Patient> patients) {
    var text = new StringBuilder();
    write(text, installation);
    for (Patient it : patients) {
      text.append("\n").append(it.name()).append("\n");
      write(text, it.diagnosis());
    }
    List<Diagnosis> all = all(installation, patients);
    long wrong = all.stream().mapToLong(it -> it.count(Level.WRONG)).sum();
    long look = all.stream().mapToLong(it -> it.count(Level.LOOK)).sum();
    return text.append("\n").append(summary(wrong, look)).toString();
  }

  private static void write(StringBuilder text, Diagnosis diagnosis) {
    for (Diagnosis.Part part : diagnosis.parts()) {
      text.append("\n").append(part.chapter().title()).append("\n");
      part.findings().forEach(it -> text.append(line(it)).append("\n"));
    }
  }

  static String line(Finding it) {
    String mark =
        switch (it.level()) {
          case FINE -> "fine ";
          case LOOK -> "look ";
          case WRONG -> "WRONG";
        };
    String line = "  %s  %s: %s".formatted(mark, it.title(), it.seen());
    return it.remedy() == null ? line : line + "\n         → " + it.remedy();
  }

  private static String summary(long wrong, long look) {
    if (wrong == 0) {
      return look == 0
          ? "All is well."
          : "Nothing is wrong; " + look + (look == 1 ? " thing" : " things") + " to look at.";
    }
    return wrong
        + (wrong == 1 ? " thing is wrong, " : " things are wrong, ")
        + look
        + " to look at.";
  }

  /** The level of the whole, then the installation's findings, then each practice's. */
  static String json(Diagnosis installation, List<Patient> patients) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        "level",
        all(installation, patients).stream()
            .map(Diagnosis::level)
            .max(Enum::compareTo)
            .map(DoctorReport::word)
            .orElse("fine"));
    tree.put("installation", findings(installation));
    tree.put(
        "practices",
        patients.stream()
            .map(
                it -> {
                  Map<String, Object> practice = new LinkedHashMap<>();
                  practice.put("id", it.id());
                  practice.put("name", it.name());
                  practice.put("findings", findings(it.diagnosis()));
                  return practice;
                })
            .toList());
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  private static List<Map<String, Object>> findings(Diagnosis diagnosis) {
    return diagnosis.parts().stream()
        .flatMap(part -> part.findings().stream().map(it -> finding(part, it)))
        .toList();
  }

  private static Map<String, Object> finding(Diagnosis.Part part, Finding it) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("chapter", part.chapter().name().toLowerCase(Locale.ROOT));
    tree.put("level", word(it.level()));
    tree.put("title", it.title());
    tree.put("seen", it.seen());
    if (it.remedy() != null) {
      tree.put("remedy", it.remedy());
    }
    return tree;
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static List<Diagnosis> all(Diagnosis installation, List<Patient> patients) {
    return Stream.concat(Stream.of(installation), patients.stream().map(Patient::diagnosis))
        .toList();
  }
}
