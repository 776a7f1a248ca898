package dev.tandem.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file in which a running PostgreSQL names itself. After a kill it stays behind, and its
 * process number may belong to nobody, to a dead process that nobody has collected yet, or (after a
 * container's restart) to another program.
 */
final class PostmasterFile {

  enum State {
    /** No server; a file that was left behind is out of the way. */
    ABSENT,
    RUNNING,
    /** Dead but not yet collected by its parent, which PostgreSQL mistakes for running. */
    ENDING
  }

  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;

  private final Path file;

  PostmasterFile(Path file) {
    this.file = file;
  }

  State state() throws IOException {
    Optional<Long> pid = number(PID_LINE);
    if (pid.isEmpty()) {
      return State.ABSENT;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid.get()).filter(ProcessHandle::isAlive);
    if (isZombie(pid.get())) {
      return State.ENDING;
    }
    if (process.isPresent() && isPostgres(process.get())) {
      return State.RUNNING;
    }
    Files.deleteIfExists(file);
    return State.ABSENT;
  }

  /** 0 while the server has not written it yet. */
  int port() throws IOException {
    return number(PORT_LINE).orElse(0L).intValue();
  }

  private Optional<Long> number(int line) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() > line
          ? Optional.of(Long.valueOf(lines.get(line).strip()))
          : Optional.empty();
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * A process whose program we may not see is taken for the server: better to refuse than to start
   * a second one.
   */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(true);
  }

  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }
}
