package dev.tandem.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpListenerTest {
  @ParameterizedTest
  @ValueSource(strings = {"日本.pdf", "two\nlines", "bell\u0007"})
  void anAnswerThatCannotBeWrittenIsAFailureThatTheClientHearsOf(String value) throws Exception {
    assertThat(status(value)).isEqualTo(500);
  }

  @Test
  void ordinaryHeadersAreWritten() throws Exception {
    assertThat(status("inline; filename=\"a b.pdf\"")).isEqualTo(200);
  }

  private static int status(String header) throws Exception {
    try (HttpListener listener =
            HttpListener.listen(0, request -> Response.text(200, "x").with("X-Name", header));
        HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://localhost:" + listener.port() + "/");
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
