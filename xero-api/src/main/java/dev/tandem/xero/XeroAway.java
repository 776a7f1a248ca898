package dev.tandem.xero;

import org.jspecify.annotations.Nullable;

/**
 * No usable answer. Remedy: try later; unless {@link #notExecuted()}, a write may have happened and
 * must be looked up, or replayed with the same key and bytes, before it is made again.
 */
public final class XeroAway extends XeroException {

  private final Reason reason;

  public XeroAway(Reason reason, CallFacts facts, @Nullable Throwable cause) {
    super("Xero gave no usable answer: " + reason + ", status " + facts.status(), facts, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public boolean notExecuted() {
    return reason == Reason.NO_CONNECTION;
  }

  /** Why there is no usable answer. Only the first is sure to have changed nothing. */
  public enum Reason {
    /** Refused, unknown host, no TLS agreement or no connection in time: the request never left. */
    NO_CONNECTION,
    /** The call outlived its time. */
    TIMED_OUT,
    /** The connection broke before the last byte of the answer, or our thread was interrupted. */
    CUT_OFF,
    /** Xero answered 5xx. */
    SERVER_ERROR,
    /** Only this organisation is offline; Xero suggests some five minutes. */
    ORGANISATION_OFFLINE,
    /** An answer came but is not what Xero sends: no JSON, a redirect, a proxy's page. */
    UNREADABLE,
    /** A batch was answered with another number of elements than were sent. */
    WRONG_COUNT
  }
}
