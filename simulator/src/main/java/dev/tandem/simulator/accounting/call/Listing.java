package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Text;
import dev.tandem.simulator.accounting.where.Order;
import dev.tandem.simulator.accounting.where.QueryError;
import dev.tandem.simulator.accounting.where.Where;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers a list request: which documents, in what order, how many of them, how much of each. */
public final class Listing {
  private final Kind kind;
  private final ListRules rules;

  public Listing(Kind kind, ListRules rules) {
    this.kind = kind;
    this.rules = rules;
  }

  public Response answer(ApiCall call, BiFunction<ObjectNode, Detail, ObjectNode> view) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          List<ObjectNode> found = find(call);
          Page page = Page.of(call.query(), rules);
          Detail detail = detail(call.query(), page);
          List<ObjectNode> shown = page.cut(found).map(each -> view.apply(each, detail)).toList();
          @Nullable ObjectNode pages = page.wanted() ? page.describe(found.size()) : null;
          return Response.json(200, Wire.envelope(ledger.now(), kind.collection(), shown, pages));
        });
  }

  private static Detail detail(Parameters query, Page page) {
    if (query.flag("summaryOnly")) {
      return Detail.SUMMARY;
    }
    return page.wanted() ? Detail.PAGE : Detail.LIST;
  }

  private List<ObjectNode> find(ApiCall call) {
    try {
      Stream<ObjectNode> found = candidates(call).filter(filter(call));
      var order = call.query().get("order");
      return order.isPresent()
          ? found.sorted(Order.parse(order.get(), rules.fields(call.ledger()))).toList()
          : found.toList();
    } catch (QueryError error) {
      throw ApiErrors.query(String.valueOf(error.getMessage()));
    }
  }

  private Stream<ObjectNode> candidates(ApiCall call) {
    Ledger ledger = call.ledger();
    List<String> ids = call.query().list("IDs");
    List<String> numbers = call.query().list("InvoiceNumbers");
    List<String> contacts = call.query().list("ContactIDs");
    if (!ids.isEmpty()) {
      Stream<ObjectNode> named =
          ids.stream().map(Indexes::key).distinct().flatMap(id -> ledger.get(kind, id).stream());
      return named.sorted(ledger.shelf(kind).oldestChangeFirst());
    }
    if (kind == Kind.INVOICE && !numbers.isEmpty()) {
      return byIndex(ledger, "number", numbers);
    }
    if (kind == Kind.INVOICE && !contacts.isEmpty()) {
      return byIndex(ledger, "contact", contacts);
    }
    String since = since(call);
    return since.isEmpty() ? ledger.all(kind) : ledger.shelf(kind).since(since);
  }

  private Stream<ObjectNode> byIndex(Ledger ledger, String index, List<String> keys) {
    return keys.stream()
        .map(Indexes::key)
        .distinct()
        .flatMap(key -> ledger.find(kind, index, key))
        .sorted(ledger.shelf(kind).oldestChangeFirst());
  }

  /** The moment asked for in whole seconds, as sortable text; empty when none was. */
  private String since(ApiCall call) {
    return call.request()
        .header("If-Modified-Since")
        .filter(text -> rules.sinceHeader() && !text.isEmpty())
        .flatMap(Dates::moment)
        .map(Ledger::moment)
        .orElse("");
  }

  private Predicate<ObjectNode> filter(ApiCall call) {
    Parameters query = call.query();
    Predicate<ObjectNode> test = changedSince(since(call));
    test = test.and(archived(query)).and(statuses(query)).and(search(query));
    if (kind == Kind.INVOICE && !query.list("ContactIDs").isEmpty()) {
      Set<String> contacts = keys(query.list("ContactIDs"));
      test = test.and(each -> contacts.contains(each.path("Contact").path("ContactID").asString()));
    }
    if (kind == Kind.INVOICE && query.flag("createdByMyApp")) {
      String app = call.caller().app().clientId();
      test = test.and(each -> each.path("_app").asString("").equals(app));
    }
    var where = query.get("where");
    return where.isPresent()
        ? test.and(Where.parse(where.get(), rules.fields(call.ledger())))
        : test;
  }

  private static Predicate<ObjectNode> changedSince(String since) {
    return each ->
        since.isEmpty() || each.path("UpdatedDateUTC").asString("").compareTo(since) >= 0;
  }

  /** Lists of contacts hide archived ones unless asked, reads by IDs too. */
  private Predicate<ObjectNode> archived(Parameters query) {
    boolean hides = kind == Kind.CONTACT && !query.flag("includeArchived");
    return each -> !hides || !each.path("ContactStatus").asString("").equals("ARCHIVED");
  }

  private static Predicate<ObjectNode> statuses(Parameters query) {
    Set<String> wanted = keys(query.list("Statuses"));
    return each ->
        wanted.isEmpty() || wanted.contains(Indexes.key(each.path("Status").asString("")));
  }

  private Predicate<ObjectNode> search(Parameters query) {
    String term = Text.key(query.get("searchTerm", ""));
    return each ->
        term.isEmpty()
            || rules.searched().stream()
                .anyMatch(field -> Text.key(each.path(field).asString("")).contains(term));
  }

  private static Set<String> keys(List<String> values) {
    return values.stream().map(Indexes::key).collect(Collectors.toSet());
  }

  /** One page of a list. Numbers out of range are brought into it. */
  private record Page(boolean wanted, int number, int size) {
    static Page of(Parameters query, ListRules rules) {
      boolean asked =
          query.get("page").isPresent()
              || query.get("pageSize").isPresent()
              || query.get("Statuses").isPresent()
              || query.flag("summaryOnly");
      int number = (int) Math.clamp(query.number("page", 1), 1, Integer.MAX_VALUE / 1000);
      int size = (int) Math.clamp(query.number("pageSize", 100), 1, 1000);
      return new Page(rules.paged() && asked, number, size);
    }

    Stream<ObjectNode> cut(List<ObjectNode> all) {
      return wanted ? all.stream().skip((number - 1L) * size).limit(size) : all.stream();
    }

    ObjectNode describe(int items) {
      return Json.object()
          .put("page", number)
          .put("pageSize", size)
          .put("pageCount", (items + size - 1) / size)
          .put("itemCount", items);
    }
  }
}
