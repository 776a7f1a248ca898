package dev.tandem.staff.web;

import java.sql.SQLException;
import java.time.DateTimeException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * What was sent reads well but cannot be: a text with a NUL, a day beyond all calendars, a number
 * with too many digits. The sender's mistake and not ours, wherever it came to light.
 */
final class Unstorable {

  static final String WORDS = "A value is out of range, or a text contains a character of no use.";

  /** PostgreSQL's class of errors for values that their type cannot hold. */
  private static final String DATA_EXCEPTION = "22";

  private Unstorable() {}

  static boolean is(RuntimeException failure) {
    return failure instanceof DateTimeException
        || failure instanceof DataIntegrityViolationException refusal
            && refusal.getMostSpecificCause() instanceof SQLException cause
            && cause.getSQLState() != null
            && cause.getSQLState().startsWith(DATA_EXCEPTION);
  }
}
