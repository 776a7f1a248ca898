package dev.tandem.simulator.accounting.books;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds document ids by a key made from the document; documents without a key are left out. */
final class Index {
  private final Function<ObjectNode, @Nullable String> key;
  private final Map<String, Set<String>> ids = new HashMap<>();

  Index(Function<ObjectNode, @Nullable String> key) {
    this.key = key;
  }

  void add(String id, ObjectNode document) {
    String value = key.apply(document);
    if (value != null) {
      ids.computeIfAbsent(value, each -> new LinkedHashSet<>()).add(id);
    }
  }

  void remove(String id, ObjectNode document) {
    String value = key.apply(document);
    if (value != null) {
      ids.computeIfPresent(
          value,
          (each, known) -> {
            known.remove(id);
            return known.isEmpty() ? null : known;
          });
    }
  }

  Collection<String> find(String value) {
    return ids.getOrDefault(value, Set.of());
  }
}
