package dev.tandem.simulator.hosts;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP proxy on this machine that knows Xero's hosts only, and leads them to the simulator: by
 * CONNECT to where it speaks TLS, or with the whole address in the request line, which some clients
 * send instead, to where it speaks plainly. Everything else is refused, so that nothing meant for
 * the simulator ever leaves.
 */
public final class HostProxy implements AutoCloseable {
  /** Bytes; a request line and headers are shorter. */
  private static final int LONGEST_HEAD = 64 * 1024;

  private final ServerSocket door;
  private final int securePort;
  private final int plainPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private HostProxy(ServerSocket door, int securePort, int plainPort) {
    this.door = door;
    this.securePort = securePort;
    this.plainPort = plainPort;
  }

  /**
   * @param port 0 takes any free one
   * @param securePort where the simulator speaks TLS
   * @param plainPort where it speaks HTTP
   */
  public static HostProxy open(int port, int securePort, int plainPort) throws IOException {
    ServerSocket door = new ServerSocket();
    try {
      door.bind(new InetSocketAddress(loopback(), port));
    } catch (IOException taken) {
      door.close();
      throw new IOException("The proxy cannot listen on port " + port, taken);
    }
    HostProxy proxy = new HostProxy(door, securePort, plainPort);
    Thread.ofVirtual().name("host-proxy").start(proxy::accept);
    return proxy;
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  public int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      byte[] head = head(client.getInputStream());
      String line = new String(head, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
      String[] words = line.split(" ");
      if (words.length == 3 && words[0].equals("CONNECT") && XeroHosts.include(words[1])) {
        lead(client, securePort, new byte[0], "HTTP/1.1 200 Connection established\r\n\r\n");
      } else if (words.length == 3 && XeroHosts.include(host(words[1]))) {
        lead(client, plainPort, head, "");
      } else {
        refuse(client);
      }
    } catch (IOException gone) {
      // One side hung up, which is how a connection ends.
    } finally {
      open.remove(client);
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ended = 0;
    while (ended < 4 && head.size() < LONGEST_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The client hung up");
      }
      head.write(next);
      boolean expected = next == (ended % 2 == 0 ? '\r' : '\n');
      ended = expected ? ended + 1 : (next == '\r' ? 1 : 0);
    }
    return head.toByteArray();
  }

  /** The host of a whole address; empty for a path, or what is no address at all. */
  private static String host(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }

  private void lead(Socket client, int port, byte[] first, String greeting) throws IOException {
    try (Socket simulator = new Socket(loopback(), port)) {
      simulator.getOutputStream().write(first);
      client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
      Thread there = Thread.startVirtualThread(() -> pour(client, simulator));
      pour(simulator, client);
      there.join();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until one side ends; the other is told so, and may still answer. */
  private static void pour(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      quietly(from);
      quietly(to);
    }
  }

  private static void quietly(Closeable each) {
    try {
      each.close();
    } catch (IOException already) {
      // Closed is what it should be.
    }
  }

  private static void refuse(Socket client) throws IOException {
    String why = "This proxy leads to " + String.join(", ", XeroHosts.ALL) + " only.\n";
    String answer =
        "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
            + why.length()
            + "\r\n\r\n"
            + why;
    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    client.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    open.forEach(HostProxy::quietly);
  }
}
