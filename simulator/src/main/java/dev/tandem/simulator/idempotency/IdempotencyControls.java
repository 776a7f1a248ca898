package dev.tandem.simulator.idempotency;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;

/** {@code /_simulator/idempotency}: an outage of what remembers the keys. */
public final class IdempotencyControls {
  private final IdempotencyKeys keys;

  public IdempotencyControls(IdempotencyKeys keys) {
    this.keys = keys;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations.post(
        "idempotency",
        Operation.of("Faults", "An outage of the idempotency keys, or its end")
            .detail(
                "While they are not available every write with an Idempotency-Key is answered by"
                    + " 500 and executes nothing, as at Xero.")
            .needs("available", Schema.flag(), "false begins the outage, true ends it")
            .answers(
                Schema.object("Availability").with("available", Schema.flag(), "from now on"),
                "how it is now"),
        this::available);
  }

  private Response available(Request request) {
    boolean now = request.query().flag("available");
    keys.available(now);
    return Response.json(200, Json.object().put("available", now));
  }
}
