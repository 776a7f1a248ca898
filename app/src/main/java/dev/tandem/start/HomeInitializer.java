package dev.tandem.start;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Gives the application what it stands on before any bean exists: the key, and a database that is
 * up with its roles in place. Runs as an initializer because by then Boot's logging is set, and a
 * refusal costs no half-started context.
 */
public final class HomeInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** Set while a process only looks at an installation: then nothing is made or migrated. */
  static final String ONLY_LOOKS = "tandem.only-looks";

  private final Surroundings surroundings;

  public HomeInitializer(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> properties = new HashMap<>(surroundings.variables());
    properties.put("ENCRYPTION_KEY", surroundings.encryptionKey());
    properties.put("ENCRYPTION_KEY_PREVIOUS", String.join(",", surroundings.previousKeys()));
    properties.put(
        "tandem.address",
        surroundings
            .publicAddress()
            .map(WebAddress::toString)
            .orElseGet(() -> Ports.address(surroundings)));
    if (context.getEnvironment().getProperty("spring.datasource.url") == null) {
      Database database = onlyLooks() ? Database.look(surroundings) : Database.open(surroundings);
      // These handlers run after the context has closed, so no bean outlives its database.
      SpringApplication.getShutdownHandlers().add(database::close);
      properties.putAll(database.springProperties());
      context.getBeanFactory().addBeanPostProcessor(database.appLogin());
    }
    context
        .getEnvironment()
        .getPropertySources()
        .addBefore(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new MapPropertySource("home", properties));
  }

  private static boolean onlyLooks() {
    return Boolean.getBoolean(ONLY_LOOKS);
  }
}
