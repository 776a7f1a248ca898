package dev.tandem.bench.model;

import dev.tandem.bench.Control;
import dev.tandem.bench.model.Edits.Side;
import dev.tandem.bench.push.Practice;
import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * What an invoice is for, while nothing is paid on it or credited. Both sides write and send all
 * lines as one, but each line is known by the beginning of its text, which nobody changes.
 */
final class Lines {

  /** All of them, as Tandem tells of them. */
  static final String ALL = "lines";

  private static final String ONE = "line ";
  private static final int MOST = 3;

  private final Practice practice;
  private final Control xero;
  private final Cast cast;
  private final Edits edits;
  private final Clockwork clockwork;
  private final Random random;
  private final Billing billing;
  private final Outbox outbox;

  Lines(
      Practice practice, Control xero, Cast cast, Edits edits, Clockwork clockwork, Random random) {
    this.practice = practice;
    this.xero = xero;
    this.cast = cast;
    this.edits = edits;
    this.clockwork = clockwork;
    this.random = random;
    this.billing = practice.world().bean(Billing.class);
    this.outbox = practice.world().bean(Outbox.class);
  }

  /** What can be said of a line on both sides. */
  private record Line(String text, BigDecimal quantity, BigDecimal price) {

    static Line of(LedgerLine it) {
      return new Line(it.description(), it.quantity(), it.unitPrice());
    }

    static Line of(InvoiceLine it) {
      LineDetails said = it.details();
      return new Line(said.description(), said.quantity(), said.unitPrice());
    }

    static Line of(JsonNode it) {
      return new Line(
          it.path("Description").asString(""),
          it.path("Quantity").decimalValue(BigDecimal.ZERO),
          it.path("UnitAmount").decimalValue(BigDecimal.ZERO));
    }

    /** The beginning of its text. */
    private String known() {
      return text.split(":", 2)[0];
    }

    /** Another text, quantity or price, that no line ever had. */
    private Line changed(int what, String by, int number) {
      return switch (what) {
        case 0 -> new Line(known() + ": " + by + number, quantity, price);
        case 1 ->
            new Line(text, BigDecimal.ONE.add(BigDecimal.valueOf(number).movePointLeft(3)), price);
        default -> new Line(text, quantity, new BigDecimal("40").add(cents(number)));
      };
    }

    static Line added(String by, int number) {
      return new Line(by + number + ": more", BigDecimal.ONE, cents(number).add(BigDecimal.TEN));
    }

    private static BigDecimal cents(int number) {
      return BigDecimal.valueOf(number).movePointLeft(2);
    }

    private String field() {
      return ONE + known();
    }

    @Override
    public String toString() {
      return "%s, %s at %s".formatted(text, plain(quantity), plain(price));
    }

    private static String plain(BigDecimal it) {
      return it.stripTrailingZeros().toPlainString();
    }
  }

  /** As a field that stands for itself. */
  static boolean isOne(String field) {
    return field.startsWith(ONE);
  }

  static Map<String, String> read(InvoiceView invoice) {
    return byField(invoice.lines().stream().map(Line::of).toList());
  }

  static Map<String, String> read(JsonNode invoice) {
    return byField(lines(invoice));
  }

  private static List<Line> lines(JsonNode invoice) {
    var all = new ArrayList<Line>();
    invoice.path("LineItems").forEach(it -> all.add(Line.of(it)));
    return all;
  }

  private static Map<String, String> byField(List<Line> lines) {
    var all = new LinkedHashMap<String, String>();
    lines.forEach(it -> all.merge(it.field(), it.toString(), "%s and again %s"::formatted));
    return all;
  }

  /**
   * Whether a line is among those of which Tandem tells.
   *
   * @param all as it keeps them
   */
  static boolean isIn(String line, String all) {
    return LedgerLine.read(all).stream().anyMatch(it -> Line.of(it).toString().equals(line));
  }

  void here() {
    InvoiceId id = cast.invoice(random);
    practice.run(
        () -> {
          InvoiceView now = billing.find(id);
          if (now.status() != InvoiceStatus.APPROVED || now.due().compareTo(now.total()) != 0) {
            return;
          }
          List<Line> before = now.lines().stream().map(Line::of).toList();
          Change change = change(before, "h");
          var lines = new ArrayList<LineDetails>();
          for (int i = 0; i < change.after().size(); i++) {
            LineDetails like = now.lines().get(Math.min(i, before.size() - 1)).details();
            lines.add(details(change.after().get(i), like));
          }
          billing.rewrite(id, now.seen(), details(now, lines), WrittenAs.KEPT, "");
          accept(id, Side.HERE, change);
        });
  }

  private static LineDetails details(Line it, LineDetails like) {
    return new LineDetails(
        it.text(),
        it.quantity(),
        it.price(),
        like.accountCode(),
        like.taxType(),
        like.taxRate(),
        like.service());
  }

  private static InvoiceDetails details(InvoiceView now, List<LineDetails> lines) {
    return new InvoiceDetails(
            now.client(),
            now.appointment(),
            now.location(),
            now.date(),
            now.dueDate(),
            now.reference(),
            now.lineAmounts(),
            lines)
        .paidBy(now.payer());
  }

  void inXero() {
    InvoiceId id = cast.invoice(random);
    String there =
        practice.in(() -> outbox.standing(new RecordRef("invoice", id.value())).ledgerId());
    JsonNode now =
        Sides.byId(xero.books(practice.tenant()), "Invoices", "InvoiceID")
            .get(Objects.requireNonNullElse(there, ""));
    if (now == null
        || !now.path("Status").asString().equals("AUTHORISED")
        || amount(now, "AmountDue").compareTo(amount(now, "Total")) != 0) {
      return;
    }
    List<Line> before = lines(now);
    Change change = change(before, "x");
    var lines = new ArrayList<Object>();
    for (int i = 0; i < change.after().size(); i++) {
      JsonNode like = now.path("LineItems").path(Math.min(i, before.size() - 1));
      lines.add(item(change.after().get(i), like, i < before.size()));
    }
    xero.write(practice.tenant(), "POST", "Invoices/" + there, Map.of("LineItems", lines));
    accept(id, Side.XERO, change);
  }

  private static BigDecimal amount(JsonNode record, String field) {
    return record.path(field).decimalValue(BigDecimal.ZERO);
  }

  private static Map<String, Object> item(Line it, JsonNode like, boolean same) {
    var item = new LinkedHashMap<String, Object>();
    if (same) {
      item.put("LineItemID", like.path("LineItemID").asString());
    }
    item.put("Description", it.text());
    item.put("Quantity", it.quantity());
    item.put("UnitAmount", it.price());
    item.put("AccountCode", like.path("AccountCode").asString());
    item.put("TaxType", like.path("TaxType").asString());
    return item;
  }

  /** One line is another, or one more. */
  private record Change(List<Line> after, Line changed, String before) {}

  private Change change(List<Line> before, String by) {
    int number = clockwork.value();
    var after = new ArrayList<>(before);
    if (before.size() < MOST && random.nextInt(4) == 0) {
      Line added = Line.added(by, number);
      after.add(added);
      return new Change(after, added, "");
    }
    int at = random.nextInt(before.size());
    Line changed = before.get(at).changed(random.nextInt(3), by, number);
    after.set(at, changed);
    return new Change(after, changed, before.get(at).toString());
  }

  private void accept(InvoiceId id, Side side, Change change) {
    Line it = change.changed();
    edits.accept(
        new RecordRef("invoice", id.value()),
        it.field(),
        clockwork.edit(side, it.toString(), change.before()));
  }
}
