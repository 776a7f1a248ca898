package dev.tandem.bench.webhooks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that is kept open, with as little as possible between the bytes and the socket: a
 * client that needs more than the server would be measured instead of it.
 */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int LONGEST_LINE = 8_192;

  private final Socket socket;
  private final InputStream answers;

  Wire(URI address) throws IOException {
    socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    answers = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * @param open whether the next request may take the same connection
   */
  record Answer(int status, int bodyBytes, boolean open) {}

  Answer send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    return read();
  }

  private Answer read() throws IOException {
    String first = line();
    int status = Integer.parseInt(first.substring(9, 12));
    int length = 0;
    boolean chunked = false;
    boolean open = true;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (header.startsWith("transfer-encoding:")) {
        chunked = header.contains("chunked");
      } else if (header.startsWith("connection:")) {
        open = !header.contains("close");
      }
    }
    return new Answer(status, chunked ? chunks() : skip(length), open);
  }

  private int chunks() throws IOException {
    int all = 0;
    for (int next = chunk(); next > 0; next = chunk()) {
      all += skip(next);
      line();
    }
    line();
    return all;
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private int skip(int length) throws IOException {
    answers.skipNBytes(length);
    return length;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("the connection was ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It is no longer needed.
    }
  }
}
