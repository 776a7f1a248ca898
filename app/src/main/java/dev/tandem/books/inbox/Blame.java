package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.shared.Refused;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Why a record could not be taken in, in words without personal details. */
final class Blame {

  /** Of what cannot be read at all. */
  static final String UNREADABLE = "Xero shows it in a form that cannot be read.";

  private static final String TOO_LONG = "22001";
  private static final String TOO_LARGE = "22003";
  private static final String NO_TEXT = "22021";
  private static final String THERE_ALREADY = "23505";

  /** The ledger answered, and failed at what was asked. */
  private static final int FAILED_AT_IT = 500;

  private Blame() {}

  /**
   * Whether what was asked for may be to blame, and not that anything was asked. Many at once may
   * be too much; one by itself is not to blame that the ledger is away.
   *
   * @param records how many were asked for
   */
  static boolean mayBeTheirs(RuntimeException e, int records) {
    return switch (e) {
      case LaneStopped _ -> false;
      case LedgerTrouble it ->
          switch (it.remedy()) {
            case WAIT, RECONNECT -> false;
            case LATER -> !it.notExecuted() && (records > 1 || it.facts().status() == FAILED_AT_IT);
            case CORRECT, GONE -> true;
          };
      case DataAccessException _, TransactionException _ -> false;
      default -> true;
    };
  }

  /** Whether the ledger was reached, and had not to be waited for. */
  static boolean isItsAnswer(LedgerTrouble e) {
    return switch (e.remedy()) {
      case WAIT, RECONNECT -> false;
      case LATER -> !e.notExecuted();
      case CORRECT, GONE -> true;
    };
  }

  /** Of one that Xero does not give. What Xero says of it may be personal. */
  static String ofReading(RuntimeException e) {
    return e instanceof LedgerTrouble it
        ? "Xero does not give it when it is asked for it alone (status %d)."
            .formatted(it.facts().status())
        : words(e);
  }

  /**
   * Why a list most likely cannot be read the next time either; null where it is nobody's fault, or
   * the ledger is away, which has its own way to wait.
   */
  static @Nullable String ofList(RuntimeException e) {
    return switch (e) {
      case LaneStopped _, DataAccessException _, TransactionException _ -> null;
      case LedgerTrouble it ->
          switch (it.remedy()) {
            case WAIT, LATER, RECONNECT -> null;
            case CORRECT, GONE ->
                "Xero refused this list (status %d).".formatted(it.facts().status());
          };
      default -> "Tandem failed over this list. The log tells where.";
    };
  }

  static String words(RuntimeException e) {
    Throwable root = Objects.requireNonNullElse(NestedExceptionUtils.getRootCause(e), e);
    if (e instanceof Refused) {
      // Written for people, without personal details.
      return Objects.requireNonNullElse(e.getMessage(), "A rule of the practice forbids it.");
    }
    String database = root instanceof SQLException sql ? words(sql.getSQLState()) : null;
    if (database != null) {
      return database;
    }
    return switch (root) {
      case NullPointerException _ -> "What Xero shows of it lacks something that is needed here.";
      case DateTimeException _, NumberFormatException _ ->
          "What Xero shows of it has a date or a figure that cannot be read.";
      default ->
          "Tandem failed over what Xero shows of it (%s). The log tells where."
              .formatted(root.getClass().getSimpleName());
    };
  }

  private static @Nullable String words(@Nullable String state) {
    return switch (state) {
      case TOO_LONG -> "A text of it is longer than can be kept here.";
      case TOO_LARGE -> "An amount of it is larger than can be kept here.";
      case NO_TEXT -> "A text of it has a sign that cannot be kept here.";
      case THERE_ALREADY -> "It says that it is what another record here is already.";
      case null, default -> null;
    };
  }
}
