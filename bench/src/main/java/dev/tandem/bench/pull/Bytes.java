package dev.tandem.bench.pull;

import dev.tandem.bench.Control;
import dev.tandem.bench.Table;
import dev.tandem.bench.push.PacedLane;
import dev.tandem.bench.push.Practice;
import dev.tandem.bench.push.Work;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A day on which some of an organisation's invoices are edited, one after the other: what is read
 * of Xero for it, beside those invoices alone and beside a program that reads all of them every
 * hour. Bodies as they are received.
 */
final class Bytes {

  private static final Duration DAY = Duration.ofHours(24);
  private static final int HOURS = 24;

  private static final Duration WHOLE_RESTS = Duration.ofHours(20);

  /** How often what changed is asked for, whatever webhooks bring. */
  private static final Duration READINGS = Duration.ofMinutes(5);

  /** Of a call that only the bench makes. */
  private static final String ALONE = "bench: the changed invoices alone";

  private static final String NIGHT = "job like 'whole %'";
  private static final String DAYTIME = "job not like 'whole %'";
  private static final String TOLD = "job not like 'whole %' and operation like 'fetch %'";

  private final Practice practice;
  private final PacedLane lane;
  private final Control xero;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Bytes(Practice practice, PacedLane lane, Control xero) {
    this.practice = practice;
    this.lane = lane;
    this.xero = xero;
    this.jdbc = practice.world().bean(JdbcClient.class);
    this.transaction = practice.world().bean("inPractice", TransactionTemplate.class);
  }

  /**
   * @param invoices of the organisation
   * @param changed of them on one day
   */
  Map<String, Number> run(int invoices, int changed) {
    var work = new Work(practice);
    List<InvoiceId> all = work.invoices(work.clients("Bytes", invoices));
    lane.settle();
    List<String> edited = new ArrayList<>();
    for (int i = 0; i < changed; i++) {
      edited.add(there(all.get((int) ((long) i * invoices / changed))));
    }
    // Everything is compared in the first night that begins so long after it was read: in this day.
    lane.pass(WHOLE_RESTS);
    lane.toRest();
    long before = seq();
    Duration apart = DAY.dividedBy(changed);
    for (int i = 0; i < changed; i++) {
      xero.write(
          practice.tenant(), "POST", "Invoices/" + edited.get(i), Map.of("Reference", "Day " + i));
      pass(apart);
    }
    lane.toRest();
    requireKnown(all, invoices, changed);
    long after = seq();
    fetch(edited);
    long day = bytes(before, after, DAYTIME);
    long told = bytes(before, after, TOLD);
    long alone = bytes(after, Long.MAX_VALUE, "operation like 'bench:%'");
    long poll = alone / changed * invoices * HOURS;
    double ratio = (double) day / alone;
    System.out.println();
    System.out.println("## Bytes");
    System.out.println();
    System.out.println(
        new Table(
                "A day of %,d changed invoices among %,d".formatted(changed, invoices),
                "calls",
                "bytes read",
                "ratio")
            .row(
                "these invoices alone, 40 a call",
                calls(after, Long.MAX_VALUE, "operation like 'bench:%'"),
                text(alone),
                "1.00")
            .row(
                "fetched one by one, as webhooks told of them",
                calls(before, after, TOLD),
                text(told),
                "%.2f".formatted((double) told / alone))
            .row(
                "the ordinary readings, every five minutes",
                calls(before, after, DAYTIME + " and operation not like 'fetch %'"),
                text(day - told),
                "%.2f".formatted((double) (day - told) / alone))
            .row("both", calls(before, after, DAYTIME), text(day), "%.2f".formatted(ratio))
            .row(
                "the whole comparison of the night",
                calls(before, after, NIGHT),
                text(bytes(before, after, NIGHT)),
                "")
            .row(
                "all of them every hour, reckoned",
                "",
                text(poll),
                "%.0f".formatted((double) poll / alone)));
    return Map.of(
        "bytesRatio",
        Math.round(1_000 * ratio) / 1_000.0,
        "nightBytes",
        bytes(before, after, NIGHT));
  }

  /** As the lane itself would wake: no ordinary reading of the day is left out. */
  private void pass(Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minus(READINGS)) {
      lane.toRest();
      lane.pass(left.compareTo(READINGS) < 0 ? left : READINGS);
    }
  }

  private String there(InvoiceId it) {
    return practice.in(
        () ->
            Objects.requireNonNull(
                transaction.execute(
                    _ ->
                        jdbc.sql(
                                "select ledger_id from practice.link where kind = 'invoice' and record = :record")
                            .param("record", it.value())
                            .query(String.class)
                            .single())));
  }

  /** Little reading would be none if something was missed. */
  private void requireKnown(List<InvoiceId> all, int invoices, int changed) {
    var billing = practice.world().bean(Billing.class);
    for (int i = 0; i < changed; i++) {
      InvoiceId it = all.get((int) ((long) i * invoices / changed));
      String known = practice.in(() -> billing.find(it).reference());
      if (!known.equals("Day " + i)) {
        throw new IllegalStateException("Not read: 'Day %d' is '%s'".formatted(i, known));
      }
    }
  }

  /** As nobody could read less: whole, in the largest portions. */
  private void fetch(List<String> edited) {
    Binding binding =
        practice.in(() -> practice.world().bean(Connections.class).bindings().getFirst());
    for (int from = 0; from < edited.size(); from += Books.AT_ONCE) {
      List<String> portion = edited.subList(from, Math.min(edited.size(), from + Books.AT_ONCE));
      practice.run(
          () ->
              practice
                  .world()
                  .bean(Lanes.class)
                  .visit(
                      binding.id(),
                      calls ->
                          calls.call(
                              Operation.read(LaneClass.PERSON, ALONE, portion.size()),
                              books -> books.byIds(Kind.INVOICE, portion))));
    }
  }

  private long seq() {
    return number("select coalesce(max(seq), 0) from practice.sync_log where :from = :to", 0, 0);
  }

  private long bytes(long after, long upTo, String which) {
    return number(
        "select coalesce(sum(bytes), 0) from practice.sync_log where seq > :from and seq <= :to and "
            + which,
        after,
        upTo);
  }

  private String calls(long after, long upTo, String which) {
    return text(
        number(
            "select count(*) from practice.sync_log where seq > :from and seq <= :to and " + which,
            after,
            upTo));
  }

  private long number(String sql, long from, long to) {
    return practice.in(
        () ->
            Objects.requireNonNull(
                transaction.execute(
                    _ ->
                        jdbc.sql(sql)
                            .param("from", from)
                            .param("to", to)
                            .query(Long.class)
                            .single())));
  }

  private static String text(long number) {
    return "%,d".formatted(number);
  }
}
