package dev.tandem.simulator.journal;

import dev.tandem.simulator.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An append-only file of committed changes. An entry reaches the operating system before its answer
 * leaves, so a killed process loses nothing it answered; a half-written last line is ignored. At
 * start the file is replayed and written anew without its history.
 */
public final class Journal implements AutoCloseable {
  private static final String FILE = "journal.jsonl";

  /** One entry of one chapter. */
  public record Told(String chapter, ObjectNode entry) {}

  private static final ScopedValue<Together> TOGETHER = ScopedValue.newInstance();

  private final Map<String, Chapter> chapters = new LinkedHashMap<>();
  private final @Nullable Path directory;
  private @Nullable FileChannel channel;
  private @Nullable FileLock owned;

  private Journal(@Nullable Path directory) {
    this.directory = directory;
  }

  /** Remembers nothing beyond the process. */
  public static Journal inMemory() {
    return new Journal(null);
  }

  public static Journal in(Path directory) {
    return new Journal(directory);
  }

  public void keep(Chapter chapter) {
    chapters.put(chapter.name(), chapter);
  }

  public synchronized void open() throws IOException {
    if (directory == null) {
      return;
    }
    Files.createDirectories(directory);
    own(directory);
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      replay(file);
    }
    write(tell(), file);
  }

  private void own(Path home) throws IOException {
    FileChannel lockFile =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    owned = lock(lockFile);
    if (owned == null) {
      lockFile.close();
      throw new IOException("The data folder " + home + " is in use by another simulator");
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private void replay(Path file) throws IOException {
    // Not newBufferedReader, which refuses the file when a line was cut inside a character.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        replay(line);
      }
    }
  }

  private void replay(String line) {
    JsonNode entry;
    try {
      entry = Json.parse(line);
    } catch (JacksonException torn) {
      return;
    }
    if (entry.path("together").isArray()) {
      entry.path("together").forEach(this::replay);
    } else {
      replay(entry);
    }
  }

  private void replay(JsonNode entry) {
    if (entry.path("entry") instanceof ObjectNode told) {
      replay(new Told(entry.path("chapter").asString(""), told));
    }
  }

  /** The present state, as few entries as it takes. */
  public List<Told> tell() {
    List<Told> state = new ArrayList<>();
    for (Chapter chapter : chapters.values()) {
      chapter.retell(entry -> state.add(new Told(chapter.name(), entry)));
    }
    return state;
  }

  /** Becomes what was told earlier, also by another simulator, and writes it down. */
  public void become(List<Told> state) throws IOException {
    chapters.values().forEach(Chapter::forget);
    state.forEach(this::replay);
    rewrite(tell());
  }

  private void replay(Told told) {
    Chapter chapter = chapters.get(told.chapter);
    if (chapter != null) {
      chapter.replay(told.entry);
    }
  }

  /** Not while a chapter is told: chapters hold their own locks when they append. */
  private synchronized void rewrite(List<Told> state) throws IOException {
    if (directory != null && channel != null) {
      channel.close();
      write(state, directory.resolve(FILE));
    }
  }

  private void write(List<Told> state, Path file) throws IOException {
    Path fresh = file.resolveSibling("journal.new");
    try (var out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
      for (Told told : state) {
        out.write(line(told.chapter, told.entry));
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /**
   * What these chapters append while the work runs reaches the file in one line: a killed process
   * keeps all of it or nothing. Nobody else may change what they tell of meanwhile.
   */
  public <T> T together(Set<Chapter> which, Supplier<T> work) {
    if (directory == null || TOGETHER.isBound()) {
      return work.get();
    }
    Together entries = new Together(which, new ArrayList<>());
    return ScopedValue.where(TOGETHER, entries)
        .call(
            () -> {
              try {
                return work.get();
              } finally {
                write(entries.line());
              }
            });
  }

  /** Entries that wait for each other. */
  private record Together(Set<Chapter> which, List<String> lines) {
    String line() {
      return lines.isEmpty() ? "" : "{\"together\":[" + String.join(",", lines) + "]}\n";
    }
  }

  public void append(Chapter chapter, ObjectNode entry) {
    if (directory == null) {
      return;
    }
    String line = line(chapter.name(), entry);
    if (TOGETHER.isBound() && TOGETHER.get().which.contains(chapter)) {
      TOGETHER.get().lines.add(line.strip());
    } else {
      write(line);
    }
  }

  private synchronized void write(String line) {
    if (channel == null || line.isEmpty()) {
      return;
    }
    try {
      append(channel, StandardCharsets.UTF_8.encode(line));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The whole line or nothing: half a line would swallow the one written after it. */
  private static void append(FileChannel file, ByteBuffer line) throws IOException {
    long before = file.size();
    try {
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException full) {
      file.truncate(before);
      throw full;
    }
  }

  private static String line(String chapter, ObjectNode entry) {
    ObjectNode whole = Json.object().put("chapter", chapter);
    whole.set("entry", entry);
    return Json.text(whole) + "\n";
  }

  @Override
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
      if (owned != null) {
        owned.acquiredBy().close();
        owned = null;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
