package dev.tandem.books.web;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Route;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.look.Look;
import dev.tandem.books.look.LookNow;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.nodes.Nodes;
import dev.tandem.start.AdminCommand;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Looks in the ledger for one invoice now. Beside a running application it only asks and watches;
 * without one it takes the lanes' turns itself.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Command(
    name = "fetch-invoice",
    description = {
      "Look in Xero now for the invoice of this number, before everything else, and say what that showed.",
      "Without --practice: in every practice that has an organisation.",
      "Ends with 0 when it was looked at, 1 when it cannot be or there is no such invoice, 3 when it still waits; it says why."
    })
class FetchInvoiceCommand implements AdminCommand {

  private static final Duration LOOK = Duration.ofMillis(200);

  private static final int LOOKED = 0;
  private static final int REFUSED = 1;
  private static final int WAITS = 3;

  private final LookNow looks;
  private final Billing billing;
  private final Connections connections;
  private final Lanes lanes;
  private final Nodes nodes;
  private final Setup setup;

  @Parameters(paramLabel = "NUMBER", description = "The invoice's number, such as INV-0042")
  private String number = "";

  @Option(names = "--practice", paramLabel = "NAME_OR_ID", description = "Only this practice")
  private String practice = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for it (default: 60)")
  private int wait = 60;

  FetchInvoiceCommand(
      LookNow looks,
      Billing billing,
      Connections connections,
      Lanes lanes,
      Nodes nodes,
      Setup setup) {
    this.looks = looks;
    this.billing = billing;
    this.connections = connections;
    this.lanes = lanes;
    this.nodes = nodes;
    this.setup = setup;
  }

  @Override
  public Integer call() {
    if (wait < 0) {
      System.err.println("--wait takes seconds, 0 or more.");
      return CommandLine.ExitCode.USAGE;
    }
    try {
      var ends = new TreeSet<Integer>();
      for (PracticeId it : practices()) {
        for (InvoiceId id : Practices.in(it, this::invoices)) {
          ends.add(Practices.in(it, () -> tried(id)));
        }
      }
      if (ends.isEmpty()) {
        System.err.println("There is no invoice " + number.strip() + ".");
        return REFUSED;
      }
      return ends.contains(REFUSED) ? REFUSED : ends.last();
    } catch (Refused e) {
      System.err.println(e.getMessage());
      return REFUSED;
    }
  }

  private List<PracticeId> practices() {
    return practice.isEmpty()
        ? connections.routes().stream().map(Route::practice).distinct().toList()
        : List.of(setup.named(practice));
  }

  /** The books of several organisations may have the same number. */
  private List<InvoiceId> invoices() {
    return billing.allByNumbers(List.of(number.strip())).values().stream()
        .flatMap(List::stream)
        .toList();
  }

  /** What one cannot be looked at for keeps no other from it. */
  private int tried(InvoiceId id) {
    try {
      return one(id);
    } catch (Refused e) {
      System.err.println(setup.practice().name() + ": " + e.getMessage());
      return REFUSED;
    }
  }

  /** How it ended for an invoice of the current practice. */
  private int one(InvoiceId id) {
    var record = new RecordRef("invoice", id.value());
    looks.ask(record);
    boolean alone = nodes.living().isEmpty();
    long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
    Look look = looks.of(record);
    while (look.waits() && System.nanoTime() < end) {
      if (alone) {
        turns();
      }
      look = looks.of(record);
      if (look.waits()) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
    System.out.println(setup.practice().name() + ": " + told(look, billing.find(id)));
    return look.waits() ? WAITS : LOOKED;
  }

  private void turns() {
    for (LaneId it : lanes.ofPractice()) {
      lanes.runOnce(it);
    }
  }

  private static String told(Look look, InvoiceView it) {
    if (look.waits()) {
      return "%s waits to be looked at. %s"
          .formatted(it.number(), look.why() == null ? "Tandem does it by itself." : look.why());
    }
    String showed =
        look.result() == null
            ? ""
            : switch (look.result()) {
              case SAME -> "Xero has nothing new of %s".formatted(it.number());
              case CHANGED -> "%s had changed in Xero".formatted(it.number());
              case GONE -> "Xero does not show %s any more".formatted(it.number());
            };
    return "%s: %s, %s %s of %s left to pay"
        .formatted(
            showed,
            it.status().name().toLowerCase(Locale.ROOT),
            it.due().toPlainString(),
            it.currency(),
            it.total().toPlainString());
  }
}
