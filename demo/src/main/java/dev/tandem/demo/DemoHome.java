package dev.tandem.demo;

import dev.tandem.start.Database;
import dev.tandem.start.EmbeddedPostgres;
import dev.tandem.start.Keys;
import dev.tandem.start.StartRefused;
import dev.tandem.start.Surroundings;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder a demonstration keeps everything in. A file in it says that a demonstration made it:
 * only such a folder is ever emptied, and a real practice's folder is not filled with invented
 * people.
 */
final class DemoHome implements AutoCloseable {

  private static final String MARK = "demonstration.properties";
  private static final String LOCK = "demonstration.lock";

  private final Path folder;
  private final FileChannel held;
  private final Properties notes = new Properties();

  private DemoHome(Path folder, FileChannel held) {
    this.folder = folder;
    this.held = held;
  }

  /**
   * Takes the folder for this process, empties it if asked to, and makes the key that is missing.
   */
  static DemoHome claim(Surroundings surroundings, boolean fresh) {
    Path folder = surroundings.home();
    try {
      List<Path> before = contents(folder);
      boolean ours = before.isEmpty() || before.contains(folder.resolve(MARK));
      if (!ours) {
        throw new StartRefused(
            "%s was not made by a demonstration, so it is left alone. Choose another folder with TANDEM_HOME=…"
                .formatted(folder));
      }
      Files.createDirectories(folder);
      var home = new DemoHome(folder, hold(folder));
      if (fresh) {
        home.empty(surroundings);
      }
      home.furnish(surroundings);
      return home;
    } catch (IOException e) {
      throw new StartRefused(
          "Cannot keep the demonstration in " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  /** Where the simulated Xero keeps its books. */
  Path simulator() {
    return folder.resolve("simulator");
  }

  Path log() {
    return folder.resolve("tandem.log");
  }

  Path folder() {
    return folder;
  }

  /** The same from run to run, for the simulator keeps its subscriptions. */
  String webhookKey() {
    return notes.getProperty("webhook-key");
  }

  Optional<String> apiKey() {
    return Optional.ofNullable(notes.getProperty("api-key"));
  }

  /** The application keeps only its hash; we want to show it again. */
  void rememberApiKey(String key) {
    notes.setProperty("api-key", key);
    try {
      writeNotes();
    } catch (IOException e) {
      throw new StartRefused("Cannot write to " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  /** Leaves settings for commands that are given beside the demonstration, or after it. */
  void leave(Map<String, String> settings, Surroundings surroundings) {
    var all = new Properties();
    all.putAll(settings);
    try {
      Path file = surroundings.settingsFile();
      if (Files.notExists(file)) {
        createPrivate(file);
      }
      try (Writer writer = Files.newBufferedWriter(file)) {
        all.store(writer, "Commands in this folder speak to the demonstration's simulated Xero");
      }
    } catch (IOException e) {
      throw new StartRefused("Cannot write to " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  @Override
  public void close() {
    try {
      held.close();
    } catch (IOException e) {
      // The process ends; the system lets go of it anyway.
      System.err.println(e.getMessage());
    }
  }

  private static FileChannel hold(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new StartRefused(
          "A demonstration is running on %s already. Stop it first, or choose another folder with TANDEM_HOME=…"
              .formatted(folder));
    }
    return channel;
  }

  private void empty(Surroundings surroundings) throws IOException {
    if (surroundings
        .get("TANDEM_DATABASE_URL")
        .or(() -> surroundings.get("DATABASE_URL"))
        .isPresent()) {
      throw new StartRefused(
          "--fresh empties only the database that Tandem brings along; TANDEM_DATABASE_URL or DATABASE_URL is set.");
    }
    if (!EmbeddedPostgres.stopIfUnused(Database.embeddedFolder(surroundings))) {
      throw new StartRefused("Another Tandem works on %s. Stop it first.".formatted(folder));
    }
    for (Path path : contents(folder)) {
      delete(path);
    }
  }

  private void furnish(Surroundings surroundings) throws IOException {
    if (Files.exists(folder.resolve(MARK))) {
      try (Reader reader = Files.newBufferedReader(folder.resolve(MARK))) {
        notes.load(reader);
      }
    }
    if (notes.getProperty("webhook-key") == null) {
      notes.setProperty("webhook-key", Keys.random());
      writeNotes();
    }
    if (surroundings.get("ENCRYPTION_KEY").isEmpty() && Files.notExists(surroundings.keyFile())) {
      createPrivate(surroundings.keyFile());
      Files.writeString(surroundings.keyFile(), Keys.random() + "\n");
    }
  }

  private void writeNotes() throws IOException {
    Path mark = folder.resolve(MARK);
    if (Files.notExists(mark)) {
      createPrivate(mark);
    }
    try (Writer writer = Files.newBufferedWriter(mark)) {
      notes.store(writer, "Made by ./tandem demo, which may empty this folder when told --fresh");
    }
  }

  private static void createPrivate(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** A certificate may be made before the first demonstration, and outlives a fresh one. */
  private static List<Path> contents(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> !path.endsWith(LOCK) && !path.endsWith("https")).toList();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
