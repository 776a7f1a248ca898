package dev.tandem.bench.push;

import dev.tandem.bench.push.PushOptions.Part;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was measured: printed as it comes, and as one line at the end. */
final class Report {

  private static final Logger log = LoggerFactory.getLogger(Report.class);

  private final TreeMap<String, Object> figures = new TreeMap<>();
  private final Set<Part> open;

  /**
   * @param wanted what is to be measured
   */
  Report(Set<Part> wanted) {
    this.open = EnumSet.copyOf(wanted);
  }

  boolean wants(Part part) {
    return open.contains(part);
  }

  void add(Part part, Measured measured) {
    measured.print();
    figures.putAll(measured.figures());
    open.remove(part);
  }

  /** What breaks off leaves its part open, and those that would have come after it. */
  void attempt(Runnable measuring) {
    try {
      measuring.run();
    } catch (RuntimeException e) {
      log.error("A measurement broke off", e);
      System.err.println("Broke off: " + e.getMessage());
    }
  }

  boolean complete() {
    return open.isEmpty();
  }

  /** The parts that were to be measured and were not, by their letters. */
  String missing() {
    return open.stream()
        .map(it -> it.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  Map<String, Object> figures() {
    return Map.copyOf(figures);
  }

  String json() {
    var all = new TreeMap<>(figures);
    if (!complete()) {
      all.put("missing", missing());
    }
    return new JsonMapper().writeValueAsString(all);
  }
}
