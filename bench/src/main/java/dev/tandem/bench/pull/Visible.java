package dev.tandem.bench.pull;

import dev.tandem.bench.Control;
import dev.tandem.bench.Pages;
import dev.tandem.bench.Table;
import dev.tandem.bench.push.PacedLane;
import dev.tandem.bench.push.Practice;
import dev.tandem.bench.push.Work;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Invoices are paid in Xero, one after the other, while somebody has the page of each open: how
 * long after its first event was stored the page shows it, in real time. The page does what the
 * browser's does: it listens, fetches its living part when that is told to have changed, and no
 * sooner again than a second later.
 */
final class Visible {

  private static final String EMAIL = "visible@example.com";
  private static final String PASSWORD = "seen before it is asked";

  private static final String TOLD = "data:invoice ";

  /** As live.js rests between two readings of the same part. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** So far apart that Xero's calls of a minute suffice. */
  private static final Duration APART = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Practice practice;
  private final Control xero;
  private final Pages pages;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();

  Visible(Practice practice, Control xero) {
    this.practice = practice;
    this.xero = xero;
    this.pages = new Pages(practice.world().home(), EMAIL, PASSWORD);
    this.jdbc = practice.world().bean(JdbcClient.class);
    this.transaction = practice.world().bean("inPractice", TransactionTemplate.class);
  }

  Map<String, Number> run(int payments) throws IOException, InterruptedException {
    var staff = practice.world().bean(Staff.class);
    practice.run(() -> staff.add(new NewPerson(EMAIL, "Robin Visible", Role.OWNER, PASSWORD)));
    var work = new Work(practice);
    List<InvoiceId> invoices = work.invoices(work.clients("Visible", payments));
    Map<UUID, String> there = linked(payments);
    pages.page("/today");
    List<Double> millis = new ArrayList<>();
    try (Stream<String> lines = pages.changes()) {
      Thread.ofVirtual().name("page").start(() -> hear(lines));
      for (InvoiceId it : invoices) {
        PacedLane.pause(APART);
        millis.add(seen(it, Objects.requireNonNull(there.get(it.value()))));
      }
    }
    Collections.sort(millis);
    System.out.println();
    System.out.println("## Seconds until it is seen");
    System.out.println();
    System.out.println(
        new Table("Paid in Xero, its page open", "payments", "median, ms", "p99, ms", "most, ms")
            .row(
                "from the event stored to the page",
                "" + payments,
                text(at(millis, 0.5)),
                text(at(millis, 0.99)),
                text(millis.getLast())));
    return Map.of("visibleMedianMillis", at(millis, 0.5), "visibleP99Millis", at(millis, 0.99));
  }

  private void hear(Stream<String> lines) {
    try {
      lines
          .filter(it -> it.startsWith(TOLD))
          .forEach(it -> changed.add(it.substring(TOLD.length()).strip()));
    } catch (UncheckedIOException _) {
      // The page was closed.
    }
  }

  /** Once all are in Xero: their ids there, by ours. */
  private Map<UUID, String> linked(int invoices) {
    long end = System.nanoTime() + Duration.ofMinutes(15).toNanos();
    while (System.nanoTime() < end) {
      Map<UUID, String> links =
          practice.in(
              () ->
                  Objects.requireNonNull(
                      transaction.execute(
                          _ ->
                              jdbc
                                  .sql(
                                      "select record, ledger_id from practice.link where kind = 'invoice'")
                                  .query(
                                      (row, _) ->
                                          Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                                  .list()
                                  .stream()
                                  .collect(
                                      Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))));
      if (links.size() == invoices) {
        return links;
      }
      PacedLane.pause(PAUSE);
    }
    throw new IllegalStateException("Not sent, see " + practice.world().log());
  }

  /** How long it takes, in milliseconds. */
  private double seen(InvoiceId invoice, String there) throws IOException, InterruptedException {
    String state = "/invoices/" + invoice.value() + "/state";
    String open = pages.page("/invoices/" + invoice.value()).text();
    if (shows(open) || shows(pages.page(state).text())) {
      throw new IllegalStateException("Shown as paid before it is");
    }
    changed.clear();
    Instant begin = Instant.now();
    xero.post("organisations/%s/invoices/%s/pay".formatted(practice.tenant(), there));
    Instant end = begin.plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      String told = changed.poll(1, TimeUnit.SECONDS);
      if (told == null || !(told.equals(invoice.value().toString()) || told.equals("*"))) {
        continue;
      }
      if (shows(pages.page(state).text())) {
        Instant now = Instant.now();
        return Duration.between(stored(there, begin), now).toNanos() / 1e6;
      }
      PacedLane.pause(PAUSE);
    }
    throw new IllegalStateException("Never shown, see " + practice.world().log());
  }

  /** When the first event of it was accepted. */
  private Instant stored(String there, Instant since) {
    return jdbc.sql(
            """
            select min(received_at) from house.delivery
             where tenant = :tenant and resource = :there and received_at >= :since""")
        .param("tenant", practice.tenant())
        .param("there", there)
        .param("since", Timestamp.from(since))
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  private static boolean shows(String page) {
    return page.contains("Paid</span>");
  }

  private static double at(List<Double> sorted, double part) {
    double value = sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * sorted.size())));
    return Math.round(value * 10) / 10.0;
  }

  private static String text(double millis) {
    return "%,.0f".formatted(millis);
  }
}
