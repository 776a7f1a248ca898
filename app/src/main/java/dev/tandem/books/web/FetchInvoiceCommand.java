package dev.tandem.books.web;

import dev.tandem.books.look.Look;
import dev.tandem.books.look.LookNow;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
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
class FetchInvoiceCommand extends LaneCommand {

  private static final Duration LOOK = Duration.ofMillis(200);

  private final LookNow looks;
  private final Billing billing;
  private final Setup setup;

  @Parameters(paramLabel = "NUMBER", description = "The invoice's number, such as INV-0042")
  private String number = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for it (default: 60)")
  private int wait = 60;

  FetchInvoiceCommand(PracticeLanes lanes, LookNow looks, Billing billing, Setup setup) {
    super(lanes);
    this.looks = looks;
    this.billing = billing;
    this.setup = setup;
  }

  @Override
  @Nullable String wrong() {
    return wait < 0 ? "--wait takes seconds, 0 or more." : null;
  }

  @Override
  String nothing() {
    return "There is no invoice " + number.strip() + ".";
  }

  @Override
  List<Integer> ends() {
    return invoices().stream().map(this::tried).toList();
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
    lanes.until(Duration.ofSeconds(wait), LOOK, () -> looks.of(record).waits());
    Look look = looks.of(record);
    System.out.println(setup.practice().name() + ": " + told(look, billing.find(id)));
    return look.waits() ? WAITS : look.why() != null ? REFUSED : DONE;
  }

  private static String told(Look look, InvoiceView it) {
    if (look.waits()) {
      return "%s waits to be looked at. %s"
          .formatted(it.number(), look.why() == null ? "Tandem does it by itself." : look.why());
    }
    if (look.why() != null) {
      return "%s was not looked at. %s".formatted(it.number(), look.why());
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
