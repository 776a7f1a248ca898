package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the invoices of repeating invoices whose day has come, as nobody's call. */
public final class DueTemplates {
  /** So that a clock pushed on by a century ends some time. */
  private static final int MOST_AT_ONCE = 500;

  private final Ledger ledger;
  private final Switches switches;

  public DueTemplates(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
  }

  /** Every invoice that is due by today in the organisation's zone. */
  public void makeInvoices() {
    if (!ledger.reading(this::anyDue)) {
      return;
    }
    ledger.writing(
        () -> {
          List<ObjectNode> templates = ledger.all(Kind.REPEATING_INVOICE).toList();
          templates.stream().filter(this::due).map(ObjectNode::deepCopy).forEach(this::make);
          return templates.size();
        });
  }

  private boolean anyDue() {
    return ledger.all(Kind.REPEATING_INVOICE).anyMatch(this::due);
  }

  private boolean due(ObjectNode template) {
    return !DocumentEnd.deleted(template)
        && schedule(template).next().filter(day -> !day.isAfter(ledger.today())).isPresent();
  }

  private static Schedule schedule(ObjectNode template) {
    return new Schedule((ObjectNode) template.path("Schedule"));
  }

  private void make(ObjectNode template) {
    Schedule schedule = schedule(template);
    for (int made = 0; made < MOST_AT_ONCE && due(template); made++) {
      Optional<LocalDate> day = schedule.next();
      day.ifPresent(it -> makeOne(template, it));
      schedule.move();
    }
    ledger.putQuietly(Kind.REPEATING_INVOICE, template);
  }

  /** What the rules refuse, an archived contact for instance, is left out. */
  private void makeOne(ObjectNode template, LocalDate day) {
    int mark = ledger.mark();
    try {
      new InvoiceWriter(ledger, switches, 4, "", true)
          .make(invoice(template, day), template.path("RepeatingInvoiceID").asString());
    } catch (Invalid refused) {
      ledger.rollback(mark);
    }
  }

  private static ObjectNode invoice(ObjectNode template, LocalDate day) {
    ObjectNode sent = template.deepCopy();
    boolean approved = template.path("Status").asString().equals("AUTHORISED");
    sent.remove(List.of("RepeatingInvoiceID", "Schedule", "SubTotal", "TotalTax", "Total"));
    sent.put("Date", day.toString()).put("DueDate", schedule(template).due(day).toString());
    sent.put("Reference", filled(template.path("Reference").asString(""), day));
    for (JsonNode line : sent.path("LineItems")) {
      ObjectNode each = (ObjectNode) line;
      each.remove("LineItemID");
      Fields.said(each, "Description")
          .ifPresent(text -> each.put("Description", filled(text, day)));
    }
    boolean sending =
        template.path("MarkAsSent").asBoolean(false)
            || template.path("ApprovedForSending").asBoolean(false);
    return approved && sending ? sent.put("SentToContact", true) : sent;
  }

  /** Xero's placeholders. */
  private static String filled(String text, LocalDate day) {
    String month = day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return text.replace("[Week]", day.getDayOfMonth() + " " + month + " " + day.getYear())
        .replace("[Month]", month)
        .replace("[Year]", "" + day.getYear());
  }

  /** Makes the invoices of several organisations, for those who watch the clock. */
  public static void makeAll(List<Ledger> ledgers, Switches switches) {
    ledgers.forEach(ledger -> new DueTemplates(ledger, switches).makeInvoices());
  }
}
