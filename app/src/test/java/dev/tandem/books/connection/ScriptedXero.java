package dev.tandem.books.connection;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A token endpoint that does next what the test says, for failures no well-behaved server can be
 * asked for at the right moment. Without a script it answers with new tokens.
 */
final class ScriptedXero implements AutoCloseable {

  enum Next {
    ANSWER,
    /** New tokens are given out, but the answer is cut off on its way. */
    LOSE_THE_REPLY,
    INVALID_GRANT,
    UNAVAILABLE
  }

  private final HttpServer server;
  private final BlockingQueue<Next> script = new LinkedBlockingQueue<>();
  private final List<String> presented = new CopyOnWriteArrayList<>();
  private volatile Runnable beforeAnswer = () -> {};
  private volatile String claims = "";

  ScriptedXero() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/connect/token", this::token);
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  void next(Next... steps) {
    script.addAll(List.of(steps));
  }

  /** Runs while the client waits for its answer. */
  void beforeAnswer(Runnable work) {
    beforeAnswer = work;
  }

  /** From now on tokens begin to be good at this moment. */
  void notBefore(Instant moment) {
    claims = ",\"nbf\":" + moment.getEpochSecond();
  }

  /** The refresh tokens that were presented, in order. */
  List<String> presented() {
    return List.copyOf(presented);
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    presented.add(field(form, "refresh_token"));
    Next next = script.poll();
    beforeAnswer.run();
    switch (next == null ? Next.ANSWER : next) {
      case ANSWER -> answer(exchange, 200, tokens(presented.size()));
      case LOSE_THE_REPLY -> {
        exchange.sendResponseHeaders(200, 500);
        exchange.close();
      }
      case INVALID_GRANT -> answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      case UNAVAILABLE -> answer(exchange, 503, "The Xero API is temporarily unavailable");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String tokens(int number) {
    return """
        {"access_token":"%s","token_type":"Bearer","expires_in":1800,"refresh_token":"refresh-%d","scope":"offline_access"}
        """
        .formatted(accessTokenNow(number), number);
  }

  static String accessToken(int number) {
    return jwt("{\"xero_userid\":\"user-1\",\"number\":%d}".formatted(number));
  }

  String accessTokenNow(int number) {
    return jwt("{\"xero_userid\":\"user-1\",\"number\":%d%s}".formatted(number, claims));
  }

  private static String jwt(String claims) {
    var url = Base64.getUrlEncoder().withoutPadding();
    return "e30." + url.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".signature";
  }

  private static String field(String form, String name) {
    for (String pair : form.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts[0].equals(name)) {
        return URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
