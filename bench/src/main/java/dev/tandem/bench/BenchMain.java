package dev.tandem.bench;

import dev.tandem.bench.chaos.ChaosBench;
import dev.tandem.bench.lives.LivesBench;
import dev.tandem.bench.model.ModelBench;
import dev.tandem.bench.pull.PullBench;
import dev.tandem.bench.push.PushBench;
import dev.tandem.bench.webhooks.FuzzBench;
import dev.tandem.bench.webhooks.WebhooksBench;
import dev.tandem.start.StartRefused;
import java.util.Arrays;
import java.util.List;

/** {@code ./tandem bench}: runs the bench that is named first. */
public final class BenchMain {

  private static final int WRONG_USAGE = 2;

  private static final List<Bench> BENCHES =
      List.of(
          new PushBench(),
          new PullBench(),
          new ChaosBench(),
          new LivesBench(),
          new ModelBench(),
          new WebhooksBench(),
          new FuzzBench());

  private BenchMain() {}

  public static void main(String... arguments) {
    int exit;
    try {
      exit = named(arguments[0]).run(Arrays.asList(arguments).subList(1, arguments.length));
    } catch (BenchRefused | StartRefused refused) {
      System.err.println(refused.getMessage());
      exit = WRONG_USAGE;
    } catch (Exception e) {
      throw new IllegalStateException("The bench broke off", e);
    }
    // An application in this process has threads that would keep it alive.
    System.exit(exit);
  }

  private static Bench named(String name) {
    return BENCHES.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchRefused(
                    "There is no bench '%s'; there are: %s."
                        .formatted(
                            name, String.join(", ", BENCHES.stream().map(Bench::name).toList()))));
  }
}
