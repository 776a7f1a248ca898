package dev.tandem.shared.doctor;

import java.util.List;

/**
 * What the doctor found.
 *
 * @param parts in the order of {@link Chapter}
 */
public record Diagnosis(List<Part> parts) {

  /** The findings of one chapter. */
  public record Part(Chapter chapter, List<Finding> findings) {}

  /** The worst of all findings. */
  public Finding.Level level() {
    return parts.stream()
        .flatMap(it -> it.findings().stream())
        .map(Finding::level)
        .max(Enum::compareTo)
        .orElse(Finding.Level.FINE);
  }

  /** How many findings are of this level. */
  public long count(Finding.Level level) {
    return parts.stream()
        .flatMap(it -> it.findings().stream())
        .filter(it -> it.level() == level)
        .count();
  }
}
