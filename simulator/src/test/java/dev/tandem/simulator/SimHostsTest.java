package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.hosts.AsXero;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Under Xero's own host names, as a client sees it that knows no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimHostsTest {
  @TempDir private static Path folder;
  private XeroSimulator simulator;
  private HttpClient client;

  @BeforeAll
  void start() throws Exception {
    simulator = XeroSimulator.start(SimulatorSettings.defaults().asXero(folder));
    client = client(simulator.asXero().orElseThrow());
  }

  private static HttpClient client(AsXero way) throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(ProxySelector.of(new InetSocketAddress("localhost", way.proxy().getPort())))
        .sslContext(trusting(way.authority()))
        .build();
  }

  /** As any client does that is given the PEM file. */
  private static SSLContext trusting(Path authority) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    try (InputStream pem = Files.newInputStream(authority)) {
      trust.setCertificateEntry(
          "it", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @AfterAll
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void webhooksNameXerosOwnAddressOfAResource() throws Exception {
    try (Receiver receiver = new Receiver()) {
      Xero xero = Xero.connected(simulator);
      xero.control(
          "POST",
          "webhooks?key=" + Xero.encode(Receiver.KEY) + "&url=" + Xero.encode(receiver.url()));
      xero.put("Contacts", "{'Name':'Ada Byron'}");
      assertThat(receiver.next().json().at("/events/0/resourceUrl").asString())
          .startsWith("https://api.xero.com/api.xro/2.0/Contacts/");
    }
  }

  @Test
  void discoveryNamesXerosOwnHosts() throws Exception {
    JsonNode document = discovery();
    assertThat(document.path("issuer").asString()).isEqualTo("https://identity.xero.com");
    assertThat(document.path("authorization_endpoint").asString())
        .isEqualTo("https://login.xero.com/identity/connect/authorize");
    assertThat(document.path("token_endpoint").asString())
        .isEqualTo("https://identity.xero.com/connect/token");
  }

  private JsonNode discovery() throws Exception {
    return json(get("https://identity.xero.com/.well-known/openid-configuration", ""));
  }

  @Test
  void tokensAreIssuedInTheNameTheyWereAskedAt() throws Exception {
    String here = token("https://identity.xero.com/connect/token");
    String there = token(simulator.uri() + "/connect/token");
    assertThat(claims(here).path("iss").asString()).isEqualTo("https://identity.xero.com");
    assertThat(claims(here).path("aud").asString())
        .isEqualTo("https://identity.xero.com/resources");
    assertThat(claims(there).path("iss").asString()).isEqualTo(simulator.uri().toString());
  }

  @Test
  void theBooksAreAtXerosApi() throws Exception {
    String token = token("https://identity.xero.com/connect/token");
    var reply = get("https://api.xero.com/api.xro/2.0/Organisation", token);
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(json(reply).at("/Organisations/0/OrganisationID").asString()).isEqualTo(Xero.AU);
  }

  @Test
  void theConsentPageIsAtXerosLogin() throws Exception {
    var page =
        get(
            "https://login.xero.com/identity/connect/authorize?response_type=code&client_id=client"
                + "&scope=openid&state=s&redirect_uri="
                + Xero.encode(Xero.REDIRECT),
            "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Allow access");
  }

  @Test
  void theProxyLeadsNowhereElse() throws Exception {
    assertThat(raw("CONNECT example.com:443 HTTP/1.1")).startsWith("HTTP/1.1 403");
    assertThat(raw("GET http://example.com/ HTTP/1.1")).startsWith("HTTP/1.1 403");
    assertThat(raw("GET / HTTP/1.1")).startsWith("HTTP/1.1 403");
    assertThat(raw("CONNECT api.xero.com.example.com:443 HTTP/1.1")).startsWith("HTTP/1.1 403");
  }

  /** Some clients do not ask for a tunnel but put the whole address into the request line. */
  @Test
  void theProxyTakesAWholeAddressToo() throws Exception {
    assertThat(raw("GET https://identity.xero.com/.well-known/openid-configuration HTTP/1.1"))
        .startsWith("HTTP/1.1 200")
        .contains("https://login.xero.com/identity/connect/authorize");
  }

  private String raw(String line) throws Exception {
    try (Socket socket =
        new Socket("localhost", simulator.asXero().orElseThrow().proxy().getPort())) {
      String head = line + "\r\nHost: identity.xero.com\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theCertificateIsKeptSoThatItIsTrustedOnce() throws Exception {
    byte[] before = Files.readAllBytes(folder.resolve("ca.pem"));
    try (var again = XeroSimulator.start(SimulatorSettings.defaults().asXero(folder));
        var same = client(again.asXero().orElseThrow())) {
      assertThat(again.asXero().orElseThrow().authority()).hasBinaryContent(before);
      var reply =
          same.send(
              HttpRequest.newBuilder(URI.create("https://identity.xero.com/connect/userinfo"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(reply.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void theTrustStoreForJavaHoldsTheSameAuthority() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(simulator.asXero().orElseThrow().trustStore())) {
      store.load(in, "changeit".toCharArray());
    }
    String encoded =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(store.getCertificate("authority").getEncoded());
    assertThat(simulator.asXero().orElseThrow().authority()).content().contains(encoded);
  }

  @Test
  void consoleAndControlAreNotAtXerosHosts() throws Exception {
    assertThat(get("https://api.xero.com/_simulator/clock", "").statusCode()).isEqualTo(403);
  }

  private String token(String endpoint) throws Exception {
    String basic =
        Base64.getEncoder().encodeToString("client:secret".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Xero.encoded(Map.of("grant_type", "client_credentials"))))
            .build();
    boolean own = endpoint.startsWith(simulator.uri().toString());
    try (HttpClient direct = HttpClient.newHttpClient()) {
      return json((own ? direct : client).send(request, BodyHandlers.ofString()))
          .path("access_token")
          .asString();
    }
  }

  private HttpResponse<String> get(String address, String token) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json, text/html")
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> reply) {
    return new JsonMapper().readTree(reply.body());
  }

  private static JsonNode claims(String token) {
    return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}
