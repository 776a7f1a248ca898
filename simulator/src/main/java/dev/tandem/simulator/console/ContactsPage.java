package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import tools.jackson.databind.node.ObjectNode;

/** An organisation's contacts. */
final class ContactsPage {
  private final LedgerChoice choice;

  ContactsPage(LedgerChoice choice) {
    this.choice = choice;
  }

  Response show(Request request) {
    Ledger ledger = choice.of(request);
    String term = request.query().get("q", "");
    BookPages.Page page =
        new BookPages(ledger).contacts(term, (int) request.query().number("page", 1));
    String here = "/console/" + ledger.tenantId() + "/contacts";
    Markup rows =
        page.rows().isEmpty()
            ? new Markup("<tr><td colspan=\"5\" class=\"quiet\">No contacts here.</td></tr>")
            : Markup.join(page.rows().stream().map(each -> row(here, each)));
    return Frame.page(
        request,
        "Contacts of " + ledger.name(),
        Markup.of(
            """
            {}
            <div class="table"><table>
              <thead><tr><th>Name</th><th>Email</th><th>Contact number</th><th>Status</th>
                <th>As the Xero user</th></tr></thead>
              <tbody>{}</tbody>
            </table></div>
            {}
            """,
            Frame.search(here, term, "Name or email"),
            rows,
            Frame.pager(here, term, page.number(), page.count())));
  }

  private static Markup row(String here, ObjectNode contact) {
    String status = contact.path("ContactStatus").asString();
    return Markup.of(
        """
        <tr>
          <th scope="row">{}</th><td>{}</td><td><code>{}</code></td>
          <td><span class="status {}">{}</span></td>
          <td><a class="button plain" href="{}/{}">Edit</a></td>
        </tr>
        """,
        contact.path("Name").asString(),
        contact.path("EmailAddress").asString(""),
        contact.path("ContactNumber").asString(""),
        status,
        status,
        here,
        contact.path("ContactID").asString());
  }
}
