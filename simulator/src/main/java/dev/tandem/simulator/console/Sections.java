package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The way to an organisation's pages. */
final class Sections {
  /** Shown even while there are none: a person can add the first one. */
  private static final Set<Section> ALWAYS =
      Set.of(
          Section.CONTACTS,
          Section.INVOICES,
          Section.CREDIT_NOTES,
          Section.PAYMENTS,
          Section.BANK_TRANSACTIONS);

  private Sections() {}

  static Markup menu(Ledger ledger, Request request) {
    String base = "/console/" + ledger.tenantId();
    return Markup.of(
        """
        <nav class="side" aria-label="{}" id="side" data-live>
          <a href="{}"{}>Overview</a>
          {}
        </nav>
        """,
        ledger.name(),
        base,
        Frame.current(request.path().equals(base)),
        Markup.join(used(ledger).map(each -> link(ledger, each, request))));
  }

  static Stream<Section> used(Ledger ledger) {
    BookPages books = new BookPages(ledger);
    return Stream.of(Section.values())
        .filter(each -> ALWAYS.contains(each) || books.count(each.kind()) > 0);
  }

  private static Markup link(Ledger ledger, Section section, Request request) {
    String address = address(ledger, section);
    boolean here =
        request.path().equalsIgnoreCase(address)
            || request.path().toLowerCase(Locale.ROOT).startsWith(address + "/");
    return Markup.of(
        "<a href=\"{}\"{}>{} <span class=\"count\">{}</span></a>",
        address,
        Frame.current(here),
        section.title(),
        new BookPages(ledger).count(section.kind()));
  }

  static String address(Ledger ledger, Section section) {
    return "/console/" + ledger.tenantId() + "/" + section.word();
  }

  static String address(Ledger ledger, Kind kind, String id) {
    return Section.of(kind).map(each -> address(ledger, each) + "/" + id).orElse("#");
  }
}
