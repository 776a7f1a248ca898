package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a list. Xero: pages hold 100 unless told otherwise, 1 to 1,000; a number out of range
 * is brought into it.
 *
 * @param wanted whether the list is paged at all; otherwise it comes as a whole
 */
record Page(boolean wanted, int number, int size) {
  /** Asking for statuses or for a summary pages a list, too. */
  static Page of(Parameters query, ListRules rules) {
    boolean asked =
        query.get("page").isPresent()
            || query.get("pageSize").isPresent()
            || (rules.hasSummary() && !query.list("Statuses").isEmpty())
            || (rules.hasSummary() && query.flag("summaryOnly"));
    int number = (int) Math.clamp(query.number("page", 1), 1, Integer.MAX_VALUE);
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
