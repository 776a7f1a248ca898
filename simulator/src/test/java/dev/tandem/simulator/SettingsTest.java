package dev.tandem.simulator;

import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A test in which the app may change the organisation's settings. */
abstract class SettingsTest extends SimulatorTest {
  static final String WRITING =
      Xero.SCOPES.replace("accounting.settings.read", "accounting.settings")
          + " accounting.attachments";

  @BeforeEach
  void mayWriteSettings() {
    xero.connect(WRITING, Xero.AU);
  }

  static String message(Xero.Reply reply) {
    return reply.json().at("/Elements/0/ValidationErrors/0/Message").asString();
  }

  JsonNode account(String code) {
    return xero.get("Accounts?where=" + Xero.encode("Code==\"" + code + "\""))
        .json()
        .at("/Accounts/0");
  }

  /** Connected to another of the demo organisations. */
  Xero in(String tenant) {
    xero.connect(WRITING, tenant);
    return xero.tenant(tenant);
  }
}
