package dev.tandem.bench.pull;

import dev.tandem.bench.Bench;
import dev.tandem.bench.BenchRefused;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.bench.push.PacedLane;
import dev.tandem.bench.push.Practice;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What it costs to learn what happened in Xero. */
public final class PullBench implements Bench {

  private static final int RECORDS = 2_000;
  private static final int INVOICES = 10_000;
  private static final int PAYMENTS = 100;

  /** One of so many is changed in a day. */
  private static final int ONE_OF = 20;

  @Override
  public String name() {
    return "pull";
  }

  @Override
  public int run(List<String> arguments) {
    int records = RECORDS;
    int invoices = INVOICES;
    int payments = PAYMENTS;
    boolean json = false;
    for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
      String option = it.next();
      switch (option) {
        case "--json" -> json = true;
        case "--records" -> records = number(option, it);
        case "--invoices" -> invoices = number(option, it);
        case "--payments" -> payments = number(option, it);
        default ->
            throw new BenchRefused(
                "The bench pull knows --records N, --invoices N, --payments N and --json, nothing else.");
      }
    }
    Map<String, Number> figures = new TreeMap<>(measure(records));
    figures.putAll(day(invoices, Math.max(1, invoices / ONE_OF)));
    figures.putAll(visible(payments));
    if (json) {
      System.out.println(new JsonMapper().writeValueAsString(figures));
    }
    return 0;
  }

  private static int number(String option, Iterator<String> rest) {
    try {
      int number = rest.hasNext() ? Integer.parseInt(rest.next()) : 0;
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new BenchRefused(option + " needs a number above 0.");
  }

  /** By the simulator's clock: minutes of waiting pass in no time. */
  static Map<String, Number> measure(int records) {
    return on(
        true,
        (practice, xero) -> new Calls(practice, new PacedLane(practice, xero), xero).run(records));
  }

  /** A day of an organisation of so many invoices, of which some are changed; on the same clock. */
  static Map<String, Number> day(int invoices, int changed) {
    return on(
        true,
        (practice, xero) ->
            new Bytes(practice, new PacedLane(practice, xero), xero).run(invoices, changed));
  }

  /** In real time. */
  static Map<String, Number> visible(int payments) {
    return on(false, (practice, xero) -> new Visible(practice, xero).run(payments));
  }

  /** A part of the bench. */
  private interface Part {
    Map<String, Number> run(Practice practice, Control xero)
        throws IOException, InterruptedException;
  }

  private static Map<String, Number> on(boolean itsClock, Part part) {
    try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
        var xero = new Control(simulator.uri());
        World world = itsClock ? World.onItsClock(xero) : World.open(xero)) {
      world.hear(xero);
      Practice practice = Practice.connect(world, xero, xero.organisations(1).getFirst());
      practice.send();
      return part.run(practice, xero);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
