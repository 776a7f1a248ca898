package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, renames, archives and deletes tracking categories (Xero: TrackingCategories). */
final class TrackingWriter {
  private static final int MOST_ACTIVE = 2;
  private static final int MOST = 4;

  private final Ledger ledger;

  TrackingWriter(Ledger ledger) {
    this.ledger = ledger;
  }

  ObjectNode create(ObjectNode sent, Problems problems) {
    ObjectNode next =
        Json.object()
            .put("TrackingCategoryID", UUID.randomUUID().toString())
            .put("Name", "")
            .put("Status", "ACTIVE");
    next.putArray("Options");
    problems.errorIf(
        ledger.count(Kind.TRACKING) >= MOST,
        "An organisation can have at most " + MOST + " tracking categories");
    return store(sent, next, problems);
  }

  ObjectNode update(ObjectNode sent, Problems problems) {
    ObjectNode next = known(sent).deepCopy();
    Fields.said(sent, "Status").ifPresent(status -> next.put("Status", known(status)));
    return store(sent, next, problems);
  }

  static String known(String status) {
    if (!List.of("ACTIVE", "ARCHIVED").contains(status)) {
      throw ApiErrors.postData("The Status " + status + " is not valid");
    }
    return status;
  }

  private ObjectNode known(ObjectNode sent) {
    String id = Indexes.key(sent.path("TrackingCategoryID").asString());
    return ledger.get(Kind.TRACKING, id).orElseThrow(ApiErrors::notFound);
  }

  private ObjectNode store(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.copyText(sent, next, "Name", 100, problems);
    problems.errorIf(next.path("Name").asString("").isEmpty(), "Please enter a Name.");
    problems.errorIf(taken(next), "Please enter a unique Name.");
    problems.errorIf(
        next.path("Status").asString().equals("ACTIVE") && others(next) >= MOST_ACTIVE,
        "An organisation can have at most " + MOST_ACTIVE + " active tracking categories");
    OptionWriter options = new OptionWriter(ledger, next);
    for (JsonNode each : sent.path("Options")) {
      if (each instanceof ObjectNode option) {
        options.merge(option, problems);
      }
    }
    problems.refuse();
    ledger.put(Kind.TRACKING, next);
    return next;
  }

  private boolean taken(ObjectNode next) {
    String name = Indexes.key(next.path("Name").asString(""));
    return ledger
        .all(Kind.TRACKING)
        .filter(other -> !same(other, next))
        .anyMatch(other -> Indexes.key(other.path("Name").asString("")).equals(name));
  }

  private long others(ObjectNode next) {
    return ledger
        .all(Kind.TRACKING)
        .filter(other -> !same(other, next))
        .filter(other -> other.path("Status").asString().equals("ACTIVE"))
        .count();
  }

  private static boolean same(ObjectNode one, ObjectNode other) {
    return one.path("TrackingCategoryID").equals(other.path("TrackingCategoryID"));
  }

  /** What is on a document is archived instead. */
  ObjectNode delete(ObjectNode sent, Problems problems) {
    ObjectNode known = known(sent);
    String id = known.path("TrackingCategoryID").asString();
    if (new Usage(ledger).category(id)) {
      ObjectNode archived = known.deepCopy().put("Status", "ARCHIVED");
      ledger.put(Kind.TRACKING, archived);
      return archived;
    }
    ledger.remove(Kind.TRACKING, id);
    return known.deepCopy().put("Status", "DELETED");
  }
}
