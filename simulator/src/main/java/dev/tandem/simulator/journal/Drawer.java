package dev.tandem.simulator.journal;

import dev.tandem.simulator.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Small records under a key, kept by the journal one by one. */
public final class Drawer implements Chapter {
  private final String name;
  private final Journal journal;
  private final Map<String, ObjectNode> records = new LinkedHashMap<>();

  public Drawer(String name, Journal journal) {
    this.name = name;
    this.journal = journal;
    journal.keep(this);
  }

  public synchronized Optional<ObjectNode> get(String key) {
    return Optional.ofNullable(records.get(key));
  }

  public synchronized List<ObjectNode> all() {
    return List.copyOf(records.values());
  }

  public synchronized void put(String key, ObjectNode value) {
    records.put(key, value);
    ObjectNode entry = Json.object().put("key", key);
    entry.set("value", value);
    journal.append(this, entry);
  }

  public synchronized void remove(String key) {
    if (records.remove(key) != null) {
      journal.append(this, Json.object().put("key", key));
    }
  }

  public synchronized void removeIf(Predicate<ObjectNode> condition) {
    List<String> keys = new ArrayList<>();
    records.forEach(
        (key, value) -> {
          if (condition.test(value)) {
            keys.add(key);
          }
        });
    keys.forEach(this::remove);
  }

  public synchronized void clear() {
    records.clear();
    journal.append(this, Json.object().put("cleared", true));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void replay(JsonNode entry) {
    String key = entry.path("key").asString("");
    if (entry.path("cleared").asBoolean(false)) {
      records.clear();
    } else if (entry.path("value") instanceof ObjectNode value) {
      records.put(key, value);
    } else {
      records.remove(key);
    }
  }

  @Override
  public synchronized void forget() {
    records.clear();
  }

  @Override
  public synchronized void retell(Consumer<ObjectNode> writer) {
    records.forEach(
        (key, value) -> {
          ObjectNode entry = Json.object().put("key", key);
          entry.set("value", value);
          writer.accept(entry);
        });
  }
}
