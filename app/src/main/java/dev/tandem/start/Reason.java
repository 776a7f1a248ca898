package dev.tandem.start;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Objects;

/**
 * Why an operation on files failed, in words for one line: Java's own messages often hold the path
 * alone.
 */
final class Reason {

  private Reason() {}

  static String of(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied. Give this user the right to write there, or point TANDEM_HOME elsewhere";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return Objects.requireNonNull(f.getReason());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
