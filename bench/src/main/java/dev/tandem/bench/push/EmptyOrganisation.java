package dev.tandem.bench.push;

import dev.tandem.bench.Control;
import dev.tandem.bench.Table;
import dev.tandem.bench.push.PushOptions.Part;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Part a: everything that a practice has, to an organisation that has nothing yet. */
final class EmptyOrganisation {

  private static final int BATCH = 50;
  private static final int MINUTE = 60;

  private final Practice practice;
  private final PacedLane lane;
  private final Control xero;
  private final Consumer<String> progress;

  EmptyOrganisation(Practice practice, PacedLane lane, Control xero, Consumer<String> progress) {
    this.practice = practice;
    this.lane = lane;
    this.xero = xero;
    this.progress = progress;
  }

  /** The clients that both sides have afterwards. */
  List<ClientId> run(int count, Report report) {
    lane.toRest();
    var work = new Work(practice);
    long began = System.nanoTime();
    List<ClientId> clients = work.clients("Bench", count);
    List<InvoiceId> invoices = work.invoices(clients);
    work.payments(invoices);
    progress.accept("%,d records entered in %d s".formatted(3 * count, seconds(began)));
    lane.toRest();
    report.add(Part.A, send(count));
    return clients;
  }

  private Measured send(int count) {
    Clock clock = practice.world().bean(Clock.class);
    // What a minute that began before would still allow is not counted in our favour.
    lane.nextMinute();
    lane.toRest();
    xero.forgetCalls();
    long seq = CallCount.now(practice);
    long began = System.nanoTime();
    Instant start = clock.instant();
    practice.send();
    lane.toRest();
    CallCount calls = CallCount.since(practice, seq);
    Duration took = Duration.between(start, lastWrite());
    int least = 3 * Math.ceilDiv(count, BATCH);
    requireEqualBooks(count);
    int sweeps = calls.all() - calls.writes() - calls.fetches();
    int caused = calls.writes() + calls.fetches();
    double leastMinutes = (double) least / MINUTE;
    double minutes = took.toMillis() / 60_000.0;
    var table =
        new Table(
                "%,d clients, invoices and payments".formatted(count), "measured", "least", "ratio")
            .row(
                "calls that carried them",
                text(calls.writes()),
                text(least),
                ratio(calls.writes(), least))
            .row(
                "fetches for %,d webhook events".formatted(events()),
                text(calls.fetches()),
                "0",
                "")
            .row("**calls caused by sending**", text(caused), text(least), ratio(caused, least))
            .row("ordinary readings of what changed meanwhile", text(sweeps), "", "")
            .row("all calls together", text(calls.all()), text(least), ratio(calls.all(), least))
            .row(
                "**minutes by Xero's clock**",
                "%.2f".formatted(minutes),
                "%.2f".formatted(leastMinutes),
                ratio(minutes, leastMinutes))
            .row("calls refused for a limit", text(refused()), "0", "")
            .row("seconds of work on this machine", text(seconds(began)), "", "");
    return new Measured(
        "Everything to an empty organisation",
        table,
        Map.of("callsRatio", rounded(caused, least), "timeRatio", rounded(minutes, leastMinutes)),
        List.of("By operation: " + calls.byOperation(), "Xero's minutes: " + minutesOf(start)));
  }

  /** When each of Xero's minutes began, how many calls it had and when the last of them came. */
  private String minutesOf(Instant start) {
    var minutes = new ArrayList<String>();
    Instant first = null;
    Instant last = start;
    int calls = 0;
    for (JsonNode it : xero.calls(practice.tenant())) {
      Instant at = Instant.parse(it.path("time").asString());
      if (first != null && !at.isBefore(first.plusSeconds(MINUTE))) {
        minutes.add(minute(start, first, last, calls));
        first = null;
      }
      if (first == null) {
        first = at;
        calls = 0;
      }
      calls++;
      last = at;
    }
    if (first != null) {
      minutes.add(minute(start, first, last, calls));
    }
    return String.join("; ", minutes) + ".";
  }

  private static String minute(Instant start, Instant first, Instant last, int calls) {
    return String.format(
        Locale.ROOT,
        "%d calls from %.1f s to %.1f s",
        calls,
        Duration.between(start, first).toMillis() / 1000.0,
        Duration.between(start, last).toMillis() / 1000.0);
  }

  private Instant lastWrite() {
    Instant last = Instant.MIN;
    for (JsonNode it : xero.calls(practice.tenant())) {
      if (!it.path("method").asString().equals("GET")) {
        last = Instant.parse(it.path("time").asString());
      }
    }
    return last;
  }

  private int refused() {
    int refused = 0;
    for (JsonNode it : xero.calls(practice.tenant())) {
      refused += it.path("status").asInt() == 429 ? 1 : 0;
    }
    return refused;
  }

  /** Speed with a record lost or doubled would be none. */
  private void requireEqualBooks(int count) {
    JsonNode books = xero.books(practice.tenant());
    for (String kind : List.of("Contacts", "Invoices", "Payments")) {
      int there = books.path(kind).size();
      if (there != count) {
        throw new IllegalStateException(
            "%,d %s were sent and %,d are there, see %s"
                .formatted(count, kind, there, practice.world().log()));
      }
    }
  }

  private long events() {
    return practice
        .world()
        .bean(JdbcClient.class)
        .sql("select count(*) from house.delivery where tenant = :tenant")
        .param("tenant", practice.tenant())
        .query(Long.class)
        .single();
  }

  private static long seconds(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String ratio(double measured, double least) {
    return String.format(Locale.ROOT, "%.3f", measured / least);
  }

  private static double rounded(double measured, double least) {
    return Math.round(1000 * measured / least) / 1000.0;
  }
}
