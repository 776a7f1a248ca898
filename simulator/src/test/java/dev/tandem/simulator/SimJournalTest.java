package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State kept with {@code --data}. */
class SimJournalTest {
  @TempDir private Path data;

  private XeroSimulator open() {
    return XeroSimulator.start(SimulatorSettings.defaults().data(data));
  }

  @Test
  void everythingAnsweredIsThereAfterAStartFromTheFileAlone() throws Exception {
    Path copy = data.resolveSibling(data.getFileName() + "-copy");
    Files.createDirectories(copy);
    Xero before;
    String body = "{'Contacts':[{'Name':'Ada Byron'}]}";
    try (XeroSimulator simulator = open()) {
      before = Xero.connected(simulator);
      before.with("Idempotency-Key", "kept").put("Contacts", body);
      before.control("POST", "webhooks?url=http%3A%2F%2Flocalhost%3A1%2Fx&key=k");
      simulator.advance(Duration.ofMinutes(3));
      // The file as a killed process leaves it, with half a line at its end.
      Files.copy(data.resolve("journal.jsonl"), copy.resolve("journal.jsonl"));
      Files.writeString(
          copy.resolve("journal.jsonl"), "{\"chapter\":\"bo", StandardOpenOption.APPEND);
    }
    try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults().data(copy))) {
      Xero after = new Xero(simulator.uri());
      after.keep(after.refresh(before.refreshToken()));
      assertThat(after.get("Contacts").json().path("Contacts")).hasSize(1);
      assertThat(after.with("Idempotency-Key", "kept").put("Contacts", body).status())
          .isEqualTo(200);
      assertThat(after.control("GET", "webhooks").json()).hasSize(1);
      assertThat(after.control("GET", "clock").json().path("offsetSeconds").asInt()).isEqualTo(180);
      assertThat(before.accessToken()).isNotEmpty();
    }
  }

  @Test
  void aLineCutInsideACharacterIsIgnoredToo() throws Exception {
    try (XeroSimulator simulator = open()) {
      Xero.connected(simulator).put("Contacts", "{'Name':'Zoë'}");
    }
    Path file = data.resolve("journal.jsonl");
    Files.write(file, new byte[] {'{', '"', 'Z', 'o', (byte) 0xC3}, StandardOpenOption.APPEND);
    try (XeroSimulator simulator = open()) {
      assertThat(new Xero(simulator.uri()).books().at("/Contacts/0/Name").asString())
          .isEqualTo("Zoë");
    }
  }

  @Test
  void compactionKeepsTheStateAndDropsTheHistory() throws Exception {
    try (XeroSimulator simulator = open()) {
      Xero xero = Xero.connected(simulator);
      for (int i = 0; i < 20; i++) {
        xero.post("Contacts", "{'Name':'Ada Byron','FirstName':'" + i + "'}");
      }
    }
    long before = Files.size(data.resolve("journal.jsonl"));
    try (XeroSimulator simulator = open()) {
      assertThat(Files.size(data.resolve("journal.jsonl"))).isLessThan(before + 60_000);
      var contact = new Xero(simulator.uri()).books().at("/Contacts/0");
      assertThat(contact.path("FirstName").asString()).isEqualTo("19");
      assertThat(Files.readString(data.resolve("journal.jsonl")))
          .doesNotContain("\"FirstName\":\"3\"");
    }
  }

  @Test
  void expiredCodesAndRefreshTokensAreForgotten() throws Exception {
    String code;
    String refresh;
    try (XeroSimulator simulator = open()) {
      Xero xero = Xero.connected(simulator);
      refresh = xero.refreshToken();
      code = xero.consent(Xero.SCOPES, Xero.AU).json().path("code").asString();
      xero.keep(xero.refresh(refresh));
      simulator.advance(Duration.ofMinutes(31));
      xero.connect(Xero.SCOPES, Xero.AU);
    }
    try (XeroSimulator simulator = open()) {
      assertThat(simulator.uri()).isNotNull();
      assertThat(Files.readString(data.resolve("journal.jsonl"))).doesNotContain(code, refresh);
    }
  }

  @Test
  void resetIsKeptToo() {
    try (XeroSimulator simulator = open()) {
      Xero.connected(simulator).put("Contacts", "{'Name':'Ada Byron'}");
      simulator.reset();
    }
    try (XeroSimulator simulator = open()) {
      assertThat(new Xero(simulator.uri()).books().path("Contacts")).isEmpty();
    }
  }

  @Test
  void whatWasDeletedStaysDeleted() {
    try (XeroSimulator simulator = open()) {
      Xero xero = Xero.connected(simulator);
      xero.connect(SettingsTest.WRITING, Xero.AU);
      String id =
          xero.get("Accounts?where=" + Xero.encode("Code==\"425\""))
              .json()
              .at("/Accounts/0/AccountID")
              .asString();
      assertThat(xero.send("DELETE", "/api.xro/2.0/Accounts/" + id, "").status()).isEqualTo(200);
    }
    for (int start = 0; start < 2; start++) {
      try (XeroSimulator simulator = open()) {
        assertThat(Xero.connected(simulator).get("Accounts").body()).doesNotContain("\"425\"");
      }
    }
  }

  @Test
  void aFolderBelongsToOneSimulatorAtATime() {
    try (XeroSimulator simulator = open()) {
      assertThatThrownBy(this::open).hasMessageContaining("in use");
      assertThat(simulator.uri()).isNotNull();
    }
  }

  /** A kill may leave the file after any of its lines. */
  @Test
  void aKillKeepsAKeyedWriteWithItsAnswerOrNeither() throws Exception {
    String draft = "{'Type':'ACCREC','Contact':{'Name':'Ada Byron'}}";
    Path file = data.resolve("journal.jsonl");
    List<String> lines;
    int before;
    try (XeroSimulator simulator = open()) {
      Xero xero = Xero.connected(simulator);
      before = Files.readAllLines(file).size();
      assertThat(xero.with("Idempotency-Key", "kept").post("Invoices", draft).status())
          .isEqualTo(200);
      lines = Files.readAllLines(file);
    }
    assertThat(lines.size()).isGreaterThan(before);
    for (int end = before; end <= lines.size(); end++) {
      Files.write(file, lines.subList(0, end));
      try (XeroSimulator simulator = open()) {
        Xero xero = Xero.connected(simulator);
        xero.with("Idempotency-Key", "kept").post("Invoices", draft);
        assertThat(xero.books().path("Invoices")).as("killed after line " + end).hasSize(1);
      }
    }
  }

  @Test
  void aFailingWebhookIsDisabledAfter24HoursEvenIfTheSimulatorWasStartedAnewMeanwhile()
      throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.goodStatus = 500;
      try (XeroSimulator simulator = open()) {
        Xero xero = Xero.connected(simulator);
        xero.control(
            "POST",
            "webhooks?url=" + Xero.encode(receiver.url()) + "&key=k&categories=CONTACT,CREDITNOTE");
        xero.put("Contacts", "{'Name':'Ada Byron'}");
        await(xero, "nextAttempt");
        simulator.advance(Duration.ofHours(20));
      }
      try (XeroSimulator simulator = open()) {
        Xero xero = new Xero(simulator.uri());
        await(xero, "nextAttempt");
        simulator.advance(Duration.ofHours(5));
        for (int i = 0; i < 400 && !status(xero).equals("DISABLED"); i++) {
          java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        assertThat(status(xero)).isEqualTo("DISABLED");
      }
      try (XeroSimulator simulator = open()) {
        Xero xero = new Xero(simulator.uri());
        assertThat(status(xero)).isEqualTo("DISABLED");
        var webhook = xero.control("GET", "webhooks").json().path(0);
        assertThat(webhook.path("waiting").asInt()).isEqualTo(1);
        assertThat(webhook.path("app").asString()).isEqualTo("client");
        assertThat(webhook.path("categories").toString()).isEqualTo("[\"CONTACT\",\"CREDITNOTE\"]");
      }
    }
  }

  private static void await(Xero xero, String field) {
    for (int i = 0; i < 400 && !xero.control("GET", "webhooks").json().path(0).has(field); i++) {
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  private static String status(Xero xero) {
    return xero.control("GET", "webhooks").json().at("/0/status").asString();
  }
}
