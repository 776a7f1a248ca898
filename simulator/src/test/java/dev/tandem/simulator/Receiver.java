package dev.tandem.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook address that checks signatures; its answers can be made worse. */
final class Receiver implements AutoCloseable {
  static final String KEY = "c2lnbmluZy1rZXk=";

  record Delivery(String body, boolean genuine, Map<String, List<String>> headers) {
    JsonNode json() {
      return new JsonMapper().readTree(body);
    }
  }

  private final HttpServer server;
  private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
  private final List<Delivery> all = new CopyOnWriteArrayList<>();
  volatile int goodStatus = 200;
  volatile int badStatus = 401;
  volatile String answer = "";

  /** Headers of every answer. */
  final Map<String, String> extra = new ConcurrentHashMap<>();

  /** Whether it answers with headers that promise a body, which never comes. */
  volatile boolean endless;

  private final CountDownLatch closing = new CountDownLatch(1);

  Receiver() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean genuine =
              sign(body).equals(exchange.getRequestHeaders().getFirst("x-xero-signature"));
          if (endless) {
            deliveries.add(delivery(exchange, body, genuine));
            exchange.sendResponseHeaders(goodStatus, 10);
            exchange.getResponseBody().flush();
            hang();
            return;
          }
          extra.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
          byte[] reply = answer.getBytes(StandardCharsets.UTF_8);
          // The next call may be here as soon as this one is answered: it is noted after it.
          synchronized (all) {
            exchange.sendResponseHeaders(
                genuine ? goodStatus : badStatus, reply.length == 0 ? -1 : reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
            Delivery delivery = delivery(exchange, body, genuine);
            all.add(delivery);
            deliveries.add(delivery);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/webhooks/xero";
  }

  private static Delivery delivery(HttpExchange exchange, byte[] body, boolean genuine) {
    return new Delivery(
        new String(body, StandardCharsets.UTF_8), genuine, exchange.getRequestHeaders());
  }

  private void hang() {
    try {
      closing.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void forget() {
    deliveries.clear();
  }

  Delivery next() throws InterruptedException {
    return next(30);
  }

  Delivery next(int seconds) throws InterruptedException {
    Delivery delivery = deliveries.poll(seconds, TimeUnit.SECONDS);
    if (delivery == null) {
      throw new AssertionError("No delivery came");
    }
    return delivery;
  }

  @Nullable Delivery none() throws InterruptedException {
    return deliveries.poll(200, TimeUnit.MILLISECONDS);
  }

  private static String sign(byte[] body) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException unavailable) {
      throw new IOException(unavailable);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
