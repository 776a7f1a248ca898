package dev.tandem.simulator.http;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps pages of other sites from driving the simulator with the help of a browser on this machine.
 * A name that was made to point here (DNS rebinding) is known by the Host header, a page of another
 * site by the Origin that browsers add. Programs send no Origin and are let in.
 */
public final class OwnPages {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names = new LinkedHashSet<>(LOOPBACK);

  /**
   * @param others names besides those of the loopback interface, without ports
   */
  public OwnPages(Set<String> others) {
    others.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  /** The refusal of a request that comes from somewhere else; empty for one that may go on. */
  public Optional<Response> refusal(Request request) {
    String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
    if (!host.isEmpty() && !names.contains(withoutPort(host))) {
      return refused("The simulator is not called " + host + "; use localhost");
    }
    return request
        .header("Origin")
        .filter(origin -> !isOwn(origin, host))
        .flatMap(origin -> refused("A page of " + origin + " may not drive the simulator"));
  }

  private boolean isOwn(String origin, String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null
          && names.contains(withoutPort(authority.toLowerCase(Locale.ROOT)))
          && (authority.equalsIgnoreCase(host)
              || !LOOPBACK.contains(withoutPort(authority.toLowerCase(Locale.ROOT))));
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static String withoutPort(String authority) {
    return authority.replaceFirst(":\\d*$", "");
  }

  private static Optional<Response> refused(String why) {
    return Optional.of(Response.json(403, Json.object().put("error", why)));
  }
}
