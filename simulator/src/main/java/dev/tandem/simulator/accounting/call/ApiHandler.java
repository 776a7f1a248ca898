package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.http.Response;

/** Answers an admitted call. */
@FunctionalInterface
public interface ApiHandler {
  Response handle(ApiCall call);
}
