package dev.tandem.shared;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where people find this installation: {@code TANDEM_PUBLIC_URL}, else its port on localhost. For
 * links in messages and for what is registered elsewhere; pages link to each other by path.
 */
@Component
public class Addresses {

  private final Environment environment;

  public Addresses(Environment environment) {
    this.environment = environment;
  }

  /** The full address of a path of ours, {@code /ledger}. */
  public URI of(String path) {
    return URI.create(base() + path);
  }

  /** Whether somebody outside of this machine was told an address: {@code TANDEM_PUBLIC_URL}. */
  public boolean isPublic() {
    return !environment.getProperty("TANDEM_PUBLIC_URL", "").isBlank();
  }

  /** Asked each time: the port may be known only once the web server is up. */
  private String base() {
    String known = environment.getProperty("tandem.address", "");
    if (!known.isEmpty()) {
      return known;
    }
    String port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    return "http://localhost:" + port;
  }
}
