package dev.tandem.books.lane;

import dev.tandem.books.ledger.CallFacts;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, for the log that people read.
 *
 * @param outcome one of {@link SyncLog#OUTCOMES}
 * @param message what went wrong in words; null when all went well
 */
record CallWords(String outcome, @Nullable String message) {

  private static final int LONGEST = 500;

  static CallWords answered(Object value) {
    List<Verdict.Refused> refused =
        value instanceof List<?> list
            ? list.stream()
                .filter(Verdict.Refused.class::isInstance)
                .map(Verdict.Refused.class::cast)
                .toList()
            : List.of();
    if (refused.isEmpty()) {
      return new CallWords("ok", null);
    }
    int all = ((List<?>) value).size();
    String reason = refused.getFirst().text();
    return new CallWords(
        refused.size() == all ? "refused" : "partly refused",
        cut(all == 1 ? reason : refused.size() + " of " + all + " were refused: " + reason));
  }

  static CallWords failed(LedgerTrouble trouble, Operation operation) {
    return switch (trouble.remedy()) {
      case WAIT -> new CallWords("limit", asked(trouble.facts().retryAfter()));
      case LATER ->
          trouble.notExecuted()
              ? new CallWords(
                  "no connection",
                  "Xero could not be reached; nothing was sent. It is tried again.")
              : new CallWords("unknown", unknown(operation));
      case CORRECT ->
          new CallWords("refused", said(trouble, "Xero refused it without giving a reason."));
      case RECONNECT ->
          new CallWords(
              "access lost", said(trouble, "Xero no longer lets Tandem into this organisation."));
      case GONE ->
          new CallWords(
              "not found",
              "Xero has no such record: it is gone, or belongs to another organisation.");
    };
  }

  /** We ourselves went wrong while it was made or its answer read. */
  static CallWords unexpected(Operation operation) {
    return new CallWords("unknown", unknown(operation));
  }

  /** Whether it surely never left for the ledger: not even refused there. */
  boolean unsent(CallFacts facts) {
    return facts.status() == 0 && !outcome.equals("ok") && !outcome.equals("unknown");
  }

  /** With what it changed for the calls that follow. */
  CallWords then(@Nullable String changed) {
    return changed == null
        ? this
        : new CallWords(outcome, cut(message == null ? changed : message + " " + changed));
  }

  private static String asked(@Nullable Duration pause) {
    return pause == null
        ? "Xero asked for fewer calls at once. It goes on by itself."
        : "Xero asked to wait %,d s. It goes on by itself then.".formatted(pause.toSeconds());
  }

  private static String unknown(Operation operation) {
    if (operation.push() && operation.job() == Job.PAPER) {
      return "No usable answer came. Whether the e-mail went is seen only in Xero; it is not sent again.";
    }
    return operation.push()
        ? "No usable answer came. Tandem looks in Xero whether it happened before anything is sent again."
        : "No usable answer came. It is read again.";
  }

  /** Every reason once: a batch repeats them for each element. */
  private static String said(LedgerTrouble trouble, String otherwise) {
    List<String> reasons =
        Stream.concat(
                trouble.reasons().stream(),
                trouble.elements().values().stream().flatMap(List::stream))
            .distinct()
            .toList();
    return reasons.isEmpty() ? otherwise : cut(String.join(" ", reasons));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
