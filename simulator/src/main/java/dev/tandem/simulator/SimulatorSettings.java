package dev.tandem.simulator;

import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.limits.Allowances;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is set up. Begin with {@link #defaults()} and change what matters.
 *
 * @param port 0 takes any free one
 * @param data where changes are kept between runs; absent: in memory only
 * @param clock real time, to which the simulator adds what it is advanced by
 * @param switches those that stand otherwise than by default
 * @param refreshGrace how long a rotated refresh token may be used again
 * @param idempotencyKept how long an answer is kept under its Idempotency-Key
 */
public record SimulatorSettings(
    int port,
    @Nullable Path data,
    Clock clock,
    List<App> apps,
    Allowances allowances,
    Map<Switch, Boolean> switches,
    Duration refreshGrace,
    Duration idempotencyKept) {

  private static final App DEFAULT_APP =
      new App("client", "secret", "Tandem", Set.of(), DemoOrganisation.AU.tenantId());
  private static final App CUSTOM_APP =
      new App(
          "custom",
          "custom-secret",
          "Tandem (custom connection)",
          Set.of(),
          DemoOrganisation.NZ.tenantId());
  private static final App PKCE_APP = new App("pkce-client", null, "Tandem (PKCE)", Set.of(), null);

  /**
   * Any free port, in memory, with the apps {@code client}/{@code secret}, {@code pkce-client} and
   * the custom connection {@code custom}/{@code custom-secret} to the organisation in New Zealand.
   */
  public static SimulatorSettings defaults() {
    return new SimulatorSettings(
        0,
        null,
        Clock.systemUTC(),
        List.of(DEFAULT_APP, PKCE_APP, CUSTOM_APP),
        Allowances.CORE,
        Map.of(),
        Duration.ofMinutes(30),
        Duration.ofMinutes(6));
  }

  public SimulatorSettings port(int other) {
    return new SimulatorSettings(
        other, data, clock, apps, allowances, switches, refreshGrace, idempotencyKept);
  }

  public SimulatorSettings data(@Nullable Path other) {
    return new SimulatorSettings(
        port, other, clock, apps, allowances, switches, refreshGrace, idempotencyKept);
  }

  public SimulatorSettings clock(Clock other) {
    return new SimulatorSettings(
        port, data, other, apps, allowances, switches, refreshGrace, idempotencyKept);
  }

  public SimulatorSettings apps(List<App> others) {
    return new SimulatorSettings(
        port, data, clock, others, allowances, switches, refreshGrace, idempotencyKept);
  }

  public SimulatorSettings allowances(Allowances other) {
    return new SimulatorSettings(
        port, data, clock, apps, other, switches, refreshGrace, idempotencyKept);
  }

  /** Turns one switch; the others stay. */
  public SimulatorSettings with(Switch which, boolean on) {
    Map<Switch, Boolean> others = new EnumMap<>(Switch.class);
    others.putAll(switches);
    others.put(which, on);
    return new SimulatorSettings(
        port, data, clock, apps, allowances, Map.copyOf(others), refreshGrace, idempotencyKept);
  }

  public SimulatorSettings refreshGrace(Duration other) {
    return new SimulatorSettings(
        port, data, clock, apps, allowances, switches, other, idempotencyKept);
  }

  public SimulatorSettings idempotencyKept(Duration other) {
    return new SimulatorSettings(
        port, data, clock, apps, allowances, switches, refreshGrace, other);
  }
}
