package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: attachments. */
class SimAttachmentsTest extends SettingsTest {
  private Xero.Reply send(String method, String path, String type, byte[] bytes) {
    HttpRequest like = xero.request("GET", "/api.xro/2.0/" + path, "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(like, (name, value) -> true)
            .method(method, BodyPublishers.ofByteArray(bytes));
    if (!type.isEmpty()) {
      request.setHeader("Content-Type", type);
    }
    return xero.exchange(request.build());
  }

  private Xero.Reply put(String path, String content) {
    return send(
        "PUT", path, "text/plain", content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private String invoiceId() {
    return invoice("C-1", "100").path("InvoiceID").asString();
  }

  private JsonNode list(String path) {
    return xero.get(path + "/Attachments").json().path("Attachments");
  }

  @Test
  void aFileIsPutListedAndFetchedAsItWas() {
    String id = invoiceId();
    JsonNode put =
        put("Invoices/" + id + "/Attachments/note.txt", "Grüße").json().at("/Attachments/0");
    assertThat(put.path("FileName").asString()).isEqualTo("note.txt");
    assertThat(put.path("MimeType").asString()).isEqualTo("text/plain");
    assertThat(put.path("ContentLength").asInt()).isEqualTo(7);
    assertThat(put.path("Url").asString())
        .endsWith("/api.xro/2.0/Invoices/" + id + "/Attachments/note.txt");
    assertThat(put.propertyNames())
        .containsExactlyInAnyOrder("AttachmentID", "FileName", "Url", "MimeType", "ContentLength");
    assertThat(list("Invoices/" + id).get(0)).isEqualTo(put);
    var fetched = xero.get("Invoices/" + id + "/Attachments/note.txt");
    assertThat(fetched.body()).isEqualTo("Grüße");
    assertThat(fetched.header("Content-Type")).isEqualTo("text/plain");
    assertThat(
            xero.get("Invoices/" + id + "/Attachments/" + put.path("AttachmentID").asString())
                .body())
        .isEqualTo("Grüße");
  }

  @Test
  void theUrlOfAFileLeadsToIt() {
    String id = invoiceId();
    String url =
        put("Invoices/" + id + "/Attachments/my%20note.txt", "x")
            .json()
            .at("/Attachments/0/Url")
            .asString();
    assertThat(url).startsWith(simulator.uri().toString());
    assertThat(xero.send("GET", url.substring(simulator.uri().toString().length()), "").body())
        .isEqualTo("x");
  }

  @Test
  void aFileOfTheSameNameIsReplacedByPutAndByPost() {
    String path = "Invoices/" + invoiceId() + "/Attachments/note.txt";
    put(path, "one");
    put(path, "two");
    assertThat(xero.get(path).body()).isEqualTo("two");
    send("POST", path, "text/plain", new byte[] {'3'});
    assertThat(xero.get(path).body()).isEqualTo("3");
    assertThat(list(path.replace("/Attachments/note.txt", ""))).hasSize(1);
  }

  @Test
  void theOwnerSaysThatItHasFiles() {
    String id = invoiceId();
    assertThat(read(id).path("HasAttachments").asBoolean()).isFalse();
    put("Invoices/" + id + "/Attachments/a.txt", "x");
    assertThat(read(id).path("HasAttachments").asBoolean()).isTrue();
  }

  @Test
  void attachingMovesTheDateUnlessTheSwitchSaysNo() {
    String id = invoiceId();
    String before = read(id).path("UpdatedDateUTC").asString();
    simulator.advance(Duration.ofSeconds(5));
    xero.control("POST", "switches?name=attaching-moves-date&on=off");
    put("Invoices/" + id + "/Attachments/a.txt", "x");
    assertThat(read(id).path("UpdatedDateUTC").asString()).isEqualTo(before);
    xero.control("POST", "switches?name=attaching-moves-date&on=on");
    put("Invoices/" + id + "/Attachments/b.txt", "x");
    assertThat(read(id).path("UpdatedDateUTC").asString()).isNotEqualTo(before);
  }

  @Test
  void historyTellsOfTheFile() {
    String id = invoiceId();
    put("Invoices/" + id + "/Attachments/a.txt", "x");
    JsonNode entry = xero.get("Invoices/" + id + "/History").json().at("/HistoryRecords/0");
    assertThat(entry.path("Changes").asString()).isEqualTo("Attached a file");
    assertThat(entry.path("Details").asString())
        .isEqualTo("Attached the file a.txt through the Xero API using Tandem");
  }

  @Test
  void tenFilesAreTheMost() {
    String path = "Invoices/" + invoiceId() + "/Attachments/";
    for (int i = 0; i < 10; i++) {
      assertThat(put(path + i + ".txt", "x").status()).isEqualTo(200);
    }
    assertThat(put(path + "11.txt", "x").status()).isEqualTo(400);
    assertThat(put(path + "0.txt", "again").status()).isEqualTo(200);
  }

  @Test
  void tenMegabytesAreTheMost() {
    String path = "Invoices/" + invoiceId() + "/Attachments/big.bin";
    assertThat(send("PUT", path, "", new byte[10 * 1024 * 1024]).status()).isEqualTo(200);
    assertThat(send("PUT", path, "", new byte[10 * 1024 * 1024 + 1]).status()).isIn(400, 413);
    assertThat(send("PUT", path, "", new byte[0]).status()).isEqualTo(400);
  }

  @Test
  void someCharactersAreNotAllowedInNames() {
    String path = "Invoices/" + invoiceId() + "/Attachments/";
    for (String bad :
        new String[] {
          "%3C", "%3E", "%3A", "%22", "%2F", "%5C", "%7C", "%3F", "%2A", "%0A", "%0D%0A"
        }) {
      assertThat(put(path + "a" + bad + "b.txt", "x").status()).as(bad).isEqualTo(400);
    }
    assertThat(put(path + "%2E%2E", "x").status()).isEqualTo(400);
    assertThat(put(path + "x".repeat(256), "x").status()).isEqualTo(400);
    assertThat(put(path + "a%20(1)%5B2%5D.txt", "x").status()).isEqualTo(200);
  }

  @Test
  void aNameInAnyScriptIsAnswered() {
    String path = "Invoices/" + invoiceId() + "/Attachments/%E6%97%A5%E6%9C%AC.txt";
    assertThat(put(path, "x").json().at("/Attachments/0/FileName").asString()).isEqualTo("日本.txt");
    var fetched = xero.get(path);
    assertThat(fetched.body()).isEqualTo("x");
    assertThat(fetched.header("Content-Disposition")).contains("%E6%97%A5%E6%9C%AC.txt");
  }

  @Test
  void aSingleDocumentListsItsFiles() {
    String id = invoiceId();
    assertThat(read(id).has("Attachments")).isFalse();
    put("Invoices/" + id + "/Attachments/a.txt", "x");
    assertThat(read(id).at("/Attachments/0/FileName").asString()).isEqualTo("a.txt");
    String contact = contact("Eve Moss");
    put("Contacts/" + contact + "/Attachments/b.txt", "x");
    assertThat(
            xero.get("Contacts/" + contact)
                .json()
                .at("/Contacts/0/Attachments/0/FileName")
                .asString())
        .isEqualTo("b.txt");
  }

  @Test
  void onlySalesDocumentsShowFilesOnline() {
    String sale = "Invoices/" + invoiceId() + "/Attachments/a.txt?IncludeOnline=true";
    assertThat(put(sale, "x").json().at("/Attachments/0/IncludeOnline").asBoolean()).isTrue();
    String contact = "Contacts/" + contact("Eve Moss") + "/Attachments/a.txt?IncludeOnline=true";
    assertThat(put(contact, "x").json().at("/Attachments/0").has("IncludeOnline")).isFalse();
  }

  @Test
  void accountsAndContactsTakeFilesToo() {
    String account = "Accounts/" + account("200").path("AccountID").asString();
    put(account + "/Attachments/a.txt", "x");
    assertThat(list(account)).hasSize(1);
    assertThat(account("200").path("HasAttachments").asBoolean()).isTrue();
    String contact = "Contacts/" + contact("Eve Moss");
    put(contact + "/Attachments/a.txt", "x");
    assertThat(xero.get(contact).json().at("/Contacts/0/HasAttachments").asBoolean()).isTrue();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String id = invoiceId();
    assertThat(xero.get("Invoices/" + id + "/Attachments/none.txt").status()).isEqualTo(404);
    assertThat(put("Invoices/" + Xero.NZ + "/Attachments/a.txt", "x").status()).isEqualTo(404);
    assertThat(list("Invoices/" + id)).isEmpty();
  }

  @Test
  void filesNeedTheirOwnScope() {
    simulator.reset();
    xero = Xero.connected(simulator);
    String id = invoiceId();
    assertThat(xero.get("Invoices/" + id + "/Attachments").status()).isEqualTo(401);
  }
}
