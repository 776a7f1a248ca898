package dev.tandem.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The PostgreSQL server that Tandem brings, shared by all processes that work on one folder. Each
 * holds a shared lock on {@code users.lock} while it needs the server. Who comes finds it running
 * or starts it; who leaves stops it only when nobody else holds that lock. Coming and leaving take
 * turns through {@code start.lock}. The operating system drops the locks of a killed process, and
 * its server is adopted by whoever comes next.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /**
   * The role that initdb makes. It creates the other roles and databases; the application never
   * works as it.
   */
  public static final String SUPERUSER = "postgres";

  /**
   * One entry per folder: file locks belong to the process, so a second attachment in the same
   * process must share the first one's lock (closing a second handle would silently give up both).
   */
  private static final Map<Path, EmbeddedPostgres> JOINED = new HashMap<>();

  private final Path folder;
  private final PostgresServer server;
  private final FileLock using;
  private final int port;
  private final String password;
  private int attachments = 1;

  private EmbeddedPostgres(Path folder, PostgresServer server, FileLock using, int port)
      throws IOException {
    this.folder = folder;
    this.server = server;
    this.using = using;
    this.port = port;
    this.password = server.password();
  }

  /**
   * Attaches to the server of the folder, creating and starting it when needed.
   *
   * @param options extra settings such as {@code fsync=off}, used only if this call starts the
   *     server
   */
  public static EmbeddedPostgres join(Path folder, String... options) {
    Path place = folder.toAbsolutePath().normalize();
    synchronized (JOINED) {
      EmbeddedPostgres joined = JOINED.get(place);
      if (joined != null) {
        joined.attachments++;
        return joined;
      }
      EmbeddedPostgres fresh = open(place, List.of(options));
      JOINED.put(place, fresh);
      return fresh;
    }
  }

  /**
   * Stops a server that a killed process left behind.
   *
   * @return false if somebody works with it, who then keeps it
   */
  public static boolean stopIfUnused(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    if (Files.notExists(place.resolve("users.lock"))) {
      return true;
    }
    synchronized (JOINED) {
      if (JOINED.containsKey(place)) {
        return false;
      }
      try (FileChannel users = lockFile(place.resolve("users.lock"));
          FileChannel turn = lockFile(place.resolve("start.lock"));
          FileLock _ = turn.lock()) {
        if (users.tryLock(0, Long.MAX_VALUE, false) == null) {
          return false;
        }
        new PostgresServer(place, List.of()).stop();
        return true;
      } catch (IOException e) {
        throw new StartRefused(
            "Cannot stop the database in " + place + ": " + Reason.of(e) + ".", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String password() {
    return password;
  }

  int port() {
    return port;
  }

  /**
   * Leaves; the server is stopped if nobody else is attached. Safe to call once per {@link #join}.
   */
  @Override
  public void close() {
    synchronized (JOINED) {
      if (--attachments == 0) {
        JOINED.remove(folder);
        leave();
      }
    }
  }

  private static EmbeddedPostgres open(Path folder, List<String> options) {
    try {
      Files.createDirectories(folder);
      FileChannel users = lockFile(folder.resolve("users.lock"));
      try (FileChannel turn = lockFile(folder.resolve("start.lock"));
          FileLock ignored = turn.lock()) {
        FileLock using = users.lock(0, Long.MAX_VALUE, true);
        var server = new PostgresServer(folder, options);
        return new EmbeddedPostgres(folder, server, using, server.ensureRunning());
      } catch (IOException | InterruptedException | RuntimeException e) {
        users.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StartRefused(
          "Cannot keep the database in " + folder + ": " + Reason.of(e) + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("Interrupted while the database was starting.", e);
    }
  }

  private void leave() {
    try (FileChannel users = using.channel();
        FileChannel turn = lockFile(folder.resolve("start.lock"));
        FileLock ignored = turn.lock()) {
      // Nobody comes or leaves between the two lines: it is our turn.
      using.release();
      FileLock alone = users.tryLock(0, Long.MAX_VALUE, false);
      if (alone != null) {
        server.stop();
      }
    } catch (IOException e) {
      System.err.println("The database server was left running: " + Reason.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static FileChannel lockFile(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
