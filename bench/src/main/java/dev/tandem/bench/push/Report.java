package dev.tandem.bench.push;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was measured: printed as it comes, and as one line at the end. */
final class Report {

  private final TreeMap<String, Number> figures = new TreeMap<>();

  void add(Measured measured) {
    measured.print();
    figures.putAll(measured.figures());
  }

  Map<String, Number> figures() {
    return Map.copyOf(figures);
  }

  String json() {
    return new JsonMapper().writeValueAsString(figures);
  }
}
