package dev.tandem.start;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Lets the application serve HTTPS when there is a certificate: pages move to {@code
 * TANDEM_HTTPS_PORT}, and {@code TANDEM_PORT} leads there. A new certificate in the same files is
 * taken without a restart.
 */
public final class Https implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final String PLAIN_PORT = "tandem.plain-port";

  private final Surroundings surroundings;

  public Https(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ServedCertificate.of(surroundings, Clock.systemUTC())
        .ifPresent(
            it ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addBefore(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("https", properties(it))));
  }

  private Map<String, Object> properties(ServedCertificate it) {
    String bundle = "spring.ssl.bundle.pem.tandem.";
    Map<String, Object> properties = new HashMap<>();
    properties.put(bundle + "keystore.certificate", it.certificate().toUri().toString());
    properties.put(bundle + "keystore.private-key", it.key().toUri().toString());
    properties.put(bundle + "reload-on-update", "true");
    properties.put("server.ssl.bundle", "tandem");
    properties.put("server.port", Ports.https(surroundings));
    properties.put("server.servlet.session.cookie.secure", "true");
    properties.put(PLAIN_PORT, surroundings.port("TANDEM_PORT", 8080));
    return properties;
  }
}
