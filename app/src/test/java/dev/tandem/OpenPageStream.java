package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a page that somebody has open is told of: kind and id of each record that changed. */
public final class OpenPageStream implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final Stream<String> stream;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private OpenPageStream(Stream<String> stream) {
    this.stream = stream;
  }

  /** Returns when the stream is open. */
  public static OpenPageStream of(Browser browser) throws Exception {
    HttpResponse<Stream<String>> answer = browser.stream("/changes");
    assertThat(answer.statusCode()).isEqualTo(200);
    var page = new OpenPageStream(answer.body());
    var listening = new CountDownLatch(1);
    Runnable hear =
        () ->
            page.stream.forEach(
                line -> {
                  listening.countDown();
                  if (line.startsWith("data:")) {
                    page.heard.add(line.substring("data:".length()));
                  }
                });
    // Ends with the stream, which the test closes.
    Thread thread = Thread.ofVirtual().unstarted(hear);
    thread.setUncaughtExceptionHandler((_, _) -> {});
    thread.start();
    assertThat(listening.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return page;
  }

  /** The next record that changed; PostgreSQL keeps the order of commits. */
  public String next() throws InterruptedException {
    String line = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(line).isNotNull();
    return line;
  }

  public boolean saysNoMore() {
    return heard.isEmpty();
  }

  @Override
  public void close() {
    stream.close();
  }
}
