package dev.tandem.simulator.webhook;

import dev.tandem.simulator.accounting.books.Changed;
import dev.tandem.simulator.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event as it is sent. The older categories name the time before the tenant, the ones with data
 * the other way round, as Xero's samples do.
 */
record Event(Category category, String tenantId, ObjectNode json) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /**
   * @param address the API's, which resource addresses begin with
   */
  static Event of(Category category, String tenantId, Changed change, String address, Instant now) {
    String url = address + "/api.xro/2.0/" + change.kind().collection() + "/" + change.id();
    String type = change.created() ? "CREATE" : "UPDATE";
    ObjectNode json = Json.object().put("resourceUrl", url).put("resourceId", change.id());
    if (category.extra() == Category.Extra.NONE) {
      json.put("eventDateUtc", stamp(now))
          .put("eventType", type)
          .put("eventCategory", category.name())
          .put("tenantId", tenantId)
          .put("tenantType", "ORGANISATION");
    } else {
      json.put("tenantId", tenantId)
          .put("tenantType", "ORGANISATION")
          .put("eventCategory", category.name())
          .put("eventType", type)
          .put("eventDateUtc", stamp(now))
          .set("data", data(category, change.document()));
    }
    return new Event(category, tenantId, json);
  }

  private static ObjectNode data(Category category, ObjectNode document) {
    ObjectNode data =
        Json.object()
            .put(
                "Type",
                document.path(category == Category.PAYMENT ? "PaymentType" : "Type").asString(""))
            .put("Status", document.path("Status").asString(""));
    if (category.extra() == Category.Extra.WITH_MOMENT) {
      String updated = document.path("UpdatedDateUTC").asString("");
      data.put(
          "UpdatedDateUTCString",
          updated.isEmpty()
              ? ""
              : Instant.parse(updated).truncatedTo(ChronoUnit.SECONDS).toString());
    }
    return data;
  }

  /** A subscription in the app store was bought or changed; the app itself is the tenant. */
  static Event ofSubscription(
      String applicationId, String subscription, boolean created, String address, Instant now) {
    return new Event(
        Category.SUBSCRIPTION,
        applicationId,
        Json.object()
            .put("resourceUrl", address + "/appstore/2.0/subscriptions/" + subscription)
            .put("resourceId", subscription)
            .put("eventDateUtc", stamp(now))
            .put("eventType", created ? "CREATE" : "UPDATE")
            .put("eventCategory", Category.SUBSCRIPTION.name())
            .put("tenantId", applicationId)
            .put("tenantType", "APPLICATION"));
  }

  /** The id that an app has as a tenant of its own. */
  static String applicationId(String clientId) {
    return UUID.nameUUIDFromBytes(
            ("application " + clientId).getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }

  /** ISO with three digits and no zone. */
  static String stamp(Instant moment) {
    return STAMP.format(moment);
  }
}
