package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** §4.1 of the fact sheet, and the manners of many SDKs: how requests may be put. */
class SimHttpTest extends SimulatorTest {
  private static final String CONTACT = "{\"Contacts\":[{\"Name\":\"Ada Byron\"}]}";

  @Test
  void aGetMayBringAnEmptyObject() {
    HttpRequest get =
        changed(xero.request("GET", "/api.xro/2.0/Contacts", ""))
            .method("GET", BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/json")
            .build();
    assertThat(xero.exchange(get).status()).isEqualTo(200);
  }

  @Test
  void aSpaceMayBeAPlus() {
    invoice("PLUS 1", "10");
    for (String space : new String[] {"+", "%20"}) {
      String where = "Invoices?where=InvoiceNumber%3D%3D%22PLUS" + space + "1%22";
      assertThat(xero.get(where).json().path("Invoices")).as(space).hasSize(1);
    }
  }

  @Test
  void commasMayBeEscaped() {
    String ids =
        invoice("C-1", "10").path("InvoiceID").asString()
            + ","
            + invoice("C-2", "10").path("InvoiceID").asString();
    assertThat(xero.get("Invoices?IDs=" + ids).json().path("Invoices")).hasSize(2);
    assertThat(xero.get("Invoices?IDs=" + Xero.encode(ids)).json().path("Invoices")).hasSize(2);
  }

  @Test
  void thePathIsGoodInAnyCaseAndWithSlashesDoubledOrAtItsEnd() {
    for (String path :
        new String[] {
          "/api.xro/2.0/invoices", "/API.XRO/2.0/INVOICES/", "//api.xro/2.0//Invoices"
        }) {
      assertThat(xero.send("GET", path, "").status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void theNamesOfParametersAreGoodInAnyCase() {
    invoice("N-1", "10");
    assertThat(xero.get("Invoices?PAGE=1").json().has("pagination")).isTrue();
  }

  @Test
  void aBodyMayBeOneObjectOneInAnArrayOrWrapped() {
    for (String body :
        new String[] {"{'Name':'A'}", "[{'Name':'B'}]", "{'Contacts':[{'Name':'C'}]}"}) {
      assertThat(xero.put("Contacts", body).status()).as(body).isEqualTo(200);
    }
    assertThat(xero.books().path("Contacts")).hasSize(3);
  }

  @Test
  void whatNobodyKnowsIsPassedOver() {
    assertThat(xero.put("Contacts", "{'Name':'A','FavouriteColour':'green'}").status())
        .isEqualTo(200);
  }

  @Test
  void theContentTypeMayNameItsCharset() {
    for (String type :
        new String[] {"application/json; charset=utf-8", "text/json;charset=UTF-8"}) {
      HttpRequest put =
          changed(xero.request("POST", "/api.xro/2.0/Contacts", CONTACT))
              .setHeader("Content-Type", type)
              .build();
      assertThat(xero.exchange(put).status()).as(type).isEqualTo(200);
    }
  }

  @Test
  void aFormMayCarryTheDocumentAsJson() {
    HttpRequest put =
        changed(xero.request("PUT", "/api.xro/2.0/Contacts", "x"))
            .method("PUT", BodyPublishers.ofString("json=" + Xero.encode(CONTACT)))
            .setHeader("Content-Type", "application/x-www-form-urlencoded")
            .build();
    assertThat(xero.exchange(put).status()).isEqualTo(200);
  }

  @Test
  void xmlIsRefusedInWords() {
    for (String[] each :
        new String[][] {
          {"application/xml", "<Contacts/>"},
          {"text/xml; charset=utf-8", "<Contacts/>"},
          {"application/x-www-form-urlencoded", "xml=%3CContacts%2F%3E"}
        }) {
      HttpRequest put =
          changed(xero.request("PUT", "/api.xro/2.0/Contacts", "x"))
              .method("PUT", BodyPublishers.ofString(each[1]))
              .setHeader("Content-Type", each[0])
              .build();
      var reply = xero.exchange(put);
      assertThat(reply.status()).as(each[0]).isEqualTo(415);
      assertThat(reply.body()).contains("JSON");
    }
  }

  @Test
  void whoAsksForGzipGetsIt() throws Exception {
    HttpRequest get =
        changed(xero.request("GET", "/api.xro/2.0/Accounts", ""))
            .header("Accept-Encoding", "gzip, deflate")
            .build();
    HttpResponse<byte[]> reply = raw(get);
    assertThat(reply.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"Accounts\"");
    }
  }

  @Test
  void whoRefusesGzipDoesNotGetIt() throws Exception {
    HttpRequest get =
        changed(xero.request("GET", "/api.xro/2.0/Accounts", ""))
            .header("Accept-Encoding", "gzip;q=0, identity")
            .build();
    assertThat(raw(get).headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void aRequestMayBePacked() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(CONTACT.getBytes(StandardCharsets.UTF_8));
    }
    HttpRequest put =
        changed(xero.request("PUT", "/api.xro/2.0/Contacts", "x"))
            .method("PUT", BodyPublishers.ofByteArray(packed.toByteArray()))
            .header("Content-Encoding", "gzip")
            .build();
    assertThat(xero.exchange(put).status()).isEqualTo(200);
  }

  @Test
  void headIsAGetWithoutItsBody() throws Exception {
    HttpResponse<byte[]> get = raw(xero.request("GET", "/api.xro/2.0/Accounts", ""));
    HttpResponse<byte[]> head =
        raw(
            changed(xero.request("GET", "/api.xro/2.0/Accounts", ""))
                .method("HEAD", BodyPublishers.noBody())
                .build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(get.body().length);
  }

  @Test
  void aBodyMayComeInChunks() throws Exception {
    HttpRequest put =
        changed(xero.request("PUT", "/api.xro/2.0/Contacts", "x"))
            .method(
                "PUT",
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(CONTACT.getBytes(StandardCharsets.UTF_8))))
            .build();
    assertThat(raw(put).statusCode()).isEqualTo(200);
  }

  @Test
  void aClientMayWaitForA100BeforeItSends() throws Exception {
    HttpRequest put =
        changed(xero.request("PUT", "/api.xro/2.0/Contacts", CONTACT)).expectContinue(true).build();
    assertThat(raw(put).statusCode()).isEqualTo(200);
  }

  @Test
  void theRequestLineMayNameTheWholeAddress() throws Exception {
    assertThat(line("GET " + simulator.uri() + "/.well-known/openid-configuration HTTP/1.1"))
        .startsWith("HTTP/1.1 200");
  }

  private String line(String line) throws IOException {
    try (Socket socket = new Socket("localhost", simulator.uri().getPort())) {
      String head = line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void alsoATooLargeBodyIsAnsweredUnderACorrelation() {
    String huge = "{'Name':'" + "x".repeat(11 * 1024 * 1024) + "'}";
    var reply = xero.put("Contacts", huge);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.header("Xero-Correlation-Id")).isNotEmpty();
  }

  private static HttpRequest.Builder changed(HttpRequest request) {
    return HttpRequest.newBuilder(request, (name, value) -> true);
  }

  private static HttpResponse<byte[]> raw(HttpRequest request) throws Exception {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request, BodyHandlers.ofByteArray());
    }
  }
}
