package dev.tandem.start;

/**
 * Something expected keeps Tandem from starting. The message is the one line a person reads on the
 * terminal, so it says what is wrong and what to do, and never holds a secret.
 */
public final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartRefused(String message) {
    super(message);
  }

  public StartRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
