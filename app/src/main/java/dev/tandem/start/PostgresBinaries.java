package dev.tandem.start;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs that travel in a jar, unpacked once below a folder. */
final class PostgresBinaries {

  /**
   * Bytes free that unpacking (60 MB) and a new data directory (40 MB, then its first WAL) need.
   */
  private static final long ROOM_NEEDED = 200L << 20;

  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks unless done before. The caller holds the start lock, so nobody else unpacks at the same
   * time.
   */
  static PostgresBinaries unpackedBelow(Path home) {
    String resource = resourceFor(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path folder = home.resolve("server-" + MAJOR);
    if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
      unpack(resource, folder);
    }
    return new PostgresBinaries(folder);
  }

  /**
   * The major version of the programs; a data directory of another one cannot be opened by them.
   */
  static final String MAJOR = "18";

  static String resourceFor(String os, String architecture) {
    String system = os.toLowerCase(Locale.ROOT);
    String machine = architecture.toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    boolean intel = machine.equals("amd64") || machine.equals("x86_64");
    if (system.startsWith("linux") && intel) {
      return "/postgres-linux-x86_64.txz";
    }
    if (system.startsWith("linux") && arm) {
      return "/postgres-linux-arm_64.txz";
    }
    if (system.startsWith("mac") && arm) {
      return "/postgres-darwin-arm_64.txz";
    }
    throw new StartRefused(
        "Tandem brings no PostgreSQL for %s on %s. Set TANDEM_DATABASE_URL to a PostgreSQL 15 or newer of your own."
            .formatted(os, architecture));
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /**
   * Unpacks beside and renames, so that a kill in the middle never leaves half a server that looks
   * whole.
   */
  private static void unpack(String resource, Path folder) {
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new StartRefused(
            "The PostgreSQL programs ("
                + resource
                + ") are missing from the build. Build Tandem again.");
      }
      deleteTree(unfinished);
      Files.createDirectories(unfinished);
      requireRoom(unfinished);
      extract(packed, unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartRefused("Cannot unpack PostgreSQL into " + folder + ": " + Reason.of(e), e);
    }
  }

  static void requireRoom(Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < ROOM_NEEDED) {
      throw new StartRefused(
          "Only %d MB are free for %s; Tandem needs %d MB. Free some space or point TANDEM_HOME elsewhere."
              .formatted(free >> 20, folder, ROOM_NEEDED >> 20));
    }
  }

  private static void extract(InputStream packed, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        write(tar, entry, target);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
