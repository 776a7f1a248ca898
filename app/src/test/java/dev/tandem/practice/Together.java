package dev.tandem.practice;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several people doing the same thing for one practice at the same moment. */
public final class Together {

  private Together() {}

  /** What each of them got: a result or the exception that refused them. */
  public static List<Object> run(int people, PracticeId practice, Callable<?> work)
      throws InterruptedException {
    var start = new CyclicBarrier(people);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Object>> running = new ArrayList<>();
      for (int i = 0; i < people; i++) {
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return Practices.in(practice, work::call);
                }));
      }
      var outcomes = new ArrayList<Object>();
      for (Future<Object> each : running) {
        outcomes.add(outcome(each));
      }
      return outcomes;
    }
  }

  private static Object outcome(Future<Object> each) throws InterruptedException {
    try {
      return each.get();
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
