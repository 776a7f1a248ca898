package dev.tandem.simulator.accounting.books;

import dev.tandem.simulator.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The books of one organisation. Writers take turns; what one writer puts is undone as a whole, or
 * back to a mark, unless it ends well. A commit is handed to the sink (the journal) and the
 * listeners before the next writer starts.
 */
public final class Ledger {
  /** Milliseconds, always three digits, so that the texts sort like the moments. */
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** What a put replaced, and whether the outside is told of it. */
  private record Undo(Kind kind, String id, @Nullable ObjectNode before, boolean told) {}

  private final String tenantId;
  private final Clock clock;
  private final Map<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<Undo> undoLog = new ArrayList<>();

  /** Taken out, and not to come back when the journal is told anew over the seeds. */
  private final Set<Gone> gone = new LinkedHashSet<>();

  private final Consumer<ObjectNode> sink;
  private final CommitListener listener;

  private record Gone(Kind kind, String id) {}

  Ledger(String tenantId, Clock clock, Consumer<ObjectNode> sink, CommitListener listener) {
    this.tenantId = tenantId;
    this.clock = clock;
    this.sink = sink;
    this.listener = listener;
    for (Kind kind : Kind.values()) {
      shelves.put(kind, new Shelf(kind, Indexes.of(kind)));
    }
  }

  /** A moment as stored documents keep it. */
  public static String moment(Instant moment) {
    return MOMENT.format(moment);
  }

  public String tenantId() {
    return tenantId;
  }

  public <T> T reading(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Lets nobody else write, or read, until the work has ended; it commits nothing by itself. */
  <T> T alone(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  public <T> T writing(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      T result = work.get();
      commit();
      return result;
    } finally {
      rollback(0);
      lock.writeLock().unlock();
    }
  }

  /** A point to roll back to. */
  public int mark() {
    return undoLog.size();
  }

  public void rollback(int mark) {
    while (undoLog.size() > mark) {
      Undo undo = undoLog.removeLast();
      shelf(undo.kind).replace(undo.id, undo.before);
    }
  }

  private void commit() {
    if (undoLog.isEmpty()) {
      return;
    }
    writeHistory();
    Map<String, Changed> changes = new LinkedHashMap<>();
    ObjectNode entry = Json.object().put("tenant", tenantId);
    Map<String, Undo> touched = new LinkedHashMap<>();
    for (Undo undo : undoLog) {
      String key = undo.kind + undo.id;
      touched.putIfAbsent(key, undo);
      if (undo.told) {
        boolean created = touched.get(key).before == null;
        shelf(undo.kind)
            .get(undo.id)
            .ifPresent(
                document -> changes.put(key, new Changed(undo.kind, undo.id, created, document)));
      }
    }
    var documents = entry.putArray("documents");
    touched.values().forEach(undo -> documents.add(stored(undo.kind, undo.id)));
    touched.values().forEach(undo -> note(undo.kind, undo.id));
    sink.accept(entry);
    undoLog.clear();
    listener.committed(tenantId, List.copyOf(changes.values()));
  }

  private void writeHistory() {
    Map<String, Undo> touched = new LinkedHashMap<>();
    undoLog.forEach(undo -> touched.putIfAbsent(undo.kind + undo.id, undo));
    for (Undo undo : touched.values()) {
      if (undo.before == null && !undo.told) {
        // Filled in by the thousand: an entry each would weigh as much as the books.
        continue;
      }
      @Nullable ObjectNode after = shelf(undo.kind).get(undo.id).orElse(null);
      @Nullable ObjectNode entry = Chronicle.entry(undo.kind, undo.before, after, clock.instant());
      if (entry != null) {
        keep(Kind.HISTORY, entry, false);
      }
    }
  }

  private void note(Kind kind, String id) {
    if (shelf(kind).get(id).isPresent()) {
      gone.remove(new Gone(kind, id));
    } else {
      gone.add(new Gone(kind, id));
    }
  }

  private ObjectNode stored(Kind kind, String id) {
    ObjectNode node = Json.object().put("kind", kind.name());
    shelf(kind)
        .get(id)
        .ifPresentOrElse(document -> node.set("document", document), () -> node.put("gone", id));
    return node;
  }

  /** Stores the document with a new UpdatedDateUTC. */
  public void put(Kind kind, ObjectNode document) {
    document.put("UpdatedDateUTC", MOMENT.format(clock.instant()));
    keep(kind, document, true);
  }

  /** Stores a change with a new UpdatedDateUTC that no event tells of. */
  public void putUntold(Kind kind, ObjectNode document) {
    document.put("UpdatedDateUTC", MOMENT.format(clock.instant()));
    keep(kind, document, false);
  }

  /** Stores a change that Xero does not count as one: no new UpdatedDateUTC, no event. */
  public void putQuietly(Kind kind, ObjectNode document) {
    keep(kind, document, false);
  }

  /** Takes a document out for good. */
  public void remove(Kind kind, String id) {
    undoLog.add(new Undo(kind, id, shelf(kind).replace(id, null), false));
  }

  private void keep(Kind kind, ObjectNode document, boolean told) {
    String id = shelf(kind).id(document);
    undoLog.add(new Undo(kind, id, shelf(kind).replace(id, document), told));
  }

  /** Takes a document as the journal has it. */
  public void restore(Kind kind, ObjectNode document) {
    shelf(kind).replace(shelf(kind).id(document), document);
  }

  /** Takes a document out as the journal has it. */
  void forget(Kind kind, String id) {
    shelf(kind).replace(id, null);
    gone.add(new Gone(kind, id));
  }

  void retell(Consumer<ObjectNode> writer) {
    gone.forEach(each -> retell(each.kind, each.id, writer));
    for (Kind kind : Kind.values()) {
      for (ObjectNode document : shelf(kind).unordered()) {
        retell(kind, shelf(kind).id(document), writer);
      }
    }
  }

  private void retell(Kind kind, String id, Consumer<ObjectNode> writer) {
    ObjectNode entry = Json.object().put("tenant", tenantId);
    entry.putArray("documents").add(stored(kind, id));
    writer.accept(entry);
  }

  public Shelf shelf(Kind kind) {
    Shelf shelf = shelves.get(kind);
    if (shelf == null) {
      throw new IllegalStateException("No shelf for " + kind);
    }
    return shelf;
  }

  public Optional<ObjectNode> get(Kind kind, String id) {
    return shelf(kind).get(id);
  }

  public Stream<ObjectNode> find(Kind kind, String index, String key) {
    return shelf(kind).find(index, key);
  }

  public Stream<ObjectNode> all(Kind kind) {
    return shelf(kind).all();
  }

  public int count(Kind kind) {
    return shelf(kind).size();
  }

  public ObjectNode organisation() {
    return shelf(Kind.ORGANISATION).unordered().iterator().next();
  }

  public String name() {
    return organisation().path("Name").asString("");
  }

  /** Those added to the base currency. */
  public List<String> currencies() {
    String base = organisation().path("BaseCurrency").asString("");
    return all(Kind.CURRENCY)
        .map(it -> it.path("Code").asString())
        .filter(it -> !it.equals(base))
        .toList();
  }

  public Instant now() {
    return clock.instant();
  }

  /** Today in the organisation's own zone. */
  public LocalDate today() {
    String zone = organisation().path("_zone").asString("UTC");
    return LocalDate.ofInstant(clock.instant(), ZoneId.of(zone));
  }
}
