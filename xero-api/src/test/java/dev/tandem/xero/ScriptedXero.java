package dev.tandem.xero;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * A server that gives the answers it was told to give, in that order, and remembers what it was
 * asked.
 */
public final class ScriptedXero implements AutoCloseable {

  public static final TenantId TENANT = TenantId.of("11111111-2222-3333-4444-555555555555");
  public static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  /** One answer: how the server behaves once. */
  public interface Scene {
    void play(HttpExchange exchange) throws IOException;
  }

  /** One request as it arrived. */
  public record Asked(String verb, URI uri, Map<String, List<String>> headers, byte[] body) {

    public String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : String.join(",", values);
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final Queue<Scene> script = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = new ArrayList<>();
  private final HttpServer server;
  private final Xero xero;

  public ScriptedXero() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::play);
    server.start();
    xero = new Xero(settings("secret"), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  public XeroSettings settings(String secret) {
    return XeroSettings.at(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/"),
            "client",
            secret,
            URI.create("http://localhost:8080/back"),
            XeroSettings.USUAL_SCOPES)
        .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  private void play(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    synchronized (asked) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              body));
    }
    Scene next = script.poll();
    if (next == null) next = answer(418, "nothing scripted");
    try (exchange) {
      next.play(exchange);
    }
  }

  public ScriptedXero then(Scene scene) {
    script.add(scene);
    return this;
  }

  /** The next answer; headers in pairs of name and value. */
  public ScriptedXero then(int status, String body, String... headers) {
    return then(answer(status, body, headers));
  }

  private static Scene answer(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  public Asked last() {
    synchronized (asked) {
      return asked.getLast();
    }
  }

  public int calls() {
    synchronized (asked) {
      return asked.size();
    }
  }

  public Xero xero() {
    return xero;
  }

  public XeroLedger ledger() {
    return xero.ledger(TENANT, "access-token");
  }

  @Override
  public void close() {
    xero.close();
    server.stop(0);
  }
}
