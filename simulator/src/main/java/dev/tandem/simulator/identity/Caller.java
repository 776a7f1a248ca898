package dev.tandem.simulator.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a bearer token speaks for.
 *
 * @param event the consent the token came from; absent for a custom connection
 */
public record Caller(App app, Set<String> scopes, @Nullable String event) {
  public boolean custom() {
    return event == null;
  }
}
