package dev.tandem.xero;

import org.jspecify.annotations.Nullable;

/**
 * A call that did not give what was asked. The types are named by remedy: wait ({@link XeroBusy}),
 * try later ({@link XeroAway}), a person corrects ({@link XeroRefused}), reconnect ({@link
 * XeroAccessLost}), look elsewhere ({@link XeroNotFound}). Messages never carry tokens or personal
 * details.
 */
public abstract sealed class XeroException extends RuntimeException
    permits XeroBusy, XeroAway, XeroRefused, XeroAccessLost, XeroNotFound {

  private final transient CallFacts facts;

  XeroException(String message, CallFacts facts, @Nullable Throwable cause) {
    super(message, cause);
    this.facts = facts;
  }

  /** The facts of the failed call; status 0 when no answer came. */
  public CallFacts facts() {
    return facts;
  }

  /** Whether Xero surely did nothing: a write may then be sent again under any key. */
  public abstract boolean notExecuted();
}
