package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Stored documents as they go out: Xero's date forms, no inner fields, the envelope around. */
public final class Wire {
  private static final Set<String> DAYS =
      Set.of(
          "Date",
          "DueDate",
          "FullyPaidOnDate",
          "ExpectedPaymentDate",
          "PlannedPaymentDate",
          "StartDate",
          "EndDate",
          "NextScheduledDate",
          "PeriodLockDate",
          "EndOfYearLockDate");

  private static final ScopedValue<String> PROVIDER = ScopedValue.newInstance();

  private Wire() {}

  /** Envelopes made meanwhile name the app as their provider, as Xero does. */
  static Response provided(String app, Supplier<Response> answer) {
    return ScopedValue.where(PROVIDER, app).call(answer::get);
  }

  public static ObjectNode envelope(
      Instant now, String collection, Collection<ObjectNode> elements, @Nullable ObjectNode pages) {
    ObjectNode envelope =
        Json.object()
            .put("Id", UUID.randomUUID().toString())
            .put("Status", "OK")
            .put("ProviderName", PROVIDER.orElse("Xero simulator"))
            .put("DateTimeUTC", "/Date(" + now.toEpochMilli() + ")/");
    if (pages != null) {
      envelope.set("pagination", pages);
    }
    var array = envelope.putArray(collection);
    elements.forEach(array::add);
    return envelope;
  }

  /** A copy ready to send: days and moments in Xero's form, fields beginning with _ left out. */
  public static ObjectNode outward(JsonNode stored) {
    ObjectNode out = Json.object();
    for (var field : stored.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (name.startsWith("_")) {
        continue;
      }
      if (value.isString() && DAYS.contains(name)) {
        out.put(name, Dates.wire(LocalDate.parse(value.asString())));
      } else if (value.isString() && name.equals("UpdatedDateUTC")) {
        out.put(name, Dates.wire(Instant.parse(value.asString())));
      } else if (value.isObject()) {
        out.set(name, outward(value));
      } else if (value.isArray()) {
        var array = out.putArray(name);
        value.forEach(each -> array.add(each.isObject() ? outward(each) : each));
      } else {
        out.set(name, value);
      }
    }
    return out;
  }

  /** Adds the ISO companions that documents carry beside their dates. */
  public static ObjectNode withDateStrings(ObjectNode out, ObjectNode stored) {
    for (String name : new String[] {"Date", "DueDate"}) {
      if (stored.path(name).isString()) {
        out.put(name + "String", stored.path(name).asString() + "T00:00:00");
      }
    }
    return out;
  }
}
