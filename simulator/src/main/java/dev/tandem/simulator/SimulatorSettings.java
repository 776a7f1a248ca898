package dev.tandem.simulator;

import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.simulator.accounting.books.NewOrganisation;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is set up. Begin with {@link #defaults()} and change what matters; each change
 * makes a copy.
 */
public final class SimulatorSettings {
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

  private int port;
  private @Nullable Path data;
  private Clock clock = Clock.systemUTC();
  private List<App> apps = List.of(DEFAULT_APP, PKCE_APP, CUSTOM_APP);
  private Allowances allowances = Allowances.CORE;
  private Map<Switch, Boolean> switches = Map.of();
  private Duration refreshGrace = Duration.ofMinutes(30);
  private Duration idempotencyKept = Duration.ofMinutes(6);
  private Set<String> hostNames = Set.of();
  private List<NewOrganisation> organisations = List.of();

  private @Nullable Path asXero;
  private int proxyPort;

  private SimulatorSettings() {}

  private SimulatorSettings(SimulatorSettings other) {
    port = other.port;
    data = other.data;
    clock = other.clock;
    apps = other.apps;
    allowances = other.allowances;
    switches = other.switches;
    refreshGrace = other.refreshGrace;
    idempotencyKept = other.idempotencyKept;
    hostNames = other.hostNames;
    organisations = other.organisations;
    asXero = other.asXero;
    proxyPort = other.proxyPort;
  }

  /**
   * Any free port, in memory, with the apps {@code client}/{@code secret}, {@code pkce-client} and
   * the custom connection {@code custom}/{@code custom-secret} to the organisation in New Zealand.
   */
  public static SimulatorSettings defaults() {
    return new SimulatorSettings();
  }

  private SimulatorSettings changed(Consumer<SimulatorSettings> change) {
    SimulatorSettings copy = new SimulatorSettings(this);
    change.accept(copy);
    return copy;
  }

  /** 0 takes any free one. */
  public SimulatorSettings port(int other) {
    return changed(it -> it.port = other);
  }

  /** Where changes are kept between runs; null: in memory only. */
  public SimulatorSettings data(@Nullable Path other) {
    return changed(it -> it.data = other);
  }

  /** Real time, to which the simulator adds what it is advanced by. */
  public SimulatorSettings clock(Clock other) {
    return changed(it -> it.clock = other);
  }

  public SimulatorSettings apps(List<App> others) {
    return changed(it -> it.apps = List.copyOf(others));
  }

  public SimulatorSettings allowances(Allowances other) {
    return changed(it -> it.allowances = other);
  }

  /** Turns one switch; the others stay. */
  public SimulatorSettings with(Switch which, boolean on) {
    Map<Switch, Boolean> others = new EnumMap<>(Switch.class);
    others.putAll(switches);
    others.put(which, on);
    return changed(it -> it.switches = Map.copyOf(others));
  }

  /** How long a rotated refresh token may be used again. */
  public SimulatorSettings refreshGrace(Duration other) {
    return changed(it -> it.refreshGrace = other);
  }

  /** How long an answer is kept under its Idempotency-Key. */
  public SimulatorSettings idempotencyKept(Duration other) {
    return changed(it -> it.idempotencyKept = other);
  }

  /** Names, without ports, under which console and control answer besides {@code localhost}. */
  public SimulatorSettings hostNames(Set<String> others) {
    return changed(it -> it.hostNames = Set.copyOf(others));
  }

  /** Organisations that are there from the start, besides those of AU, NZ and the UK. */
  public SimulatorSettings organisations(List<NewOrganisation> others) {
    return changed(it -> it.organisations = List.copyOf(others));
  }

  /**
   * Answers as login, identity and api.xero.com, too: under TLS, through a proxy. The folder keeps
   * the certificate that clients are told to trust.
   */
  public SimulatorSettings asXero(@Nullable Path folder) {
    return changed(it -> it.asXero = folder);
  }

  /** Where that proxy listens; 0 takes any free port. */
  public SimulatorSettings proxyPort(int other) {
    return changed(it -> it.proxyPort = other);
  }

  public int port() {
    return port;
  }

  public @Nullable Path data() {
    return data;
  }

  public Clock clock() {
    return clock;
  }

  public List<App> apps() {
    return apps;
  }

  public Allowances allowances() {
    return allowances;
  }

  /** Those that stand otherwise than by default. */
  public Map<Switch, Boolean> switches() {
    return switches;
  }

  public Duration refreshGrace() {
    return refreshGrace;
  }

  public Duration idempotencyKept() {
    return idempotencyKept;
  }

  public List<NewOrganisation> organisations() {
    return organisations;
  }

  public Set<String> hostNames() {
    return hostNames;
  }

  public @Nullable Path asXero() {
    return asXero;
  }

  public int proxyPort() {
    return proxyPort;
  }
}
