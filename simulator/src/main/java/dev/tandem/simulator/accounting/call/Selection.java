package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Shape;
import dev.tandem.simulator.accounting.books.Text;
import dev.tandem.simulator.accounting.where.Order;
import dev.tandem.simulator.accounting.where.Subject;
import dev.tandem.simulator.accounting.where.Where;
import dev.tandem.simulator.http.Parameters;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents one list request asks for, in its order. A document must fit everything that the
 * request says.
 */
final class Selection {
  private static final Set<Kind> WITH_IDS = Set.of(Kind.INVOICE, Kind.CONTACT);
  private static final Set<Kind> WITH_NUMBERS = Set.of(Kind.INVOICE, Kind.PREPAYMENT);
  private static final Set<Kind> WITH_REFERENCES =
      Set.of(Kind.OVERPAYMENT, Kind.PREPAYMENT, Kind.BANK_TRANSACTION);

  private final Kind kind;
  private final ListRules rules;
  private final Ledger ledger;
  private final Parameters query;
  private final String since;
  private final String app;

  Selection(Kind kind, ListRules rules, ApiCall call) {
    this.kind = kind;
    this.rules = rules;
    this.ledger = call.ledger();
    this.query = call.query();
    this.since = rules.sinceHeader() ? Since.of(call) : "";
    this.app = call.caller().app().clientId();
  }

  List<ObjectNode> find(Predicate<ObjectNode> listed) {
    if (namesNothing("IDs", WITH_IDS) || namesNothing("InvoiceNumbers", WITH_NUMBERS)) {
      return List.of();
    }
    if (!Optimised.takes(kind, query, looked())) {
      throw ApiErrors.tooMany();
    }
    Stream<ObjectNode> found = candidates().filter(listed).filter(named()).filter(filter());
    var order = query.get("order");
    return order.isEmpty()
        ? found.toList()
        : found
            .sorted(Order.parse(order.get(), subject()).thenComparing(ledger.shelf(kind)::id))
            .toList();
  }

  /** A list of keys that holds only commas names no document, rather than all. */
  private boolean namesNothing(String parameter, Set<Kind> kinds) {
    return query.get(parameter).isPresent()
        && kinds.contains(kind)
        && query.list(parameter).isEmpty();
  }

  /** How many records have to be looked through: none where keys or a moment narrow them down. */
  private int looked() {
    boolean narrowed =
        !since.isEmpty()
            || !asked("IDs", WITH_IDS).isEmpty()
            || !asked("InvoiceNumbers", WITH_NUMBERS).isEmpty()
            || !asked("ContactIDs", Set.of(Kind.INVOICE)).isEmpty();
    return narrowed ? 0 : ledger.count(kind);
  }

  /** The documents that the narrowest key names, else those changed since, else all. */
  private Stream<ObjectNode> candidates() {
    if (!asked("IDs", WITH_IDS).isEmpty()) {
      return inOrder(asked("IDs", WITH_IDS), key -> ledger.get(kind, key).stream());
    }
    if (kind == Kind.INVOICE && !query.list("InvoiceNumbers").isEmpty()) {
      return inOrder(query.list("InvoiceNumbers"), key -> ledger.find(kind, "number", key));
    }
    if (kind == Kind.INVOICE && !query.list("ContactIDs").isEmpty()) {
      return inOrder(query.list("ContactIDs"), key -> ledger.find(kind, "contact", key));
    }
    return since.isEmpty() ? ledger.all(kind) : ledger.shelf(kind).since(since);
  }

  private Stream<ObjectNode> inOrder(
      List<String> keys, java.util.function.Function<String, Stream<ObjectNode>> find) {
    return keys.stream()
        .map(Indexes::key)
        .distinct()
        .flatMap(find)
        .sorted(ledger.shelf(kind).oldestChangeFirst());
  }

  private List<String> asked(String parameter, Set<Kind> kinds) {
    return kinds.contains(kind) ? query.list(parameter) : List.of();
  }

  private Predicate<ObjectNode> named() {
    Set<Kind> invoices = Set.of(Kind.INVOICE);
    return oneOf(kind.idField(), asked("IDs", WITH_IDS))
        .and(oneOf("InvoiceNumber", asked("InvoiceNumbers", WITH_NUMBERS)))
        .and(oneOf("Reference", asked("References", WITH_REFERENCES)))
        .and(oneOf("Status", asked("Statuses", invoices)))
        .and(oneOf("Contact.ContactID", asked("ContactIDs", invoices)));
  }

  private static Predicate<ObjectNode> oneOf(String path, List<String> wanted) {
    Set<String> keys = wanted.stream().map(Indexes::key).collect(Collectors.toSet());
    String pointer = "/" + path.replace('.', '/');
    return each -> keys.isEmpty() || keys.contains(Indexes.key(each.at(pointer).asString("")));
  }

  private Predicate<ObjectNode> filter() {
    Predicate<ObjectNode> test =
        each -> since.isEmpty() || each.path("UpdatedDateUTC").asString("").compareTo(since) >= 0;
    if (kind == Kind.INVOICE && query.flag("createdByMyApp")) {
      test = test.and(each -> each.path("_app").asString("").equals(app));
    }
    var where = query.get("where");
    test = test.and(archived()).and(search());
    return where.isPresent() ? test.and(Where.parse(where.get(), subject())) : test;
  }

  /** Lists of contacts hide archived ones unless asked, reads by IDs too. */
  private Predicate<ObjectNode> archived() {
    boolean hides = kind == Kind.CONTACT && !query.flag("includeArchived");
    return each -> !hides || !each.path("ContactStatus").asString("").equals("ARCHIVED");
  }

  private Predicate<ObjectNode> search() {
    String term = Text.key(query.get("searchTerm", ""));
    boolean searches = !term.isEmpty() && !rules.searched().isEmpty();
    return each ->
        !searches
            || rules.searched().stream()
                .anyMatch(field -> Text.key(each.path(field).asString("")).contains(term));
  }

  private Subject subject() {
    boolean summary = rules.hasSummary() && query.flag("summaryOnly");
    return new Subject(
        Shape.named(kind.singular()),
        summary ? rules.leftOut() : Set.of(),
        rules.ownFields(),
        new References(ledger)::whole,
        ledger.now());
  }
}
