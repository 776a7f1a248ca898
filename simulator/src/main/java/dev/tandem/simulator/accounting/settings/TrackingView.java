package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A tracking category with its options, as Xero shows them. */
final class TrackingView {
  private TrackingView() {}

  static ObjectNode show(ObjectNode stored, boolean archived) {
    ObjectNode out =
        Json.object()
            .put("Name", stored.path("Name").asString())
            .put("Status", stored.path("Status").asString())
            .put("TrackingCategoryID", stored.path("TrackingCategoryID").asString());
    ArrayNode options = out.putArray("Options");
    stored
        .path("Options")
        .valueStream()
        .filter(each -> archived || each.path("Status").asString("").equals("ACTIVE"))
        .forEach(each -> options.add(option((ObjectNode) each)));
    return out;
  }

  static ObjectNode option(ObjectNode stored) {
    String status = stored.path("Status").asString();
    return Json.object()
        .put("TrackingOptionID", stored.path("TrackingOptionID").asString())
        .put("Name", stored.path("Name").asString())
        .put("Status", status)
        .put("HasValidationErrors", false)
        .put("IsDeleted", status.equals("DELETED"))
        .put("IsArchived", status.equals("ARCHIVED"))
        .put("IsActive", status.equals("ACTIVE"));
  }
}
