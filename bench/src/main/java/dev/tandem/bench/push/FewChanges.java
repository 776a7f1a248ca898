package dev.tandem.bench.push;

import dev.tandem.bench.Table;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Part b: a hundred changed records among all that are in step. */
final class FewChanges {

  private static final int FEW = 100;
  private static final int BATCH = 50;

  private final Practice practice;
  private final PacedLane lane;
  private final Work work;

  FewChanges(Practice practice, PacedLane lane) {
    this.practice = practice;
    this.lane = lane;
    this.work = new Work(practice);
  }

  Measured run(List<ClientId> clients) {
    lane.settle();
    int few = Math.min(FEW, clients.size());
    // Spread over all of them, as a day's work is.
    var some = new ArrayList<ClientId>();
    for (int i = 0; i < few; i++) {
      some.add(clients.get((int) ((long) i * clients.size() / few)));
    }
    var table =
        new Table(
            "%d among %,d".formatted(few, clients.size()),
            "writes",
            "readings before them",
            "fetches",
            "calls",
            "least");
    CallCount changed = count(() -> work.move(some, "Queen Street"));
    row(table, "changed clients", changed, "clients", 1);
    var invoices = new ArrayList<InvoiceId>();
    CallCount created = count(() -> invoices.addAll(work.invoices(some)));
    row(table, "new invoices", created, "invoices", 0);
    row(table, "changed invoices", count(() -> work.refer(invoices, "Order")), "invoices", 1);
    row(table, "new payments", count(() -> work.payments(invoices)), "payments", 0);
    int calls = changed.writes() + changed.readings("clients") + changed.fetches();
    return new Measured(
        "A few changes",
        table,
        Map.of("changedCalls", calls),
        List.of("The readings include ordinary ones of the same kind that fell into that while."));
  }

  private CallCount count(Runnable change) {
    long seq = CallCount.now(practice);
    change.run();
    lane.toRest();
    return CallCount.since(practice, seq);
  }

  private static void row(Table table, String what, CallCount calls, String kinds, int reading) {
    int readings = calls.readings(kinds);
    table.row(
        what,
        "" + calls.writes(),
        "" + readings,
        "" + calls.fetches(),
        "" + (calls.writes() + readings + calls.fetches()),
        "" + (calls.writes() == 0 ? 0 : Math.ceilDiv(FEW, BATCH) + reading));
  }
}
