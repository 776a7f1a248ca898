package dev.tandem.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Listens on 127.0.0.1 and, where the machine has it, on ::1 under the same port, because clients
 * resolve {@code localhost} to either.
 */
public final class HttpListener implements AutoCloseable {
  /** Xero's hard cap for a request body, bytes. */
  private static final int LARGEST_BODY = 10 * 1024 * 1024;

  /** A whole state that is put back over the control side may be larger, bytes. */
  private static final int LARGEST_STATE = 500 * 1024 * 1024;

  /** How much of a larger one is read for politeness, bytes. */
  private static final long LARGEST_DISCARDED = 200L * 1024 * 1024;

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Handler handler;

  private HttpListener(Handler handler) {
    this.handler = handler;
  }

  /** Port 0 takes any free one. */
  public static HttpListener listen(int port, Handler handler) throws IOException {
    tuneServer();
    HttpListener listener = new HttpListener(handler);
    try {
      listener.bind(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      listener.bindIpv6();
    } catch (IOException failed) {
      listener.close();
      throw failed;
    }
    return listener;
  }

  /**
   * The JDK's server reads these once: without the first, each answer waits 40 ms for a delayed
   * acknowledgement; without the second, a kept connection may close just as a client reuses it.
   */
  private static void tuneServer() {
    Map.of("sun.net.httpserver.nodelay", "true", "sun.net.httpserver.idleInterval", "300")
        .forEach(
            (name, value) -> {
              if (System.getProperty(name) == null) {
                System.setProperty(name, value);
              }
            });
  }

  /** Answers under TLS as well, on a port of its own, and says on which. */
  public int secure(SSLContext context) throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpsServer server = HttpsServer.create(new InetSocketAddress(address, 0), 256);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    open(server);
    return server.getAddress().getPort();
  }

  private void bindIpv6() throws IOException {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    try {
      bind(InetAddress.getByAddress(loopback), port());
    } catch (BindException taken) {
      if (taken.getMessage() != null && taken.getMessage().contains("in use")) {
        throw taken;
      }
    } catch (IOException noIpv6) {
      // A machine without IPv6 resolves localhost to 127.0.0.1 only, which is bound already.
    }
  }

  private void bind(InetAddress address, int port) throws IOException {
    open(HttpServer.create(new InetSocketAddress(address, port), 256));
  }

  private void open(HttpServer server) {
    server.createContext("/", this::serve);
    server.setExecutor(executor);
    server.start();
    servers.add(server);
  }

  public int port() {
    return servers.getFirst().getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = read(exchange.getRequestBody(), largest(exchange));
      Response response = answer(exchange, body);
      String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
      boolean packed = accepted != null && Gzip.accepted(accepted);
      send(exchange, writable(packed ? Gzip.packed(response) : response));
    }
  }

  /**
   * The JDK's server gives up in the middle of a header that it cannot write, and the client never
   * hears why.
   */
  private static Response writable(Response response) {
    for (var header : response.headers().entrySet()) {
      if (!header.getValue().chars().allMatch(it -> it == '\t' || (it >= ' ' && it <= '~'))) {
        System.getLogger(HttpListener.class.getName())
            .log(System.Logger.Level.ERROR, "The header " + header.getKey() + " cannot be written");
        return untraced(
            Response.json(500, Json.object().put("error", "The simulator failed; see its log")));
      }
    }
    return response;
  }

  private static int largest(HttpExchange exchange) {
    return "/_simulator/state".equals(exchange.getRequestURI().getPath())
        ? LARGEST_STATE
        : LARGEST_BODY;
  }

  private Response answer(HttpExchange exchange, byte[] sent) {
    int largest = largest(exchange);
    byte[] body = sent;
    try {
      if ("gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = Gzip.unpacked(sent, largest);
      }
    } catch (IOException notPacked) {
      return untraced(Response.text(400, "The request is not packed as it says"));
    }
    return sent.length > largest || body.length > largest
        ? untraced(Response.text(413, "The request is too large"))
        : handler.handle(request(exchange, body));
  }

  /** Nobody behind the listener sees the request, so nobody gives it a name. */
  private static Response untraced(Response response) {
    return response.with("Xero-Correlation-Id", UUID.randomUUID().toString());
  }

  private static byte[] read(InputStream stream, int largest) throws IOException {
    byte[] body = stream.readNBytes(largest + 1);
    if (body.length > largest) {
      discard(stream);
    }
    return body;
  }

  /** A client that is still sending when the connection closes never sees the answer. */
  private static void discard(InputStream stream) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = LARGEST_DISCARDED;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = stream.read(buffer);
    }
  }

  private static Request request(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    Target target = Target.of(exchange.getRequestURI());
    return new Request(
        isHead(exchange) ? "GET" : exchange.getRequestMethod(),
        target.decodedPath(),
        target.toString(),
        Parameters.parse(target.query()),
        headers,
        body,
        Map.of());
  }

  /** Answered like a GET, but for the body. */
  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    if (closesSilently(response)) {
      return;
    }
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    OwnDate.keep(exchange.getResponseHeaders());
    byte[] body = response.body();
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
    }
    boolean bodiless = body.length == 0 || isHead(exchange);
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
    if (!bodiless) {
      write(exchange.getResponseBody(), response);
    }
  }

  /** An answer without a body has no middle to break off in. */
  private static boolean closesSilently(Response response) {
    return response.ending() == Response.Ending.DROPPED
        || (response.ending() == Response.Ending.CUT_SHORT && response.body().length == 0);
  }

  private static void write(OutputStream stream, Response response) throws IOException {
    byte[] body = response.body();
    boolean whole = response.ending() == Response.Ending.WHOLE && !response.pause().isPositive();
    int first = whole ? body.length : body.length / 2;
    stream.write(body, 0, first);
    stream.flush();
    if (response.ending() == Response.Ending.WHOLE && first < body.length) {
      pause(response.pause());
      stream.write(body, first, body.length - first);
      stream.flush();
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    executor.shutdownNow();
  }
}
