package dev.tandem.simulator.accounting.books;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents of one kind, by id, in order of change, and by the keys their rules need. Stored
 * documents are never altered, only replaced. UpdatedDateUTC is kept as sortable ISO text.
 */
public final class Shelf {
  private record Change(String updated, String id) {}

  private final Kind kind;
  private final Map<String, ObjectNode> byId = new HashMap<>();
  private final TreeSet<Change> inOrder =
      new TreeSet<>(Comparator.comparing(Change::updated).thenComparing(Change::id));
  private final Map<String, Index> indexes;

  public Shelf(Kind kind, Map<String, Index> indexes) {
    this.kind = kind;
    this.indexes = indexes;
  }

  public Optional<ObjectNode> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Stream<ObjectNode> find(String index, String key) {
    Index known = indexes.get(index);
    if (known == null) {
      throw new IllegalArgumentException(kind + " has no index " + index);
    }
    return List.copyOf(known.find(key)).stream().flatMap(id -> get(id).stream());
  }

  /** Everything, oldest change first. */
  public Stream<ObjectNode> all() {
    return inOrder.stream().flatMap(change -> get(change.id).stream());
  }

  /** The order Xero answers in, however the documents were asked for. */
  public Comparator<ObjectNode> oldestChangeFirst() {
    return Comparator.comparing(Shelf::updated).thenComparing(this::id);
  }

  /** Changed at or after the moment, which is ISO text. */
  public Stream<ObjectNode> since(String moment) {
    return inOrder.tailSet(new Change(moment, ""), true).stream()
        .flatMap(change -> get(change.id).stream());
  }

  public Collection<ObjectNode> unordered() {
    return byId.values();
  }

  public int size() {
    return byId.size();
  }

  public String id(ObjectNode document) {
    return document.path(kind.idField()).asString("");
  }

  /** Puts a document in place of an earlier one, which is returned; null takes it out. */
  @Nullable ObjectNode replace(String id, @Nullable ObjectNode document) {
    ObjectNode before = document == null ? byId.remove(id) : byId.put(id, document);
    if (before != null) {
      inOrder.remove(new Change(updated(before), id));
      indexes.values().forEach(index -> index.remove(id, before));
    }
    if (document != null) {
      inOrder.add(new Change(updated(document), id));
      indexes.values().forEach(index -> index.add(id, document));
    }
    return before;
  }

  private static String updated(ObjectNode document) {
    return document.path("UpdatedDateUTC").asString("");
  }
}
