package dev.tandem.simulator.webhook;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import java.util.List;

/** Cuts a backlog into deliveries; when mischief wants it, a later one goes before an earlier. */
final class Lineup {
  private final Backlog backlog;
  private final Mischief mischief;
  private final Switches switches;
  private List<Pending> held = List.of();
  private boolean overtaken;

  Lineup(Backlog backlog, Mischief mischief, Switches switches) {
    this.backlog = backlog;
    this.mischief = mischief;
    this.switches = switches;
  }

  /** Empty when nothing can go. */
  synchronized List<Pending> next() {
    if (overtaken) {
      List<Pending> late = held;
      release();
      return late;
    }
    List<Pending> batch = backlog.next(this::group, held);
    return held.isEmpty() && mischief.reorders(batch) ? laterThan(batch) : batch;
  }

  /** What may be one delivery: not what is meant by mischief together with what is not. */
  private Object group(Pending event) {
    String tenant = switches.is(Switch.WEBHOOK_SEQUENCE_PER_TENANT) ? event.tenant() : "";
    return List.of(mischief.means(event), tenant);
  }

  /** A single event is overtaken by the next one, whenever that comes. */
  private List<Pending> laterThan(List<Pending> batch) {
    if (batch.size() == 1) {
      held = batch;
      return backlog.next(this::group, held);
    }
    int half = (batch.size() + 1) / 2;
    held = batch.subList(0, half);
    return batch.subList(half, batch.size());
  }

  synchronized void done(List<Pending> batch) {
    backlog.remove(batch);
    overtaken = !held.isEmpty();
  }

  /** Holds nothing back any more. */
  synchronized void release() {
    held = List.of();
    overtaken = false;
  }

  synchronized boolean waits() {
    return backlog.size() > (overtaken ? 0 : held.size());
  }
}
