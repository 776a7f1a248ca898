package dev.tandem.simulator;

import dev.tandem.simulator.control.CallLog;
import dev.tandem.simulator.control.Latency;
import dev.tandem.simulator.control.SecretsSeen;
import dev.tandem.simulator.faults.FaultGate;
import dev.tandem.simulator.faults.StatusBody;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.HttpDate;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.Identity;
import java.time.Clock;
import java.util.UUID;

/** What happens to every call of Xero's own addresses: held back, answered, marked and recorded. */
final class Traffic {
  private final Identity identity;
  private final Latency latency;
  private final FaultGate faults;
  private final CallLog calls;
  private final SecretsSeen secrets;
  private final Clock clock;

  Traffic(
      Identity identity,
      Latency latency,
      FaultGate faults,
      CallLog calls,
      SecretsSeen secrets,
      Clock clock) {
    this.identity = identity;
    this.latency = latency;
    this.faults = faults;
    this.calls = calls;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** For handlers that play their faults themselves. */
  Handler around(Handler handler) {
    return request -> {
      Response response =
          dated(answer(handler, request)).with("Xero-Correlation-Id", UUID.randomUUID().toString());
      secrets.note(request, response);
      calls.add(
          request,
          response,
          identity.clientOf(request),
          request.header("xero-tenant-id").orElse(""));
      return response;
    };
  }

  /** By the simulator's clock, unless a fault says another time. */
  private Response dated(Response response) {
    return response.headers().containsKey("Date")
        ? response
        : response.with("Date", HttpDate.of(clock.instant()));
  }

  /** For handlers that know nothing of faults. */
  Handler withFaultsAround(Handler handler) {
    return around(
        request -> {
          latency.hold();
          return faults.pass(request, "", new Plain(handler, request));
        });
  }

  private record Plain(Handler handler, Request request) implements FaultGate.Execution {
    @Override
    public Response run() {
      try {
        return handler.handle(request);
      } catch (Refusal refusal) {
        return refusal.response();
      }
    }

    @Override
    public Response insteadAnswer(Response response) {
      return response;
    }
  }

  private static Response answer(Handler handler, Request request) {
    try {
      return handler.handle(request);
    } catch (Refusal refusal) {
      return refusal.response();
    } catch (RuntimeException unforeseen) {
      System.getLogger(Traffic.class.getName())
          .log(System.Logger.Level.ERROR, "A call of " + request.path() + " failed", unforeseen);
      return StatusBody.internal();
    }
  }
}
