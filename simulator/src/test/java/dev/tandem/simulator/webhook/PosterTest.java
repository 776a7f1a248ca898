package dev.tandem.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PosterTest {

  @Test
  void anInterruptEndsTheRequestToo() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
      Thread posting = Thread.ofVirtual().start(() -> new Poster().post(url, "{}", "signed"));
      try (Socket socket = server.accept()) {
        // Less than the request's own patience.
        socket.setSoTimeout(3_000);
        String begun = new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
        assertThat(begun).isEqualTo("POST");
        posting.interrupt();
        socket.getInputStream().readAllBytes();
      }
      posting.join();
    }
  }
}
