package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One record: what it says, what can be done to it, and how apps see it. */
final class RecordPage {
  private static final Set<String> FIRST =
      Set.of("Name", "Code", "Type", "Contact", "Date", "DueDate", "Reference", "EmailAddress");
  private static final Set<String> INSIDE = Set.of("Contact", "Account", "BankAccount", "Invoice");

  private final LedgerChoice choice;
  private final Function<Ledger, UserDesk> desks;
  private final Frame frame;

  RecordPage(LedgerChoice choice, Function<Ledger, UserDesk> desks, Frame frame) {
    this.choice = choice;
    this.desks = desks;
    this.frame = frame;
  }

  Response show(Request request) {
    Ledger ledger = choice.of(request);
    Section section = choice.section(request);
    ObjectNode record = record(ledger, section, request);
    String id = record.path(section.kind().idField()).asString();
    String address = Sections.address(ledger, section.kind(), id);
    return frame.page(
        request,
        ledger,
        Values.name(record, section),
        Markup.of(
            """
            <p class="quiet"><a href="{}">{}</a></p>
            <div class="record">
              <div>
                <section class="card"><dl class="facts">{}</dl></section>
                {}{}
                <details class="raw" id="raw"><summary>As apps see it</summary><pre><code>{}</code></pre></details>
              </div>
              {}
            </div>
            """,
            Sections.address(ledger, section),
            section.title(),
            facts(ledger, record),
            lists(ledger, record),
            about(ledger, id),
            Json.pretty(
                desks.apply(ledger).show(section.kind(), id).orElseGet(() -> Wire.outward(record))),
            Acts.onPage(ledger, section.kind(), address, record)));
  }

  static ObjectNode record(Ledger ledger, Section section, Request request) {
    return new BookPages(ledger)
        .get(section.kind(), request.variable("id"))
        .orElseThrow(() -> new Refusal(Response.text(404, "There is no such record")));
  }

  private static Markup facts(Ledger ledger, ObjectNode record) {
    Values values = new Values(ledger);
    return Markup.join(
        record
            .propertyStream()
            .filter(field -> !field.getKey().startsWith("_"))
            .filter(field -> !blank(field.getValue()))
            .filter(field -> !field.getValue().isContainer() || INSIDE.contains(field.getKey()))
            .sorted(Comparator.comparing(field -> rank(field.getKey())))
            .map(
                field ->
                    Markup.of(
                        "<div><dt>{}</dt><dd>{}</dd></div>",
                        Values.words(field.getKey()),
                        values.show(record, field.getKey()))));
  }

  /** What matters comes first, what only programs read comes last. */
  private static int rank(String field) {
    if (field.endsWith("Status") || FIRST.contains(field)) {
      return 0;
    }
    if (Values.isAmount(field)) {
      return 1;
    }
    return field.endsWith("ID") || field.equals("UpdatedDateUTC") ? 3 : 2;
  }

  private static boolean blank(JsonNode value) {
    return value.isNull() || value.isString() && value.asString().isEmpty();
  }

  /** Line items, phones, allocations: each list as a table of what its members say. */
  private static Markup lists(Ledger ledger, ObjectNode record) {
    return Markup.join(
        record
            .propertyStream()
            .filter(field -> !field.getKey().startsWith("_"))
            .filter(field -> field.getValue().isArray() && !field.getValue().isEmpty())
            .map(field -> table(ledger, Values.words(field.getKey()), members(field.getValue()))));
  }

  private static List<ObjectNode> members(JsonNode list) {
    List<ObjectNode> members = new ArrayList<>();
    for (JsonNode each : list) {
      ObjectNode member = each instanceof ObjectNode node ? node : Json.object().set("Value", each);
      boolean telling =
          member
              .propertyStream()
              .anyMatch(field -> !field.getKey().endsWith("Type") && !blank(field.getValue()));
      if (telling) {
        members.add(member);
      }
    }
    return members;
  }

  private static Markup table(Ledger ledger, String title, List<ObjectNode> rows) {
    Set<String> fields = new LinkedHashSet<>();
    for (ObjectNode row : rows) {
      row.propertyStream()
          .filter(field -> !field.getKey().startsWith("_") && !blank(field.getValue()))
          .filter(field -> !field.getValue().isContainer() || INSIDE.contains(field.getKey()))
          .forEach(field -> fields.add(field.getKey()));
    }
    if (fields.isEmpty()) {
      return Markup.NOTHING;
    }
    // Each of them stands beside another field that says the same to people, or nothing to them.
    fields.removeAll(Set.of("DateUTC", "UpdatedDateUTC"));
    if (!fields.stream().allMatch(name -> name.endsWith("ID"))) {
      fields.removeIf(name -> name.endsWith("ID"));
    }
    Values values = new Values(ledger);
    return Markup.of(
        "<section><h2>{}</h2><div class=\"table\" tabindex=\"0\"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></section>",
        title,
        Markup.join(
            fields.stream()
                .map(name -> Markup.of("<th{}>{}</th>", right(name), Values.words(name)))),
        Markup.join(
            rows.stream()
                .map(
                    row ->
                        Markup.of(
                            "<tr>{}</tr>",
                            Markup.join(
                                fields.stream()
                                    .map(
                                        name ->
                                            Markup.of(
                                                "<td{}>{}</td>",
                                                right(name),
                                                values.show(row, name))))))));
  }

  private static Markup right(String field) {
    return new Markup(Values.isAmount(field) ? " class=\"number\"" : "");
  }

  private static Markup about(Ledger ledger, String id) {
    BookPages books = new BookPages(ledger);
    List<ObjectNode> history = books.about(Kind.HISTORY, id);
    List<ObjectNode> files = books.about(Kind.ATTACHMENT, id);
    return Markup.of(
        "{}{}",
        files.isEmpty() ? Markup.NOTHING : table(ledger, "Attachments", files),
        history.isEmpty() ? Markup.NOTHING : table(ledger, "History", history.reversed()));
  }

  /** What a form on the page asked for. */
  Response act(Request request) {
    Ledger ledger = choice.of(request);
    Section section = choice.section(request);
    String id = record(ledger, section, request).path(section.kind().idField()).asString();
    String here = Frame.back(request.form(), Sections.address(ledger, section.kind(), id));
    try {
      Deeds deeds = new Deeds(desks.apply(ledger), section.kind(), id, request.form());
      return Frame.done(here, deeds.perform(request.variable("act")));
    } catch (UserDesk.Refused | IllegalArgumentException refused) {
      return Frame.problem(here, String.valueOf(refused.getMessage()));
    }
  }

  /** The contact's own form. */
  Response save(Request request) {
    Ledger ledger = choice.of(request);
    Section section = choice.section(request);
    ObjectNode known = record(ledger, section, request);
    String id = known.path(section.kind().idField()).asString();
    String here = Sections.address(ledger, section.kind(), id);
    try {
      desks.apply(ledger).editContact(id, ContactForm.changes(request.form(), known));
      return Frame.done(here, "The contact was saved.");
    } catch (UserDesk.Refused refused) {
      return Frame.problem(here, String.valueOf(refused.getMessage()));
    }
  }
}
