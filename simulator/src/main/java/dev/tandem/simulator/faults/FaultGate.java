package dev.tandem.simulator.faults;

import dev.tandem.simulator.clock.Agenda;
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

    /** Xero's user changes a record first; does nothing where there are no books. */
    default void editAsUser(String write, String record) {}

    /** Waits within the bookkeeping, where a repetition finds it under way, then executes. */
    default Response runAfter(Runnable wait) {
      wait.run();
      return run();
    }
  }

  private final FaultScript script;
  private final Agenda agenda;
  private final SkewedAnswer skewed;
  private final Encounters encounters = new Encounters();

  public FaultGate(FaultScript script, Agenda agenda, SkewedAnswer skewed) {
    this.script = script;
    this.agenda = agenda;
    this.skewed = skewed;
  }

  /**
   * @param tenant the organisation called, empty where there is none
   */
  public Response pass(Request request, String tenant, Execution execution) {
    encounters.arrived(request);
    return script
        .next(request, tenant)
        .map(fault -> play(fault, request, execution))
        .orElseGet(execution::run);
  }

  private Response play(Fault fault, Request request, Execution execution) {
    return switch (fault) {
      case Fault.Status status -> status(status, request, execution);
      case Fault.StatusAfterCommit after -> {
        execution.run();
        yield StatusBody.of(request.path(), after.code(), "");
      }
      case Fault.RateLimited limited -> limited(limited);
      case Fault.Maintenance maintenance -> Response.text(503, maintenance.notice().text());
      case Fault.DropBeforeCommit drop -> dropped();
      case Fault.DropAfterCommit drop -> execution.run().ending(Response.Ending.DROPPED);
      case Fault.CommitLate late -> late(late, execution);
      case Fault.Overlap overlap -> overlapping(overlap, request, execution);
      case Fault.ResetMidBody reset -> execution.run().ending(Response.Ending.CUT_SHORT);
      case Fault.Slow slow -> slow(slow, execution);
      case Fault.Malformed malformed -> broken(execution.run());
      case Fault.UnreadableElement element -> SpoiltList.of(execution.run(), element);
      case Fault.MissingElement element -> SpoiltList.without(execution.run(), element);
      case Fault.HtmlPage page -> StatusBody.html(page.code());
      case Fault.WrongContentType wrong -> execution.run().with("Content-Type", wrong.type());
      case Fault.KeyStoreDown down -> StatusBody.internal();
      case Fault.ClockSkew skew -> skewed.by(skew.by(), execution::run);
      case Fault.HollowList hollow -> HollowAnswer.of(execution.run());
      case Fault.EditBefore edit -> {
        execution.editAsUser(edit.write(), edit.record());
        yield execution.run();
      }
    };
  }

  private static Response status(Fault.Status status, Request request, Execution execution) {
    Response response = StatusBody.of(request.path(), status.code(), status.detail());
    boolean remembered = status.code() == 400 || status.code() == 500;
    return remembered ? execution.insteadAnswer(response) : response;
  }

  /** The remaining calls agree with the problem: SDKs tell the limits apart by them. */
  private static Response limited(Fault.RateLimited limited) {
    Response response = Response.empty(429).with("X-Rate-Limit-Problem", limited.problem());
    String spent =
        switch (limited.problem().replace("-", "").toLowerCase(java.util.Locale.ROOT)) {
          case "minute" -> "X-MinLimit-Remaining";
          case "day" -> "X-DayLimit-Remaining";
          case "appminute" -> "X-AppMinLimit-Remaining";
          default -> "";
        };
    Response told = spent.isEmpty() || !limited.spent() ? response : response.with(spent, "0");
    return limited.retryAfter() > 0
        ? told.with("Retry-After", Integer.toString(limited.retryAfter()))
        : told;
  }

  private Response late(Fault.CommitLate late, Execution execution) {
    agenda.in(late.delay(), execution::run);
    pause(late.silence());
    return dropped();
  }

  private Response overlapping(Fault.Overlap overlap, Request request, Execution execution) {
    encounters.expect(request);
    return execution.runAfter(() -> encounters.meet(request, overlap.patience()));
  }

  private static Response slow(Fault.Slow slow, Execution execution) {
    return switch (slow.where()) {
      case BEFORE -> {
        pause(slow.delay());
        yield execution.run();
      }
      case BODY -> execution.run().pausing(slow.delay());
    };
  }

  private static Response dropped() {
    return Response.empty(500).ending(Response.Ending.DROPPED);
  }

  private static Response broken(Response whole) {
    return whole.withBody(Arrays.copyOf(whole.body(), whole.body().length * 2 / 3));
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
