package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the elements of a write: a wrapped collection, or one bare object. */
public final class Bodies {
  private static final Set<String> WRAPPERS =
      Set.of(
          "Accounts",
          "BankTransactions",
          "BatchPayments",
          "ContactGroups",
          "Contacts",
          "CreditNotes",
          "Currencies",
          "Invoices",
          "Items",
          "ManualJournals",
          "Organisations",
          "Overpayments",
          "Payments",
          "Prepayments",
          "PurchaseOrders",
          "Quotes",
          "TaxRates",
          "TrackingCategories",
          "Users");

  private Bodies() {}

  public static List<ObjectNode> elements(Request request, Kind kind) {
    String type = request.header("Content-Type").orElse("application/json");
    if (type.contains("xml")) {
      throw new Refusal(Response.text(415, "The simulator reads JSON only"));
    }
    JsonNode body = parse(request, type);
    if (body instanceof ObjectNode object && object.has(kind.collection())) {
      return elements(object.path(kind.collection()));
    }
    if (body instanceof ObjectNode object
        && object.path(kind.singular()) instanceof ObjectNode one) {
      return List.of(one);
    }
    if (body.isArray()) {
      return elements(body);
    }
    if (body instanceof ObjectNode bare && !bare.isEmpty() && !wrapsSomethingElse(bare)) {
      return List.of(bare);
    }
    throw ApiErrors.nothingProcessed();
  }

  private static boolean wrapsSomethingElse(ObjectNode body) {
    return body.size() == 1 && WRAPPERS.contains(body.propertyNames().iterator().next());
  }

  private static List<ObjectNode> elements(JsonNode array) {
    List<ObjectNode> elements = new ArrayList<>();
    for (JsonNode each : array) {
      if (!(each instanceof ObjectNode element)) {
        throw ApiErrors.postData("A collection may hold objects only");
      }
      elements.add(element);
    }
    if (elements.isEmpty()) {
      throw ApiErrors.nothingProcessed();
    }
    return elements;
  }

  private static JsonNode parse(Request request, String type) {
    try {
      if (type.contains("x-www-form-urlencoded")) {
        return Json.parse(
            request.form().get("json").orElse(request.text()).getBytes(StandardCharsets.UTF_8));
      }
      return Json.parse(request.body());
    } catch (JacksonException unreadable) {
      throw ApiErrors.postData("Unable to parse the request body as JSON");
    }
  }
}
