package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** §2 of the fact sheet: what Xero does not look through. The books come from a written journal. */
class SimLargeBooksTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path data;

  private SimulatorSettings settings() {
    return SimulatorSettings.defaults().data(data);
  }

  @Test
  void moreThanAHundredThousandRecordsWantPagesAndOptimisedFilters() throws IOException {
    String refreshToken = oneContact();
    manyMore();
    try (XeroSimulator simulator = XeroSimulator.start(settings())) {
      Xero xero = new Xero(simulator.uri());
      xero.keep(xero.refresh(refreshToken));
      assertThat(status(xero, "Contacts")).isEqualTo(400);
      assertThat(status(xero, "Contacts?page=1")).isEqualTo(200);
      assertThat(status(xero, "Contacts?page=1&where=Name==\"Client 7\"")).isEqualTo(200);
      assertThat(status(xero, "Contacts?page=1&order=Name DESC")).isEqualTo(200);
      assertThat(status(xero, "Contacts?page=1&where=Name.Contains(\"7\")")).isEqualTo(400);
      assertThat(status(xero, "Contacts?page=1&where=FirstName==\"A\"")).isEqualTo(400);
      assertThat(status(xero, "Contacts?page=1&order=FirstName")).isEqualTo(400);
      assertThat(status(xero, "Accounts?where=Name.Contains(\"7\")")).isEqualTo(200);
    }
  }

  private static int status(Xero xero, String resource) {
    return xero.get(resource.replace("\"", "%22").replace(" ", "%20")).status();
  }

  private String oneContact() {
    try (XeroSimulator simulator = XeroSimulator.start(settings())) {
      Xero xero = Xero.connected(simulator);
      xero.put("Contacts", "{'Name':'First'}");
      return xero.refreshToken();
    }
  }

  /** The journal's line about the contact, again and again with other contacts. */
  private void manyMore() throws IOException {
    Path journal = data.resolve("journal.jsonl");
    String line =
        Files.readAllLines(journal).stream()
            .filter(each -> each.contains("\"First\""))
            .findFirst()
            .orElseThrow();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100_000; i += 1_000) {
      ObjectNode copy = (ObjectNode) JSON.readTree(line);
      ArrayNode documents = (ArrayNode) copy.findValue("documents");
      documents.removeAll();
      for (int j = i; j < i + 1_000; j++) {
        ObjectNode contact = documents.addObject().put("kind", "CONTACT").putObject("document");
        contact
            .put("ContactID", new UUID(7, j).toString())
            .put("Name", "Client " + j)
            .put("ContactStatus", "ACTIVE")
            .put("UpdatedDateUTC", "2026-11-01T00:00:00.000Z");
      }
      lines.add(JSON.writeValueAsString(copy));
    }
    Files.write(journal, lines, StandardOpenOption.APPEND);
  }
}
