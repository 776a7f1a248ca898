package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.connection.TokenHealth;
import dev.tandem.books.lane.Outage;
import dev.tandem.books.outbox.Pauses;
import dev.tandem.books.outbox.PushGuard;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One organisation that the practice is tied to.
 *
 * @param queue what stands between the practice and this organisation
 * @param budget null before its first call
 * @param who who can put it right, as a sentence; empty while nothing is wrong
 * @param because why a person suspended it, in their words; empty if they did not say
 * @param pause who holds its calls at present; null while nobody does
 * @param resting what is left in peace for a while because its calls failed one after the other
 * @param outage whether Xero cannot be reached
 * @param stop what keeps all our changes back besides its state; null if nothing does
 */
public record Card(
    Binding binding,
    TokenHealth health,
    Features features,
    Queue queue,
    @Nullable Budget budget,
    String who,
    String because,
    Pauses.@Nullable Pause pause,
    List<Resting> resting,
    Outage outage,
    PushGuard.@Nullable Stop stop) {

  /** The state in a word or two, and the tone of the mark that says it. */
  public Pulse state() {
    return switch (binding.status()) {
      case ACTIVE -> pause == null ? new Pulse("good", "Connected") : new Pulse("calm", "Paused");
      case NEEDS_ATTENTION -> new Pulse("warn", "Needs attention");
      case SUSPENDED -> new Pulse("wait", "Suspended");
      case DISCONNECTED -> new Pulse("calm", "Disconnected");
    };
  }

  /** Whether looking again is what helps, since it is put right outside of Tandem. */
  public boolean mendedElsewhere() {
    LostReason reason = binding.reason();
    return reason != null && reason.mender() != LostReason.Mender.CONNECTOR;
  }

  /** Where the button leads that gives Tandem its access anew. */
  public String reconnectAt() {
    return health.custom() ? "/ledger/connection/custom" : "/ledger/connection/begin";
  }

  /** What the button says that leads to a new consent. */
  public String reconnect() {
    return binding.reason() == LostReason.DEMO_RESET ? "Connect the new one" : "Reconnect";
  }

  /** What stands in the banner if this is the organisation that most needs to be looked at. */
  Banner banner() {
    return switch (binding.status()) {
      case NEEDS_ATTENTION ->
          new Banner(
              "warn", "alert", "Needs you", Objects.requireNonNull(binding.reason()).happened());
      case SUSPENDED ->
          new Banner(
              "calm",
              "pause",
              "Suspended",
              "Nothing goes either way until somebody resumes it below. Nothing is lost meanwhile.");
      case DISCONNECTED -> new Banner("warn", "alert", "Not connected", "Connect it again below.");
      case ACTIVE -> inUse();
    };
  }

  /** Whether our changes are kept back until a person does something about it. */
  boolean held() {
    return stop != null && !stop.byItself();
  }

  private Banner inUse() {
    if (pause != null) {
      return new Banner(
          "calm",
          "pause",
          "Paused",
          "Calls are "
              + pause.inWords()
              + ". Nothing goes either way until somebody resumes them.");
    }
    if (outage.lasts()) {
      return new Banner(
          "warn",
          "alert",
          "Xero cannot be reached",
          "It is tried again by itself, and nothing is lost. What waits goes when Xero answers.");
    }
    if (!features.wanting().isEmpty()) {
      return new Banner(
          "warn",
          "alert",
          features.custom() ? "A scope is missing" : "Needs your consent",
          features.wanting().getFirst().title()
              + (features.wanting().size() > 1 ? " and more wait" : " wait")
              + " until Xero allows it. Everything else goes on.");
    }
    if (!binding.sending()) {
      return new Banner(
          "calm",
          "pause",
          "Connected, sending is off",
          "Changes made in Xero arrive here; changes made here wait until you turn sending on.");
    }
    if (stop != null && !stop.byItself()) {
      return new Banner("warn", "alert", "Nothing is sent", stop.why());
    }
    if (queue.needsYou() > 0) {
      return new Banner(
          "warn",
          "alert",
          "Connected",
          queue.needsYou() == 1
              ? "One record needs you."
              : queue.needsYou() + " records need you.");
    }
    if (stop != null) {
      return new Banner("calm", "send", "Making links", stop.why());
    }
    if (!resting.isEmpty()) {
      return new Banner(
          "warn",
          "alert",
          "Xero fails",
          "It failed five times in a row at "
              + resting.stream().map(Resting::words).collect(Collectors.joining(" and "))
              + ". That is tried again by itself; everything else goes on.");
    }
    if (queue.waiting() > 0) {
      return new Banner(
          "good",
          "send",
          "Connected",
          queue.waiting() == 1
              ? "One change is on its way to Xero."
              : "%,d changes are on their way to Xero.".formatted(queue.waiting()));
    }
    return new Banner("good", "check", "Connected", "Both sides are kept in step.");
  }

  /** From here on nothing goes to this organisation or comes from it. */
  static final int SUSPENDED = 5;

  /** From here on nothing is sent to it, or not all. */
  static final int WAITS = 2;

  /** Greater is worse. */
  int trouble() {
    return switch (binding.status()) {
      case NEEDS_ATTENTION -> 6;
      case SUSPENDED -> SUSPENDED;
      case DISCONNECTED -> 7;
      case ACTIVE -> troubleInUse();
    };
  }

  private int troubleInUse() {
    if (pause != null) {
      return SUSPENDED;
    }
    if (outage.lasts()
        || !features.wanting().isEmpty()
        || binding.sending() && (held() || queue.needsYou() > 0)) {
      return 4;
    }
    if (!resting.isEmpty()) {
      return 3;
    }
    if (!binding.sending() || stop != null) {
      return WAITS;
    }
    return queue.waiting() > 0 ? 1 : 0;
  }
}
