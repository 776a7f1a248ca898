package dev.tandem.xero.webhook;

/**
 * A body that is no delivery of Xero's. Checked, so that no caller forgets that anyone may post
 * anything.
 */
public final class MalformedWebhook extends Exception {

  MalformedWebhook(String what) {
    super(what);
  }
}
