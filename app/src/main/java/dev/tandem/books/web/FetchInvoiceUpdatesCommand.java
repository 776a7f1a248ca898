package dev.tandem.books.web;

import dev.tandem.books.look.Look;
import dev.tandem.books.look.LookNow;
import dev.tandem.books.look.ToldInvoices;
import dev.tandem.books.look.ToldInvoices.Told;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks in the ledger for a number of invoices now: a safety net after an outage, or by a timer
 * where no webhook reaches Tandem. Beside a running application it only asks and watches; without
 * one it takes the lanes' turns itself.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Command(
    name = "fetch-invoice-updates",
    description = {
      "Look in Xero now for invoices of which it told something that waits, for those among them that are still to come"
          + " in, and then for the unpaid ones that were not read for longest.",
      "Without --practice: in every practice that has an organisation.",
      "Ends with 0 when all were looked at, 1 when one cannot be, 3 when one still waits; it says why."
    })
class FetchInvoiceUpdatesCommand extends LaneCommand {

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int TOLD_EVERY = 5;
  private static final int MOST = 1_000;

  private final LookNow looks;
  private final ToldInvoices told;
  private final Setup setup;
  private final JsonMapper json;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many invoices of each practice (default: 30); 40 are one call")
  private int limit = 30;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for them (default: 60)")
  private int wait = 60;

  @Option(names = "--json", description = "One line of JSON for each practice")
  private boolean asJson;

  FetchInvoiceUpdatesCommand(
      PracticeLanes lanes, LookNow looks, ToldInvoices told, Setup setup, JsonMapper json) {
    super(lanes);
    this.told = told;
    this.looks = looks;
    this.setup = setup;
    this.json = json;
  }

  @Override
  @Nullable String wrong() {
    return wait < 0 || limit < 1 || limit > MOST
        ? "--wait takes seconds, 0 or more; --limit 1 to %,d.".formatted(MOST)
        : null;
  }

  @Override
  String nothing() {
    return "No practice is connected to an organisation.";
  }

  @Override
  List<Integer> ends() {
    // A timer must not spend what people need.
    var reasons = new LinkedHashSet<>(looks.spared());
    boolean spared = !reasons.isEmpty();
    List<Told> unknown = told.notHere(limit);
    List<RecordRef> oldest = looks.oldestInvoices(limit - unknown.size());
    List<Told> wanted = asked(unknown, told::ask, reasons);
    List<RecordRef> asked = asked(oldest, looks::ask, reasons);
    int all = wanted.size() + asked.size();
    var notLooked = new HashMap<RecordRef, String>();
    Map<Look.Result, Integer> results = watch(asked, wanted, notLooked, reasons);
    reasons.addAll(notLooked.values());
    int refused = unknown.size() + oldest.size() - all + notLooked.size();
    int looked = results.values().stream().mapToInt(it -> it).sum();
    int waiting = all - looked - notLooked.size();
    tell(results, looked, waiting, refused, reasons);
    return List.of(refused > 0 ? REFUSED : spared || waiting > 0 ? WAITS : DONE);
  }

  /** Those of these that can be looked at. */
  private static <T> List<T> asked(List<T> all, Consumer<T> ask, Set<String> reasons) {
    var asked = new ArrayList<T>();
    for (T it : all) {
      try {
        ask.accept(it);
        asked.add(it);
      } catch (Refused e) {
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    return asked;
  }

  /**
   * What became of them; those that still wait are in none of its sums.
   *
   * @param notLooked is given why, for those that could not be looked at
   */
  private Map<Look.Result, Integer> watch(
      List<RecordRef> asked,
      List<Told> unknown,
      Map<RecordRef, String> notLooked,
      Set<String> reasons) {
    var results = new EnumMap<Look.Result, Integer>(Look.Result.class);
    var waiting = new ArrayList<>(asked);
    var wanted = new ArrayList<>(unknown);
    var looked = new AtomicInteger();
    lanes.until(
        Duration.ofSeconds(wait),
        LOOK,
        () -> {
          List<RecordRef> left = counted(waiting, results, notLooked, null);
          waiting.clear();
          waiting.addAll(left);
          wanted.removeIf(it -> isOver(it, results));
          int wait = waiting.size() + wanted.size();
          if (looked.incrementAndGet() % TOLD_EVERY == 0 && wait > 0 && !asJson) {
            System.out.printf("  %,d wait%n", wait);
          }
          return wait > 0;
        });
    counted(waiting, results, notLooked, reasons);
    wanted.removeIf(it -> isOver(it, results));
    wanted.stream().map(told::why).filter(Objects::nonNull).forEach(reasons::add);
    return results;
  }

  /** One that is nobody's here was looked at for nothing. */
  private boolean isOver(Told it, Map<Look.Result, Integer> results) {
    if (told.waits(it)) {
      return false;
    }
    results.merge(told.isHere(it) ? Look.Result.CHANGED : Look.Result.SAME, 1, Integer::sum);
    return true;
  }

  /** Those that still wait, and why. */
  private List<RecordRef> counted(
      List<RecordRef> records,
      Map<Look.Result, Integer> results,
      Map<RecordRef, String> notLooked,
      @Nullable Set<String> reasons) {
    var waiting = new ArrayList<RecordRef>();
    for (RecordRef it : records) {
      Look look = looks.of(it);
      if (look.waits()) {
        waiting.add(it);
        if (reasons != null && look.why() != null) {
          reasons.add(look.why());
        }
      } else if (look.why() != null) {
        notLooked.put(it, look.why());
      } else if (look.result() != null) {
        results.merge(look.result(), 1, Integer::sum);
      }
    }
    return waiting;
  }

  private void tell(
      Map<Look.Result, Integer> results,
      int looked,
      int waiting,
      int refused,
      Set<String> reasons) {
    int changed = results.getOrDefault(Look.Result.CHANGED, 0);
    int gone = results.getOrDefault(Look.Result.GONE, 0);
    if (asJson) {
      var said = new LinkedHashMap<String, Object>();
      said.put("practice", setup.practice().name());
      said.put("lookedAt", looked);
      said.put("changed", changed);
      said.put("gone", gone);
      said.put("waiting", waiting);
      said.put("refused", refused);
      said.put("reasons", reasons);
      System.out.println(json.writeValueAsString(said));
      return;
    }
    System.out.printf(
        "%s: %,d looked at, %,d had changed in Xero, %,d are not shown any more, %,d wait%n",
        setup.practice().name(), looked, changed, gone, waiting);
    if (refused > 0) {
      System.out.printf("  %,d cannot be looked at%n", refused);
    }
    reasons.forEach(it -> System.out.println("  " + it));
  }
}
