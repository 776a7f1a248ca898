package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Forms by which Xero's user adds a record, or edits one with lines. */
final class NewPage {
  private static final Map<Section, String> WORDS =
      Map.of(
          Section.CONTACTS, "New contact",
          Section.INVOICES, "New invoice or bill",
          Section.CREDIT_NOTES, "New credit note",
          Section.BANK_TRANSACTIONS, "New bank transaction",
          Section.CONTACT_GROUPS, "New group",
          Section.ITEMS, "New item",
          Section.ACCOUNTS, "New account",
          Section.TAX_RATES, "New tax rate",
          Section.TRACKING, "New category",
          Section.CURRENCIES, "New currency");

  private static final Map<Section, String> EXAMPLES =
      Map.of(
          Section.CONTACT_GROUPS,
          "{\n  \"Name\": \"Members\"\n}",
          Section.ITEMS,
          "{\n  \"Code\": \"VISIT\",\n  \"Name\": \"Visit\",\n"
              + "  \"SalesDetails\": {\"UnitPrice\": 90.00, \"AccountCode\": \"200\"}\n}",
          Section.ACCOUNTS,
          "{\n  \"Code\": \"299\",\n  \"Name\": \"Room hire\",\n" + "  \"Type\": \"REVENUE\"\n}",
          Section.TAX_RATES,
          "{\n  \"Name\": \"Half rate\",\n  \"ReportTaxType\": \"OUTPUT\",\n"
              + "  \"TaxComponents\": [{\"Name\": \"Tax\", \"Rate\": 5.0}]\n}",
          Section.TRACKING,
          "{\n  \"Name\": \"Practitioner\"\n}",
          Section.CURRENCIES,
          "{\n  \"Code\": \"USD\"\n}");

  private final LedgerChoice choice;
  private final Function<Ledger, UserDesk> desks;
  private final Frame frame;

  NewPage(LedgerChoice choice, Function<Ledger, UserDesk> desks, Frame frame) {
    this.choice = choice;
    this.desks = desks;
    this.frame = frame;
  }

  static boolean canMake(Section section) {
    return WORDS.containsKey(section);
  }

  static String word(Section section) {
    return WORDS.getOrDefault(section, "");
  }

  private static boolean hasLines(Section section) {
    return section == Section.INVOICES
        || section == Section.CREDIT_NOTES
        || section == Section.BANK_TRANSACTIONS;
  }

  Response show(Request request) {
    Ledger ledger = choice.of(request);
    Section section = choice.section(request);
    return frame.page(request, ledger, word(section), form(ledger, section));
  }

  private static Markup form(Ledger ledger, Section section) {
    String action = Sections.address(ledger, section) + "/new";
    if (section == Section.CONTACTS) {
      return Markup.of("<div class=\"card\">{}</div>", ContactForm.of(action, Json.object()));
    }
    return hasLines(section)
        ? new DocumentForm(ledger, section).show(action, Json.object())
        : Markup.of(
            """
            <form method="post" action="{}" class="card fields">
              <label>Fields in Xero’s shape
                <textarea name="json" rows="8" spellcheck="false" required>{}</textarea></label>
              <button>Add</button>
            </form>
            """,
            action,
            EXAMPLES.getOrDefault(section, ""));
  }

  Response add(Request request) {
    Ledger ledger = choice.of(request);
    Section section = choice.section(request);
    String form = Sections.address(ledger, section) + "/new";
    try {
      ObjectNode made =
          desks
              .apply(ledger)
              .write("PUT", section.kind().collection(), read(ledger, section, request));
      String id = made.path(section.kind().idField()).asString("");
      boolean shown = ledger.reading(() -> ledger.get(section.kind(), id)).isPresent();
      return Frame.done(
          shown ? Sections.address(ledger, section.kind(), id) : Sections.address(ledger, section),
          "It was added.");
    } catch (UserDesk.Refused | IllegalArgumentException refused) {
      return Frame.problem(form, String.valueOf(refused.getMessage()));
    }
  }

  private static ObjectNode read(Ledger ledger, Section section, Request request) {
    if (section == Section.CONTACTS) {
      return ContactForm.changes(request.form(), Json.object());
    }
    if (hasLines(section)) {
      return new DocumentForm(ledger, section).read(request.form());
    }
    try {
      if (Json.parse(request.form().get("json", "")) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("A JSON object is needed");
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException("That is not JSON", unreadable);
    }
  }

  Response edit(Request request) {
    Ledger ledger = choice.of(request);
    Section section = choice.section(request);
    ObjectNode record = RecordPage.record(ledger, section, request);
    String address =
        Sections.address(ledger, section.kind(), record.path(section.kind().idField()).asString());
    return frame.page(
        request,
        ledger,
        "Edit " + Values.name(record, section),
        Markup.of(
            "<p class=\"quiet\"><a href=\"{}\">Back to it</a></p>{}",
            address,
            new DocumentForm(ledger, section).show(address + "/edit", record)));
  }

  Response save(Request request) {
    Ledger ledger = choice.of(request);
    Section section = choice.section(request);
    ObjectNode record = RecordPage.record(ledger, section, request);
    String id = record.path(section.kind().idField()).asString();
    String address = Sections.address(ledger, section.kind(), id);
    try {
      ObjectNode changes = new DocumentForm(ledger, section).read(request.form());
      desks.apply(ledger).write("POST", section.kind().collection() + "/" + id, changes);
      return Frame.done(address, "It was saved.");
    } catch (UserDesk.Refused | IllegalArgumentException refused) {
      return Frame.problem(address + "/edit", String.valueOf(refused.getMessage()));
    }
  }
}
