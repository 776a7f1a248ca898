package dev.tandem;

import dev.tandem.simulator.limits.Allowances;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One more instance of the application in this process, on a database and a simulated Xero that are
 * there already: nothing shared with other instances but those. The test closes it.
 */
public final class AnotherNode {

  private AnotherNode() {}

  /**
   * An instance beside the one that a test class shares with others.
   *
   * @param sources configuration that this instance has besides
   */
  public static ConfigurableApplicationContext beside(
      TestDatabase database, TestXero xero, Map<String, Object> more, Class<?>... sources) {
    var application = new SpringApplication(Tandem.class, TandemTest.Surrogates.class);
    application.addPrimarySources(List.of(sources));
    application.setWebApplicationType(WebApplicationType.SERVLET);
    return start(application, database, xero, more);
  }

  /** An instance without pages, as a command has it; no node to the others. */
  public static ConfigurableApplicationContext withoutPages(
      TestDatabase database, TestXero xero, Map<String, Object> more) {
    var application = new SpringApplication(Tandem.class, TandemTest.Surrogates.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    return start(application, database, xero, more);
  }

  /** A simulated Xero for a database of a test's own; the test closes it. */
  public static TestXero xero(TestDatabase database) {
    return new TestXero(database);
  }

  /** The same under another plan. */
  public static TestXero xero(TestDatabase database, Allowances allowances) {
    return new TestXero(database, allowances);
  }

  private static ConfigurableApplicationContext start(
      SpringApplication application,
      TestDatabase database,
      TestXero xero,
      Map<String, Object> more) {
    Map<String, Object> properties =
        new HashMap<>(TandemTest.OwnDatabase.properties(database, xero));
    properties.put("server.port", "0");
    properties.putAll(more);
    application.setLogStartupInfo(false);
    application.addInitializers(
        context -> {
          context
              .getEnvironment()
              .getPropertySources()
              .addFirst(new MapPropertySource("test database", properties));
          context.getBeanFactory().registerSingleton("testDatabase", database);
          context.getBeanFactory().registerSingleton("testXero", xero);
        });
    return application.run();
  }

  /** What a process of its own needs to join them. */
  public static Map<String, String> environment(TestDatabase database, TestXero xero) {
    var there = database.database();
    var environment = new HashMap<String, String>();
    environment.put(
        "TANDEM_DATABASE_URL",
        there.jdbcUrl() + "?user=" + there.migrator() + "&password=" + there.migratorPassword());
    // Given, or the process would change the role's password for all tests.
    environment.put("TANDEM_DATABASE_APP_PASSWORD", there.appPassword());
    environment.put("ENCRYPTION_KEY", TandemTest.ENCRYPTION_KEY);
    environment.put("XERO_CLIENT_ID", "client");
    environment.put("XERO_CLIENT_SECRET", TandemTest.CLIENT_SECRET);
    environment.put("TANDEM_XERO_URL", xero.uri().toString());
    // Their lines are looked through for secrets as ours are.
    environment.put("XERO_DEBUG", "true");
    environment.put("LOGGING_LEVEL_DEV_TANDEM", "DEBUG");
    return environment;
  }
}
