package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tracking options of a line: two at most, found by names or by ids. */
final class LineTracking {
  private static final int MOST = 2;

  private final Ledger ledger;
  private final Switches switches;

  LineTracking(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
  }

  void copy(ObjectNode given, ObjectNode line, Problems problems) {
    JsonNode sent = given.path("Tracking");
    if (!sent.isArray()) {
      line.withArray("Tracking");
      return;
    }
    problems.errorIf(sent.size() > MOST, "A line can have at most 2 tracking categories");
    ArrayNode kept = line.putArray("Tracking");
    for (JsonNode each : sent) {
      Optional<ObjectNode> known = find(each);
      known.filter(it -> !tracked(kept, it)).ifPresent(kept::add);
      problems.errorIf(
          known.isEmpty() && !switches.is(Switch.UNKNOWN_TRACKING_IS_DROPPED), unknown(each));
    }
  }

  /** A line has one option of a category; the first one stays. */
  private static boolean tracked(ArrayNode kept, ObjectNode option) {
    return kept.valueStream()
        .anyMatch(it -> it.path("TrackingCategoryID").equals(option.path("TrackingCategoryID")));
  }

  private static String unknown(JsonNode sent) {
    return "The tracking option '"
        + sent.path("Option").asString(sent.path("TrackingOptionID").asString(""))
        + "' of tracking category '"
        + sent.path("Name").asString(sent.path("TrackingCategoryID").asString(""))
        + "' is not valid.";
  }

  /** With all four of its parts. */
  private Optional<ObjectNode> find(JsonNode sent) {
    Ids.guid(sent, "TrackingCategoryID");
    Ids.guid(sent, "TrackingOptionID");
    return ledger
        .all(Kind.TRACKING)
        .filter(LineTracking::active)
        .filter(it -> same(sent, it, "TrackingCategoryID", "Name", "Name"))
        .flatMap(
            it ->
                it.path("Options")
                    .valueStream()
                    .filter(LineTracking::active)
                    .filter(option -> same(sent, option, "TrackingOptionID", "Option", "Name"))
                    .map(option -> tracked(it, option)))
        .findFirst();
  }

  private static boolean active(JsonNode known) {
    return known.path("Status").asString("ACTIVE").equals("ACTIVE");
  }

  private static ObjectNode tracked(JsonNode category, JsonNode option) {
    return Json.object()
        .put("Name", category.path("Name").asString())
        .put("Option", option.path("Name").asString())
        .put("TrackingCategoryID", category.path("TrackingCategoryID").asString())
        .put("TrackingOptionID", option.path("TrackingOptionID").asString());
  }

  private static boolean same(
      JsonNode sent, JsonNode known, String id, String sentName, String knownName) {
    String named = sent.path(id).asString("");
    return named.isEmpty()
        ? sent.path(sentName).asString("").equalsIgnoreCase(known.path(knownName).asString(""))
        : named.equalsIgnoreCase(known.path(id).asString(""));
  }
}
