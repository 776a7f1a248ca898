/** The Xero client library. How calls are made stays inside: {@code internal} is not exported. */
module dev.tandem.xero {
  requires transitive java.net.http;
  requires static transitive org.jspecify;
  requires tools.jackson.databind;
  requires com.fasterxml.jackson.annotation;

  exports dev.tandem.xero;
  exports dev.tandem.xero.accounting;
  exports dev.tandem.xero.oauth;
  exports dev.tandem.xero.webhook;
}
