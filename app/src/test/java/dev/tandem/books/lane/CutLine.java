package dev.tandem.books.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A line to a server that a test can cut: its port then refuses connections, as when the network or
 * the server is away. Those that are open break.
 */
final class CutLine implements AutoCloseable {

  private final URI there;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket door;

  CutLine(URI there) {
    this.there = there;
    this.port = listen(0);
  }

  URI uri() {
    return URI.create("http://localhost:" + port);
  }

  void cut() {
    ServerSocket present = door;
    door = null;
    close(present);
    open.forEach(CutLine::close);
    open.clear();
  }

  void mend() {
    listen(port);
  }

  private int listen(int wanted) {
    try {
      var fresh = new ServerSocket();
      fresh.setReuseAddress(true);
      fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      door = fresh;
      Thread.ofVirtual().start(() -> accept(fresh));
      return fresh.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket here) {
    try {
      while (true) {
        Socket near = here.accept();
        open.add(near);
        var far = new Socket(there.getHost(), there.getPort());
        open.add(far);
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
      }
    } catch (IOException _) {
      // It was cut.
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One of both ends is gone.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(@Nullable AutoCloseable it) {
    try {
      if (it != null) {
        it.close();
      }
    } catch (Exception _) {
      // Gone already.
    }
  }

  @Override
  public void close() {
    cut();
  }
}
