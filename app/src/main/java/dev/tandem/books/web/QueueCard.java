package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.lane.Outage;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Forecast;
import dev.tandem.books.outbox.Forecasts;
import dev.tandem.books.outbox.Pauses;
import dev.tandem.books.outbox.PushProgress.Progress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one organisation, and how it goes on.
 *
 * @param binding null for what waits until an organisation is connected
 * @param planning who is in the ledger already is not decided yet: those are linked, not created
 * @param pause who holds it; null while nobody does
 * @param resting what rests although nobody stopped it
 * @param outage whether Xero cannot be reached
 */
public record QueueCard(
    @Nullable Binding binding,
    boolean planning,
    Forecasts.Of waits,
    @Nullable Progress progress,
    Pauses.@Nullable Pause pause,
    List<Resting> resting,
    Outage outage) {

  /** From so many records on, people want to watch it. */
  private static final int WORTH_WATCHING = 50;

  public String name() {
    return binding == null ? "No organisation yet" : binding.organisationName();
  }

  /** The heart of it in one sentence. */
  public String sentence() {
    Forecast going = waits.going();
    Forecast stopped = waits.stopped();
    if (going.records() == 0 && stopped.records() == 0) {
      return open()
          ? "Nothing waits. What is changed here leaves within seconds."
          : "Nothing waits.";
    }
    if (going.records() == 0) {
      return changes(stopped.records())
          + (stopped.records() == 1 ? " waits" : " wait")
          + ", and will need "
          + calls(stopped)
          + " and "
          + stopped.inWords()
          + ".";
    }
    return changes(going.records())
        + (going.records() == 1 ? " goes" : " go")
        + " in "
        + calls(going)
        + ", done in "
        + going.inWords()
        + "."
        + (going.days() == 0
            ? ""
            : " Xero allows only so many calls a day: what is left over goes on the days after, by itself.")
        + (outage.lasts() ? " It begins when Xero can be reached again." : "")
        + (resting.isEmpty() ? "" : " What rests goes when Xero takes it again.")
        + (stopped.records() == 0 ? "" : " " + changes(stopped.records()) + " more are stopped.");
  }

  /** Whether changes leave for it at present. */
  private boolean open() {
    return binding != null && binding.active() && binding.sending() && pause == null;
  }

  private static String changes(int records) {
    return records == 1 ? "One change" : "%,d changes".formatted(records);
  }

  private static String calls(Forecast it) {
    return it.calls() == 1 ? "one call" : "%,d calls".formatted(it.calls());
  }

  /** Whether a bar shows how far it has come. */
  public boolean watched() {
    return progress != null
        && progress.going()
        && waits.going().records() > 0
        && total() >= WORTH_WATCHING;
  }

  public int total() {
    return (progress == null ? 0 : progress.sent()) + waits.going().records();
  }

  public int percent() {
    return total() == 0 || progress == null ? 0 : (int) (100L * progress.sent() / total());
  }

  /** A larger push that came to its end a short while ago, in a sentence; null if there is none. */
  public @Nullable String done() {
    if (progress == null
        || !progress.going()
        || waits.records() > 0
        || progress.sent() < WORTH_WATCHING) {
      return null;
    }
    Duration took = Duration.between(progress.began(), progress.last());
    return "Done: %,d records went in %,d calls%s."
        .formatted(
            progress.sent(),
            progress.calls(),
            took.toSeconds() < 60 ? "" : " and " + (took.toSeconds() + 59) / 60 + " minutes");
  }

  /** How many of a kind go or are stopped. */
  public int waiting(Kind kind) {
    return waits.parts().stream()
        .filter(it -> it.kind() == kind)
        .mapToInt(it -> it.waits().records() + it.behind())
        .sum();
  }
}
