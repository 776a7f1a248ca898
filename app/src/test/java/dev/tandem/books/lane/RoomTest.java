package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without its places given back a test would wait for ever. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoomTest {

  /** Two of the connections stay free, so three leave one place. */
  private final Room room = new Room(3);

  @Test
  void whoWaitsForTheLedgerLeavesHisPlaceToOthers() throws InterruptedException {
    var away = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    room.enter();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () ->
                    room.inside(
                        () -> {
                          boolean came =
                              Room.outside(
                                  () -> {
                                    away.countDown();
                                    return await(answered);
                                  });
                          assertThat(came).isTrue();
                        }));
    assertThat(await(away)).isTrue();
    room.enter();
    answered.countDown();
    assertThat(caller.join(java.time.Duration.ofMillis(50))).isFalse();
    room.leave();
    assertThat(caller.join(java.time.Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void noMoreThanThereArePlacesAreInside() throws InterruptedException {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var threads = new Thread[20];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofVirtual()
              .start(
                  () -> {
                    room.enter();
                    room.inside(
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          Thread.yield();
                          inside.decrementAndGet();
                        });
                  });
    }
    for (Thread it : threads) {
      it.join();
    }
    assertThat(most).hasValue(1);
  }

  /** Whatever went wrong, nobody keeps a place. */
  @Test
  void workThatFailsLeaves() {
    room.enter();
    try {
      room.inside(
          () -> {
            throw new IllegalStateException("it broke");
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("it broke");
    }
    room.enter();
    room.leave();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
