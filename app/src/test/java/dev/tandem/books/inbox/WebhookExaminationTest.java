package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.TandemTest;
import dev.tandem.books.ledger.Notices;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.Finding.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
    assertThat(answering(200).seen()).contains("answered 200", "401 was expected");
    assertThat(answering(401).remedy()).contains("XERO_WEBHOOK_KEY");
    Finding nobody = examine("http://localhost:1/webhooks/xero");
    assertThat(nobody.level()).isEqualTo(Level.WRONG);
    assertThat(nobody.seen()).contains("cannot be reached");
  }

  private Finding answering(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
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
