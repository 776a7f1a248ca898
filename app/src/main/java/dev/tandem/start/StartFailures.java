package dev.tandem.start;

import dev.tandem.shared.KeyRing;
import dev.tandem.shared.SealingKey;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Turns every expected failure of a start into one line on standard error; Boot reports the others
 * in its own way.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailures implements SpringBootExceptionReporter {

  /** A command starts one application. */
  private static volatile boolean quiet;

  /** Boot's signature for reporters; the context is of no interest here. */
  public StartFailures(ConfigurableApplicationContext context) {
    Objects.requireNonNull(context);
  }

  /** For a command that tells the reason itself. */
  static <T> T quietly(Supplier<? extends T> start) {
    quiet = true;
    try {
      return start.get();
    } finally {
      quiet = false;
    }
  }

  @Override
  public boolean reportException(Throwable failure) {
    Optional<String> line = explain(failure);
    if (quiet) {
      return line.isPresent();
    }
    line.ifPresent(text -> System.err.println("Tandem did not start: " + text));
    return line.isPresent();
  }

  static Optional<String> explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> line = line(cause);
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> line(Throwable cause) {
    return switch (cause) {
      case StartRefused refused -> Optional.ofNullable(refused.getMessage());
      case KeyRing.UnusableKey unusable -> Optional.ofNullable(unusable.getMessage());
      case SealingKey.Unknown other -> Optional.ofNullable(other.getMessage());
      case PortInUseException taken -> Optional.of(Ports.taken(taken.getPort(), "TANDEM_PORT"));
      case FlywayException migration ->
          Optional.of(
              "The database cannot be brought to this version: "
                  + String.valueOf(migration.getMessage())
                      .lines()
                      .filter(l -> !l.isBlank())
                      .findFirst()
                      .orElse("")
                  + " If a newer Tandem has worked on it, start that one.");
      default -> Optional.empty();
    };
  }
}
