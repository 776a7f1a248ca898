package dev.tandem.simulator.accounting;

import dev.tandem.simulator.http.Response;

/** Answers an admitted call. */
@FunctionalInterface
interface ApiHandler {
  Response handle(ApiCall call);
}
