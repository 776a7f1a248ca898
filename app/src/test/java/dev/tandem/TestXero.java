package dev.tandem;

import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.limits.Allowances;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The simulated Xero of an application under test: one for all tests of a context, on the test's
 * clock. A test that connects begins with {@link #fresh()}, since there is one organisation per
 * region and each belongs to one practice at a time.
 */
public final class TestXero implements AutoCloseable {

  private final TestClock clock = new TestClock();
  private final XeroSimulator simulator;
  private final TestDatabase database;

  TestXero(TestDatabase database) {
    this(database, Allowances.CORE);
  }

  TestXero(TestDatabase database, Allowances allowances) {
    this.database = database;
    this.simulator = XeroSimulator.start(settings(clock.ofOthers()).allowances(allowances));
    control("POST", "/_simulator/mail/limit?perSecond=1000");
    EverySecret.addAll(simulator::secretsSeen);
  }

  private static SimulatorSettings settings(TestClock clock) {
    SimulatorSettings usual = SimulatorSettings.defaults();
    List<App> apps =
        usual.apps().stream()
            .map(
                it ->
                    it.clientId().equals("client")
                        ? new App(
                            it.clientId(),
                            TandemTest.CLIENT_SECRET,
                            it.name(),
                            it.redirectUris(),
                            it.customTenant())
                        : it)
            .toList();
    return usual.clock(clock).apps(apps);
  }

  /** Empty books, full limits, no tokens; no practice holds an organisation or a consent. */
  public void fresh() {
    simulator.reset();
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("delete from house.organisation_route");
      // An organisation's lane outlives its practices, and so do its limits, blocks and failures.
      for (DemoOrganisation it : DemoOrganisation.values()) {
        statement.execute("delete from house.lane where tenant = '" + it.tenantId() + "'");
        statement.execute("delete from house.delivery where tenant = '" + it.tenantId() + "'");
      }
      statement.execute(
          "update house.oauth_grant set status = 'revoked', access_token = null, refresh_token = null"
              + " where status <> 'revoked'");
      // Who leaves writes open keeps the organisation from other practices, as in real life.
      statement.execute("update practice.push_item set open = false where open");
      statement.execute(
          "update practice.push_batch set state = 'resolved', closed_at = now(), next_at = null"
              + " where closed_at is null");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public URI uri() {
    return simulator.uri();
  }

  public XeroSimulator simulator() {
    return simulator;
  }

  TestClock clock() {
    return clock;
  }

  /** Asks the simulator's control, for instance {@code POST /_simulator/faults?…}. */
  public String control(String method, String path) {
    var request =
        HttpRequest.newBuilder(uri().resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
