package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an organisation's accounts show of money that moved: a line for each payment and bank
 * transaction, and one line only for all payments of a batch. What was deleted moved nothing.
 */
public final class BankStatement {
  private final Ledger ledger;

  public BankStatement(Ledger ledger) {
    this.ledger = ledger;
  }

  /** One sum on its day; less than zero if it went out. */
  public record Line(
      String date,
      String account,
      String kind,
      String id,
      String reference,
      BigDecimal amount,
      int payments) {}

  /** By day, then account. */
  public List<Line> lines() {
    return ledger.reading(this::read);
  }

  private List<Line> read() {
    var lines = new ArrayList<Line>();
    standing(Kind.BATCH_PAYMENT)
        .forEach(
            it ->
                lines.add(
                    line(it, "batch", "BatchPaymentID", total(it), it.path("_payments").size())));
    standing(Kind.PAYMENT)
        .filter(it -> !it.has("BatchPaymentID"))
        .forEach(it -> lines.add(line(it, "payment", "PaymentID", amount(it), 1)));
    standing(Kind.BANK_TRANSACTION)
        .forEach(it -> lines.add(line(it, "transaction", "BankTransactionID", moved(it), 1)));
    lines.sort(Comparator.comparing(Line::date).thenComparing(Line::account));
    return lines;
  }

  /** The same as JSON. */
  public ArrayNode shown() {
    ArrayNode all = Json.array();
    for (Line it : lines()) {
      all.addObject()
          .put("date", it.date())
          .put("account", it.account())
          .put("kind", it.kind())
          .put("id", it.id())
          .put("reference", it.reference())
          .put("amount", it.amount())
          .put("payments", it.payments());
    }
    return all;
  }

  private Stream<ObjectNode> standing(Kind kind) {
    return ledger
        .all(kind)
        .filter(it -> it.path("Status").asString("AUTHORISED").equals("AUTHORISED"));
  }

  private Line line(ObjectNode it, String kind, String id, BigDecimal amount, int payments) {
    String account =
        it.path(it.has("BankAccount") ? "BankAccount" : "Account").path("AccountID").asString("");
    String name =
        ledger.get(Kind.ACCOUNT, account).map(found -> found.path("Name").asString("")).orElse("");
    return new Line(
        it.path("Date").asString(""),
        name,
        kind,
        it.path(id).asString(""),
        it.path("Reference").asString(""),
        amount,
        payments);
  }

  private static BigDecimal total(ObjectNode batch) {
    BigDecimal total = Fields.amount(batch, "TotalAmount");
    return batch.path("Type").asString("").equals("PAYBATCH") ? total.negate() : total;
  }

  /** Sales are paid in, bills and refunds are paid out. */
  private static BigDecimal amount(ObjectNode payment) {
    BigDecimal amount = Fields.amount(payment, "BankAmount");
    String type = payment.path("PaymentType").asString("");
    boolean in =
        type.equals("ACCRECPAYMENT") || (type.startsWith("AP") && !type.equals("ACCPAYPAYMENT"));
    return in ? amount : amount.negate();
  }

  private static BigDecimal moved(ObjectNode transaction) {
    BigDecimal total = Fields.amount(transaction, "Total");
    return transaction.path("Type").asString("").startsWith("SPEND") ? total.negate() : total;
  }
}
