package dev.tandem.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/**
 * A call without an HTTP library in between: the bytes as they came, and when the first and the
 * last of them did.
 *
 * @param bytes everything up to where the connection closed
 * @param pauseMs the longest wait between two reads of the answer
 */
record RawCall(String bytes, long firstMs, long pauseMs) {

  static RawCall of(HttpRequest request, String body) throws IOException {
    URI uri = request.uri();
    try (Socket socket = new Socket("localhost", uri.getPort())) {
      socket.setSoTimeout(20_000);
      StringBuilder head =
          new StringBuilder(request.method() + " " + uri.getRawPath() + " HTTP/1.1\r\n");
      head.append("Host: localhost\r\nConnection: close\r\n");
      request
          .headers()
          .map()
          .forEach((name, values) -> head.append(name + ": " + values.getFirst() + "\r\n"));
      byte[] sent = body.getBytes(StandardCharsets.UTF_8);
      head.append("Content-Length: ").append(sent.length).append("\r\n\r\n");
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(sent);
      socket.getOutputStream().flush();
      return read(socket);
    }
  }

  private static RawCall read(Socket socket) throws IOException {
    var all = new ByteArrayOutputStream();
    byte[] buffer = new byte[65_536];
    long start = System.nanoTime();
    long last = start;
    long first = -1;
    long longest = 0;
    try {
      for (int n = socket.getInputStream().read(buffer);
          n > 0;
          n = socket.getInputStream().read(buffer)) {
        long now = System.nanoTime();
        if (first < 0) {
          first = now - start;
        } else {
          longest = Math.max(longest, now - last);
        }
        last = now;
        all.write(buffer, 0, n);
      }
    } catch (SocketException reset) {
      // As good as closed.
    }
    return new RawCall(
        all.toString(StandardCharsets.UTF_8), first / 1_000_000, longest / 1_000_000);
  }

  String body() {
    return bytes.substring(bytes.indexOf("\r\n\r\n") + 4);
  }

  /** What the answer said it would send, bytes. */
  int promised() {
    String head = bytes.substring(0, bytes.indexOf("\r\n\r\n")).toLowerCase(java.util.Locale.ROOT);
    int at = head.indexOf("content-length: ") + "content-length: ".length();
    int end = head.indexOf("\r\n", at);
    return Integer.parseInt(head.substring(at, end < 0 ? head.length() : end));
  }
}
