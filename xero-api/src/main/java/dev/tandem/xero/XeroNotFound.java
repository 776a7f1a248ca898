package dev.tandem.xero;

/** No such record in this organisation (404). It is gone, or the id belongs to another tenant. */
public final class XeroNotFound extends XeroException {

  public XeroNotFound(CallFacts facts) {
    super("Xero has no such record: status " + facts.status(), facts, null);
  }

  @Override
  public boolean notExecuted() {
    return true;
  }
}
