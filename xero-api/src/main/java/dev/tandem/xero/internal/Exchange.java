package dev.tandem.xero.internal;

import dev.tandem.xero.CallFacts;
import dev.tandem.xero.CallWatcher;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroAway.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one HTTP call, times it, and says of a failure whether the request can have reached Xero.
 */
public final class Exchange implements AutoCloseable {

  private final HttpClient http;
  private final Duration callTimeout;
  private final @Nullable CallWatcher watcher;

  /**
   * @param watcher hears of each call; usually there is none
   */
  public Exchange(Duration connectTimeout, Duration callTimeout, @Nullable CallWatcher watcher) {
    this.watcher = watcher;
    // HTTP/1.1: one call per connection, so a broken connection tells about exactly one call.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
    this.callTimeout = callTimeout;
  }

  /** The answer, whatever its status. Throws {@link XeroAway} when none came whole. */
  public Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.header("Accept-Encoding", "gzip").build();
    try {
      Answer answer = call(request);
      if (watcher != null) watcher.called(Masked.call(request, answer));
      return answer;
    } catch (XeroAway away) {
      if (watcher != null) watcher.called(Masked.call(request, away));
      throw away;
    }
  }

  private Answer call(HttpRequest request) {
    long start = System.nanoTime();
    var head = new AtomicReference<@Nullable ResponseInfo>();
    // The client's own request timeout ends with the headers; ours covers the body, too. Not
    // sendAsync: it hands each answer to the JVM's common pool, where anybody's long job holds it
    // up.
    var call =
        new FutureTask<HttpResponse<byte[]>>(
            () ->
                http.send(
                    request,
                    info -> {
                      head.set(info);
                      return BodySubscribers.ofByteArray();
                    }));
    Thread.ofVirtual().name("xero call").start(call);
    try {
      return answer(
          call.get(callTimeout.toNanos(), TimeUnit.NANOSECONDS), since(start), sent(request));
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      Reason reason = reason(cause);
      long sent = reason == Reason.NO_CONNECTION ? 0 : sent(request);
      throw new XeroAway(reason, facts(head.get(), start, sent), cause);
    } catch (TimeoutException | CancellationException late) {
      call.cancel(true);
      throw new XeroAway(Reason.TIMED_OUT, facts(head.get(), start, sent(request)), null);
    } catch (InterruptedException stopped) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new XeroAway(Reason.CUT_OFF, facts(head.get(), start, sent(request)), null);
    }
  }

  private static Answer answer(HttpResponse<byte[]> response, Duration duration, long sent) {
    byte[] wire = response.body();
    CallFacts facts =
        Facts.of(response.statusCode(), response.headers(), duration, wire.length, sent);
    boolean zipped =
        response
            .headers()
            .firstValue("Content-Encoding")
            .filter("gzip"::equalsIgnoreCase)
            .isPresent();
    // An answer without a body may carry the header nevertheless.
    if (!zipped || wire.length == 0) return new Answer(wire, facts);
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(wire))) {
      return new Answer(unzipped.readAllBytes(), facts);
    } catch (IOException broken) {
      throw new XeroAway(Reason.UNREADABLE, facts, broken);
    }
  }

  private static Reason reason(Throwable failure) {
    return switch (failure) {
      case HttpConnectTimeoutException e -> Reason.NO_CONNECTION;
      case ConnectException e -> Reason.NO_CONNECTION;
      case UnknownHostException e -> Reason.NO_CONNECTION;
      case NoRouteToHostException e -> Reason.NO_CONNECTION;
      case SSLHandshakeException e -> Reason.NO_CONNECTION;
      case SSLPeerUnverifiedException e -> Reason.NO_CONNECTION;
      case HttpTimeoutException e -> Reason.TIMED_OUT;
      default -> Reason.CUT_OFF;
    };
  }

  private static CallFacts facts(@Nullable ResponseInfo head, long start, long sent) {
    return head == null
        ? CallFacts.unanswered(since(start), sent)
        : Facts.of(head.statusCode(), head.headers(), since(start), 0, sent);
  }

  private static long sent(HttpRequest request) {
    return request
        .bodyPublisher()
        .map(HttpRequest.BodyPublisher::contentLength)
        .filter(it -> it > 0)
        .orElse(0L);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
