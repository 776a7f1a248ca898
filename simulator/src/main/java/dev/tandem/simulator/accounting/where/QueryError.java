package dev.tandem.simulator.accounting.where;

/** The expression is not one Xero understands. */
public final class QueryError extends RuntimeException {
  QueryError(String message) {
    super(message, null, false, false);
  }
}
