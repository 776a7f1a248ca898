package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A page open in a browser on this machine does not drive the simulator. */
class SimForeignPagesTest extends SimulatorTest {
  @Override
  SimulatorSettings settings() {
    return SimulatorSettings.defaults().hostNames(Set.of("xero.test"));
  }

  private int status(String request, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.uri().getPort())) {
      String head = request + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n";
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  private String own() {
    return "localhost:" + simulator.uri().getPort();
  }

  @Test
  void aFormOfAnotherSiteIsRefused() throws IOException {
    for (String page : new String[] {"/_simulator/reset", "/console/clock/advance"}) {
      assertThat(status("POST " + page, "Host: " + own(), "Origin: https://evil.example"))
          .as(page)
          .isEqualTo(403);
    }
    assertThat(xero.get("Organisation").status()).isEqualTo(200);
  }

  @Test
  void aPageOfAnotherPortOfThisMachineIsAnotherSite() throws IOException {
    assertThat(status("POST /_simulator/reset", "Host: " + own(), "Origin: http://localhost:1"))
        .isEqualTo(403);
  }

  @Test
  void aPageWithoutAnOriginOfItsOwnIsRefused() throws IOException {
    assertThat(status("POST /_simulator/reset", "Host: " + own(), "Origin: null")).isEqualTo(403);
  }

  @Test
  void aNameMadeToPointHereIsRefusedEvenToRead() throws IOException {
    for (String page : new String[] {"/", "/console/calls", "/_simulator/mail"}) {
      assertThat(status("GET " + page, "Host: evil.example:" + simulator.uri().getPort()))
          .as(page)
          .isEqualTo(403);
    }
  }

  @Test
  void theConsolesOwnPagesGoOnUnderEveryNameOfThisMachine() throws IOException {
    for (String name : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
      String host = name + ":" + simulator.uri().getPort();
      assertThat(status("POST /console/clock/advance", "Host: " + host, "Origin: http://" + host))
          .as(host)
          .isEqualTo(303);
    }
  }

  @Test
  void aNameThatWasConfiguredIsOwnToo() throws IOException {
    assertThat(
            status("POST /console/clock/advance", "Host: xero.test", "Origin: https://xero.test"))
        .isEqualTo(303);
  }

  @Test
  void aProgramWithoutAnOriginIsLetIn() throws IOException {
    assertThat(status("GET /_simulator/health", "Host: " + own())).isEqualTo(200);
  }
}
