package dev.tandem;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps every line that is logged while this JVM runs tests. The logging system begins anew with
 * each application context; the file does so once.
 */
public final class EveryLogLine extends FileAppender<ILoggingEvent> {

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  static final Path FILE = TestRun.own("every-log-line", ".log");

  @Override
  public void start() {
    if (BEGUN.compareAndSet(false, true)) {
      try {
        Files.deleteIfExists(FILE);
        // What stands in them is looked for in these lines.
        Files.deleteIfExists(SecretsLeft.FILE);
        Files.deleteIfExists(SecretsLeft.CLASSES);
      } catch (IOException e) {
        addError("The lines of an earlier run could not be removed", e);
      }
    }
    setFile(FILE.toString());
    setAppend(true);
    super.start();
  }
}
