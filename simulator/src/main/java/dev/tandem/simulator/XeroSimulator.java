package dev.tandem.simulator;

import dev.tandem.simulator.accounting.books.NewOrganisation;
import dev.tandem.simulator.faults.FaultScript;
import dev.tandem.simulator.hosts.AsXero;
import dev.tandem.simulator.http.HttpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A running simulated Xero. In a test:
 *
 * <pre>{@code
 * try (XeroSimulator xero = XeroSimulator.start(SimulatorSettings.defaults())) {
 *   client.connectTo(xero.uri());
 * }
 * }</pre>
 */
public final class XeroSimulator implements AutoCloseable {
  private final Premises premises;
  private final HttpListener listener;
  private final AsXero.@Nullable Opened asXero;

  private XeroSimulator(Premises premises, HttpListener listener, AsXero.@Nullable Opened asXero) {
    this.premises = premises;
    this.listener = listener;
    this.asXero = asXero;
  }

  public static XeroSimulator start(SimulatorSettings settings) {
    try {
      return open(settings);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed.getMessage(), failed);
    }
  }

  static XeroSimulator open(SimulatorSettings settings) throws IOException {
    Premises premises = new Premises(settings);
    HttpListener listener = null;
    try {
      listener = HttpListener.listen(settings.port(), premises::handle);
      premises.open(address(listener));
      Path folder = settings.asXero();
      return new XeroSimulator(
          premises,
          listener,
          folder == null ? null : AsXero.open(folder, settings.proxyPort(), listener));
    } catch (IOException | RuntimeException failed) {
      if (listener != null) {
        listener.close();
      }
      premises.close();
      throw failed;
    }
  }

  private static String address(HttpListener listener) {
    return "http://localhost:" + listener.port();
  }

  /** The one base address of everything: sign-in, API, control and console. */
  public URI uri() {
    return URI.create(address(listener));
  }

  /** How clients that know Xero's own hosts only reach it; empty unless it was asked for. */
  public Optional<AsXero> asXero() {
    return Optional.ofNullable(asXero).map(AsXero.Opened::way);
  }

  /** Moves the simulator's clock forward. */
  public void advance(Duration by) {
    premises.clock().advance(by);
  }

  /** What goes wrong on purpose. */
  public FaultScript faults() {
    return premises.faults();
  }

  /**
   * Everything as it is now: organisations, books, consents, tokens, keys, webhooks, mails and the
   * clock. Quick, because nothing is copied.
   */
  public SimulatorState snapshot() {
    return new SimulatorState(premises.state());
  }

  /** Puts everything back as it was; faults, latency, limits and the call log begin empty. */
  public void restore(SimulatorState state) {
    premises.become(state.entries(), address(listener));
  }

  /** Opens one more organisation, that apps can be connected to from now on. */
  public void open(NewOrganisation organisation) {
    premises.open(organisation);
  }

  /** Back to the state of a fresh start: books, tokens, faults, calls, limits. */
  public void reset() {
    premises.reset();
  }

  /**
   * Every token, code, state and proof that clients sent or were given since the start, also before
   * a reset: a test can look whether one of them was written down somewhere.
   */
  public Set<String> secretsSeen() {
    return premises.secrets().all();
  }

  /** Every address it answers, with the method in front. */
  List<String> routes() {
    return premises.routes();
  }

  @Override
  public void close() {
    if (asXero != null) {
      asXero.proxy().close();
    }
    listener.close();
    premises.close();
  }
}
