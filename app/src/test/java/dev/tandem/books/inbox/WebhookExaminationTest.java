package dev.tandem.books.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.TandemTest;
import dev.tandem.books.ledger.Notices;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.Finding.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The doctor calls our own webhook as Xero does. */
@TandemTest
class WebhookExaminationTest {

  @Autowired private Notices notices;
  @LocalServerPort private int port;

  @Test
  void isFineWhereTheDoorOpensForTheRightSignatureOnly() {
    Finding found = examine("http://localhost:" + port + "/webhooks/xero");
    assertThat(found.level()).as(found.toString()).isEqualTo(Level.FINE);
  }

  @Test
  void saysWhatStandsInTheWay() throws IOException {
    assertThat(examine("http://localhost:" + port + "/sign-in").level()).isEqualTo(Level.WRONG);
    assertThat(answering(301).remedy()).contains("Xero follows no redirect");
    assertThat(answering(200).seen()).contains("answered 200", "401 and nothing else was expected");
    assertThat(answering(401).remedy()).contains("XERO_WEBHOOK_KEY");
    Finding nobody = examine("http://localhost:1/webhooks/xero");
    assertThat(nobody.level()).isEqualTo(Level.WRONG);
    assertThat(nobody.seen()).contains("cannot be reached");
  }

  /** In front of the real door, as proxies are. */
  @Test
  void saysWhatAProxyDid() throws IOException {
    assertThat(behind(new Proxy()).level()).isEqualTo(Level.FINE);
    assertThat(behind(new Proxy().tidying()).remedy())
        .contains("a proxy in front changes the body");
    assertThat(behind(new Proxy().unsigned()).remedy()).contains("drops the signature");
    assertThat(behind(new Proxy().adding("<p>Powered by</p>")).remedy()).contains("adds a body");
    assertThat(behind(new Proxy().with("Set-Cookie", "balance=1")).remedy()).contains("a cookie");
    assertThat(behind(new Proxy().to("/sign-in")).remedy()).contains("POST has to be passed on");
  }

  /** Passes on what comes, or nearly. */
  private final class Proxy {
    private boolean tidies;
    private boolean unsigned;
    private String adds = "";
    private String path = "/webhooks/xero";
    private final Map<String, String> headers = new HashMap<>();

    Proxy tidying() {
      tidies = true;
      return this;
    }

    Proxy unsigned() {
      unsigned = true;
      return this;
    }

    Proxy adding(String body) {
      adds = body;
      return this;
    }

    Proxy with(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Proxy to(String other) {
      path = other;
      return this;
    }

    void pass(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var on =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .POST(BodyPublishers.ofString(tidies ? body.replace(": ", ":") : body));
      String signature = exchange.getRequestHeaders().getFirst("x-xero-signature");
      if (signature != null && !unsigned) {
        on.header("x-xero-signature", signature);
      }
      try (HttpClient http = HttpClient.newHttpClient()) {
        int status = http.send(on.build(), BodyHandlers.discarding()).statusCode();
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] answer = adds.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
      } catch (InterruptedException e) {
        throw new IOException(e);
      } finally {
        exchange.close();
      }
    }
  }

  private Finding behind(Proxy proxy) throws IOException {
    return at(proxy::pass);
  }

  private Finding answering(int status) throws IOException {
    return at(
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private Finding at(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    try {
      return examine("http://localhost:" + server.getAddress().getPort() + "/");
    } finally {
      server.stop(0);
    }
  }

  private Finding examine(String address) {
    return WebhookExamination.examine(URI.create(address), notices);
  }
}
