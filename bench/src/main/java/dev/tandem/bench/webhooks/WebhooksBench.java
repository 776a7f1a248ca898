package dev.tandem.bench.webhooks;

import dev.tandem.bench.Bench;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** How many of Xero's calls a second are durable before they are answered. */
public final class WebhooksBench implements Bench {

  /** As many on both sides. */
  private static final int CONNECTIONS = 16;

  private static final int ROUNDS = 3;

  /** Accepting asks nothing of Xero: nobody need be there. */
  static final URI NOBODY = URI.create("http://localhost:1");

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    WebhooksOptions options = WebhooksOptions.of(arguments);
    try (var xero = new Control(NOBODY);
        World world = World.open(xero);
        var database = new Database(world)) {
      var load = new Load(world.webhooks(), World.webhookKey(), CONNECTIONS);
      Ceiling ceiling = Ceiling.of(database, CONNECTIONS);
      Accepts.Found found =
          new Accepts(database, load, ceiling, System.err::println).run(options.length(), ROUNDS);
      System.out.println();
      System.out.println(found.table());
      System.out.println();
      System.out.printf(
          "Ceiling by %s; %d connections each; medians of %d rounds of %d s, taking turns.%n",
          ceiling.name(), CONNECTIONS, ROUNDS, options.length().toSeconds());
      if (options.json()) {
        System.out.println(new JsonMapper().writeValueAsString(new TreeMap<>(found.figures())));
      }
      return 0;
    }
  }
}
