package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** An organisation's records of one kind, latest change first. */
final class ListPage {
  private final LedgerChoice choice;
  private final Frame frame;

  ListPage(LedgerChoice choice, Frame frame) {
    this.choice = choice;
    this.frame = frame;
  }

  Response show(Request request) {
    Ledger ledger = choice.of(request);
    Section section = choice.section(request);
    String term = request.query().get("q", "");
    BookPages.Page page =
        new BookPages(ledger)
            .find(section.kind(), term, section.columns(), (int) request.query().number("page", 1));
    String here = Sections.address(ledger, section);
    Markup content =
        page.total() == 0 && term.isEmpty()
            ? Frame.empty(
                "No " + section.title().toLowerCase(Locale.ROOT) + " yet",
                Hints.of(ledger, section))
            : table(ledger, section, page);
    return frame.page(
        request,
        ledger,
        section.title(),
        Markup.of(
            "<div class=\"tools\">{}{}</div>{}{}",
            Frame.search(here, term, "Search"),
            NewPage.canMake(section)
                ? Markup.of(
                    "<a class=\"button\" href=\"{}/new\">{}</a>", here, NewPage.word(section))
                : Markup.NOTHING,
            content,
            Frame.pager(here, term, page.number(), page.count())));
  }

  private static Markup table(Ledger ledger, Section section, BookPages.Page page) {
    Values values = new Values(ledger);
    return Markup.of(
        """
        <div class="table list" tabindex="0"><table>
          <thead><tr>{}<th><span class="visually-hidden">Acts</span></th></tr></thead>
          <tbody>{}</tbody>
        </table></div>
        """,
        Markup.join(
            section.columns().stream()
                .map(
                    field ->
                        Markup.of(
                            "<th{}>{}</th>",
                            number(field),
                            Values.words(field.equals("ContactStatus") ? "Status" : field)))),
        page.rows().isEmpty()
            ? Markup.of(
                "<tr><td colspan=\"{}\" class=\"quiet\">Nothing fits.</td></tr>",
                section.columns().size() + 1)
            : Markup.join(page.rows().stream().map(each -> row(ledger, section, values, each))));
  }

  /** Where a cell stands on a phone: beside the name, below it, or nowhere. */
  private static String place(Section section, String field) {
    String lead =
        section.columns().stream()
            .filter(Values::isAmount)
            .reduce((first, last) -> last)
            .or(
                () ->
                    section.columns().stream().filter(each -> each.endsWith("Status")).findFirst())
            .orElse("");
    String look = Values.isAmount(field) ? "number" : "meta";
    if (field.equals(lead)) {
      return look + " lead";
    }
    return Values.isAmount(field) ? look + " extra" : look;
  }

  private static Markup number(String field) {
    return new Markup(Values.isAmount(field) ? " class=\"number\"" : "");
  }

  private static Markup row(Ledger ledger, Section section, Values values, ObjectNode record) {
    String id = record.path(section.kind().idField()).asString();
    String address = Sections.address(ledger, section.kind(), id);
    String first = section.columns().getFirst();
    String name = record.path(first).asString("");
    Stream<Markup> cells =
        section.columns().stream()
            .skip(1)
            .map(
                field ->
                    Markup.of(
                        "<td class=\"{}\">{}</td>",
                        place(section, field),
                        values.show(record, field)));
    return Markup.of(
        "<tr data-key=\"{}\"><th scope=\"row\"><a href=\"{}\">{}</a></th>{}<td class=\"acts\">{}</td></tr>",
        id,
        address,
        name.isEmpty() ? "(none)" : name,
        Markup.join(cells),
        Acts.inRow(section.kind(), address, record, Sections.address(ledger, section)));
  }
}
