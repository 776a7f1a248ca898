package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An organisation's invoices, where its user pays and voids them. */
final class InvoicesPage {
  private final LedgerChoice choice;
  private final Function<Ledger, UserDesk> desks;

  InvoicesPage(LedgerChoice choice, Function<Ledger, UserDesk> desks) {
    this.choice = choice;
    this.desks = desks;
  }

  Response show(Request request) {
    Ledger ledger = choice.of(request);
    BookPages books = new BookPages(ledger);
    String term = request.query().get("q", "");
    BookPages.Page page = books.invoices(term, (int) request.query().number("page", 1));
    String here = page(ledger);
    Markup rows =
        page.rows().isEmpty()
            ? new Markup("<tr><td colspan=\"8\" class=\"quiet\">No invoices here.</td></tr>")
            : Markup.join(page.rows().stream().map(each -> row(here, books, each)));
    return Frame.page(
        request,
        "Invoices of " + ledger.name(),
        Markup.of(
            """
            {}
            <div class="table"><table>
              <thead><tr><th>Number</th><th>Contact</th><th>Date</th><th>Due</th>
                <th>Status</th><th class="number">Total</th><th class="number">Amount due</th>
                <th>As the Xero user</th></tr></thead>
              <tbody>{}</tbody>
            </table></div>
            {}
            """,
            Frame.search(here, term, "Number, reference, contact or status"),
            rows,
            Frame.pager(here, term, page.number(), page.count())));
  }

  private static String page(Ledger ledger) {
    return "/console/" + ledger.tenantId() + "/invoices";
  }

  private static Markup row(String here, BookPages books, ObjectNode invoice) {
    String status = invoice.path("Status").asString();
    return Markup.of(
        """
        <tr>
          <th scope="row">{}</th><td>{}</td><td class="day">{}</td><td class="day">{}</td>
          <td><span class="status {}">{}</span></td>
          <td class="number">{}</td><td class="number">{}</td><td>{}</td>
        </tr>
        """,
        invoice.path("InvoiceNumber").asString(),
        books.contactName(invoice),
        invoice.path("Date").asString(),
        invoice.path("DueDate").asString(""),
        status,
        status,
        invoice.path("Total").decimalValue().toPlainString(),
        invoice.path("AmountDue").decimalValue().toPlainString(),
        acts(here + "/" + invoice.path("InvoiceID").asString(), status));
  }

  private static Markup acts(String invoice, String status) {
    Markup pay =
        Markup.of(
            """
            <form method="post" action="{}/pay" class="inline">
              <button>Pay in full</button>
            </form>
            <form method="post" action="{}/pay" class="inline">
              <input aria-label="Part amount" name="amount" inputmode="decimal" size="7" placeholder="0.00" required>
              <button class="plain">Pay part</button>
            </form>
            """,
            invoice,
            invoice);
    Markup end =
        Markup.of(
            """
            <form method="post" action="{}/void" class="inline">
              <button class="plain danger">{}</button>
            </form>
            """,
            invoice,
            status.equals("AUTHORISED") ? "Void" : "Delete");
    return switch (status) {
      case "AUTHORISED" -> Markup.of("{}{}", pay, end);
      case "DRAFT", "SUBMITTED" -> end;
      default -> Markup.NOTHING;
    };
  }

  Response pay(Request request) {
    return acting(
        request,
        desk -> {
          ObjectNode payment =
              desk.pay(request.variable("id"), amount(request.form().get("amount", "")), null);
          return "Paid "
              + payment.path("Amount").decimalValue().toPlainString()
              + " on invoice "
              + payment.at("/Invoice/InvoiceNumber").asString()
              + ".";
        });
  }

  private static @Nullable BigDecimal amount(String text) {
    try {
      return text.isEmpty() ? null : new BigDecimal(text);
    } catch (NumberFormatException notAnAmount) {
      throw new IllegalArgumentException("That is not an amount: " + text, notAnAmount);
    }
  }

  Response end(Request request) {
    return acting(
        request,
        desk -> {
          ObjectNode invoice = desk.voidInvoice(request.variable("id"));
          return "Invoice "
              + invoice.path("InvoiceNumber").asString()
              + " is now "
              + invoice.path("Status").asString()
              + ".";
        });
  }

  private interface Act {
    String act(UserDesk desk);
  }

  private Response acting(Request request, Act act) {
    Ledger ledger = choice.of(request);
    try {
      return Frame.done(page(ledger), act.act(desks.apply(ledger)));
    } catch (UserDesk.Refused | IllegalArgumentException refused) {
      return Frame.problem(page(ledger), String.valueOf(refused.getMessage()));
    }
  }
}
