package dev.tandem.simulator.faults;

import dev.tandem.simulator.clock.Agenda;
import dev.tandem.simulator.http.Html;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.time.Duration;
import java.util.Arrays;

/** Plays the fault a request draws, if any. */
public final class FaultGate {
  /** The execution behind the gate. */
  public interface Execution {
    Response run();

    /** Goes through the same bookkeeping (idempotency) but answers with the given response. */
    Response insteadAnswer(Response response);
  }

  private final FaultScript script;
  private final Agenda agenda;

  public FaultGate(FaultScript script, Agenda agenda) {
    this.script = script;
    this.agenda = agenda;
  }

  public Response pass(Request request, String tenant, Execution execution) {
    return script
        .next(request.method(), request.path(), tenant)
        .map(fault -> play(fault, execution))
        .orElseGet(execution::run);
  }

  private Response play(Fault fault, Execution execution) {
    return switch (fault) {
      case Fault.Status status -> status(status, execution);
      case Fault.DropBeforeCommit drop -> dropped();
      case Fault.DropAfterCommit drop -> execution.run().ending(Response.Ending.DROPPED);
      case Fault.CommitLate late -> {
        agenda.in(late.delay(), execution::run);
        yield dropped();
      }
      case Fault.Slow slow -> {
        pause(slow.delay());
        yield execution.run();
      }
      case Fault.Malformed malformed -> broken(execution.run());
      case Fault.ResetMidBody reset -> execution.run().ending(Response.Ending.CUT_SHORT);
      case Fault.HtmlPage page ->
          Response.html(page.code(), Html.page("Error", "<h1>Something went wrong</h1>"));
    };
  }

  private static Response status(Fault.Status status, Execution execution) {
    return switch (status.code()) {
      case 429 -> {
        Response response = Response.empty(429).with("X-Rate-Limit-Problem", status.problem());
        yield status.retryAfter() > 0
            ? response.with("Retry-After", Integer.toString(status.retryAfter()))
            : response;
      }
      case 503 -> Response.text(503, "The Xero API is temporarily unavailable");
      default ->
          execution.insteadAnswer(
              Response.json(
                  status.code(),
                  Json.object()
                      .put("ErrorNumber", 0)
                      .put("Type", "Exception")
                      .put("Message", "An error occurred in Xero. Check the API Status page")));
    };
  }

  private static Response dropped() {
    return Response.empty(500).ending(Response.Ending.DROPPED);
  }

  private static Response broken(Response whole) {
    return whole.withBody(Arrays.copyOf(whole.body(), whole.body().length * 2 / 3));
  }

  public static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
