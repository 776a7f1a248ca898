package dev.tandem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After each class of tests the secrets that are known by then are written down beside the lines of
 * the log: another process looks for them in all lines.
 */
public final class SecretsLeft implements AfterAllCallback {

  static final Path FILE = TestRun.own("every-secret", ".txt");
  static final Path CLASSES = TestRun.own("every-class", ".txt");

  private static final Set<String> LEFT = new HashSet<>();
  private static final Logger log = LoggerFactory.getLogger(SecretsLeft.class);

  /** What the line says that is logged when a class is over. */
  static final String OVER = "Over now: ";

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    leave();
    String name = context.getRequiredTestClass().getName();
    log.info(OVER + "{}", name);
    Files.writeString(CLASSES, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static synchronized void leave() throws IOException {
    List<String> lines = new ArrayList<>();
    EverySecret.all()
        .forEach(
            (secret, kind) -> {
              if (LEFT.add(secret)) {
                lines.add(encoded(kind) + " " + encoded(secret));
              }
            });
    Files.write(FILE, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** What the processes of the run have left, by secret. */
  static Map<String, String> all() throws IOException {
    var all = new HashMap<String, String>();
    for (Path file : files("every-secret")) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ");
        all.putIfAbsent(decoded(parts[1]), decoded(parts[0]));
      }
    }
    return all;
  }

  /** The files of that name of all processes. */
  static List<Path> files(String name) {
    try (var all = Files.newDirectoryStream(Path.of("target"), name + "-*")) {
      var files = new ArrayList<Path>();
      all.forEach(files::add);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
