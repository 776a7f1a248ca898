package dev.tandem.shared.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.shared.PracticeId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What one page does to the others, and what waits for a page that does not read. */
class OpenPagesTest {

  private static final int PATIENCE_SECONDS = 20;

  private final PracticeId practice = PracticeId.of(UUID.randomUUID().toString());
  private final OpenPages pages = new OpenPages();
  private final CountDownLatch read = new CountDownLatch(1);
  private final Reading stuck = new Reading(read);
  private final Reading other = new Reading(new CountDownLatch(0));

  @AfterEach
  void close() {
    read.countDown();
    pages.close();
  }

  @Test
  void onePageThatDoesNotReadHoldsUpNobody() throws Exception {
    pages.open(practice, stuck);
    pages.open(practice, other);
    assertThat(stuck.isWriting()).isTrue();
    assertThat(other.next()).contains("pulse");
    pages.tell(practice, "client a");
    pages.tell(practice, "client b");
    assertThat(other.next()).contains("changed", "client a");
    assertThat(other.next()).contains("changed", "client b");
  }

  @Test
  void whatWaitsForItBecomesOneWordForEachKind() throws Exception {
    pages.open(practice, stuck);
    assertThat(stuck.isWriting()).isTrue();
    for (int i = 0; i < 10_000; i++) {
      pages.tell(practice, "client " + i);
    }
    pages.tell(practice, "invoice 1");
    read.countDown();
    assertThat(stuck.next()).contains("pulse");
    assertThat(stuck.next()).contains("client *");
    assertThat(stuck.next()).contains("invoice 1");
    pages.tell(practice, "payment 1");
    assertThat(stuck.next()).contains("payment 1");
  }

  @Test
  void whatNobodyHeardOfIsSaidToEveryPage() throws Exception {
    pages.open(practice, other);
    assertThat(other.next()).contains("pulse");
    pages.tellMissed();
    assertThat(other.next()).contains("missed");
  }

  /** A stream whose reader takes nothing until the latch opens. */
  private static final class Reading extends SseEmitter {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch read;
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    Reading(CountDownLatch read) {
      super(0L);
      this.read = read;
    }

    @Override
    public void send(SseEventBuilder event) {
      begun.countDown();
      try {
        read.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      List<String> parts = new ArrayList<>();
      event.build().forEach(it -> parts.add(it.getData().toString()));
      heard.add(String.join("", parts));
    }

    boolean isWriting() throws InterruptedException {
      return begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String next() throws InterruptedException {
      return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
