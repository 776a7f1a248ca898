package dev.tandem.xero;

/**
 * Hears of each call to Xero, for whoever looks for an error. What it is told may be written to a
 * log: tokens, secrets, authorization headers and personal details are masked before.
 */
@FunctionalInterface
public interface CallWatcher {

  /**
   * @param call method, address, headers, bodies and outcome, on several lines
   */
  void called(String call);
}
