package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /Reports/BankSummary}: what each bank account had, took in, gave out and has. Bank
 * transfers are not played, so none counts.
 */
public final class BankSummaryEndpoint implements Resource {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.reports.banksummary", "accounting.reports")
        .get("/Reports/BankSummary", this::summary);
  }

  /** One account's figures; less than zero where more went out than came in. */
  private record Figures(
      ObjectNode account, BigDecimal opening, BigDecimal received, BigDecimal spent) {
    BigDecimal closing() {
      return opening.add(received).subtract(spent);
    }
  }

  Response summary(ApiCall call) {
    Ledger ledger = call.ledger();
    LocalDate from = day(call, "fromDate", YearMonth.from(ledger.today()).atDay(1));
    LocalDate to = day(call, "toDate", YearMonth.from(ledger.today()).atEndOfMonth());
    List<Figures> all = ledger.reading(() -> figures(ledger, from, to));
    ObjectNode report =
        Json.object()
            .put("ReportID", "BankSummary")
            .put("ReportName", "Bank Summary")
            .put("ReportType", "BankSummary")
            .put("ReportDate", DAY.format(ledger.today()));
    report
        .putArray("ReportTitles")
        .add("Bank Summary")
        .add(ledger.organisation().path("Name").asString(""))
        .add("From " + DAY.format(from) + " to " + DAY.format(to));
    report.putArray("Fields");
    ArrayNode rows = report.putArray("Rows");
    cells(
        rows.addObject().put("RowType", "Header"),
        Stream.of(
            "Bank Accounts", "Opening Balance", "Cash Received", "Cash Spent", "Closing Balance"));
    ArrayNode section =
        rows.addObject().put("RowType", "Section").put("Title", "").putArray("Rows");
    all.forEach(it -> row(section, it));
    total(section, all);
    return Response.json(200, Wire.envelope(ledger.now(), "Reports", List.of(report), null));
  }

  private static LocalDate day(ApiCall call, String name, LocalDate otherwise) {
    String text = call.query().get(name, "");
    try {
      return text.isEmpty() ? otherwise : LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeParseException | StringIndexOutOfBoundsException _) {
      throw ApiErrors.query("The " + name + " parameter is not a valid date");
    }
  }

  private static List<Figures> figures(Ledger ledger, LocalDate from, LocalDate to) {
    List<BankStatement.Line> lines = new BankStatement(ledger).lines();
    return ledger
        .all(Kind.ACCOUNT)
        .filter(it -> it.path("Type").asString("").equals("BANK"))
        .sorted(Comparator.comparing(it -> it.path("Name").asString("")))
        .map(it -> figures(it, lines, from, to))
        .toList();
  }

  private static Figures figures(
      ObjectNode account, List<BankStatement.Line> lines, LocalDate from, LocalDate to) {
    BigDecimal opening = BigDecimal.ZERO;
    BigDecimal received = BigDecimal.ZERO;
    BigDecimal spent = BigDecimal.ZERO;
    for (BankStatement.Line it : lines) {
      LocalDate day = LocalDate.parse(it.date().substring(0, 10));
      if (!it.account().equals(account.path("Name").asString("")) || day.isAfter(to)) {
        continue;
      }
      if (day.isBefore(from)) {
        opening = opening.add(it.amount());
      } else if (it.amount().signum() < 0) {
        spent = spent.subtract(it.amount());
      } else {
        received = received.add(it.amount());
      }
    }
    return new Figures(account, opening, received, spent);
  }

  private static void row(ArrayNode section, Figures it) {
    String id = it.account().path("AccountID").asString();
    ArrayNode cells = section.addObject().put("RowType", "Row").putArray("Cells");
    marked(cells, it.account().path("Name").asString(""), "accountID", id);
    cells.addObject().put("Value", text(it.opening()));
    marked(cells, text(it.received()), "account", id);
    marked(cells, text(it.spent()), "account", id);
    cells.addObject().put("Value", text(it.closing()));
  }

  private static void marked(ArrayNode cells, String value, String name, String id) {
    cells
        .addObject()
        .put("Value", value)
        .putArray("Attributes")
        .addObject()
        .put("Value", id)
        .put("Id", name);
  }

  private static void total(ArrayNode section, List<Figures> all) {
    cells(
        section.addObject().put("RowType", "SummaryRow"),
        Stream.of(
            "Total",
            text(all.stream().map(Figures::opening).reduce(BigDecimal.ZERO, BigDecimal::add)),
            text(all.stream().map(Figures::received).reduce(BigDecimal.ZERO, BigDecimal::add)),
            text(all.stream().map(Figures::spent).reduce(BigDecimal.ZERO, BigDecimal::add)),
            text(all.stream().map(Figures::closing).reduce(BigDecimal.ZERO, BigDecimal::add))));
  }

  private static void cells(ObjectNode row, Stream<String> values) {
    ArrayNode cells = row.putArray("Cells");
    values.forEach(it -> cells.addObject().put("Value", it));
  }

  private static String text(BigDecimal amount) {
    return amount.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString();
  }
}
