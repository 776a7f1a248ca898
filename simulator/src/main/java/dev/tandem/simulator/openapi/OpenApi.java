package dev.tandem.simulator.openapi;

import dev.tandem.simulator.http.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of the control side, made from what was registered. */
public final class OpenApi {
  private static final String ABOUT =
      "Steers a simulated Xero: its clock, faults, webhooks, organisations, and what Xero's own"
          + " user does in the browser. Nothing here counts against a limit or appears in the call"
          + " log. Requests that a page of another site makes are refused with 403.";

  private final List<Operations.Entry> entries;
  private final String address;

  public OpenApi(List<Operations.Entry> entries, String address) {
    this.entries = entries;
    this.address = address;
  }

  public ObjectNode document() {
    ObjectNode document = Json.object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Xero simulator: control")
        .put("version", "1")
        .put("description", ABOUT);
    document.putArray("servers").addObject().put("url", address);
    var tags = document.putArray("tags");
    entries.stream()
        .map(each -> each.operation().tag())
        .distinct()
        .forEach(tag -> tags.addObject().put("name", tag));
    Map<String, JsonNode> schemas = new TreeMap<>();
    ObjectNode paths = document.putObject("paths");
    for (Operations.Entry each : entries) {
      paths
          .withObjectProperty(each.template())
          .set(each.method().toLowerCase(Locale.ROOT), operation(each, schemas));
    }
    ObjectNode components = document.putObject("components").putObject("schemas");
    schemas.forEach(components::set);
    return document;
  }

  private static ObjectNode operation(Operations.Entry entry, Map<String, JsonNode> schemas) {
    Operation operation = entry.operation();
    ObjectNode node =
        Json.object().put("operationId", operationId(entry)).put("summary", operation.summary());
    if (!operation.detail().isEmpty()) {
      node.put("description", operation.detail());
    }
    node.putArray("tags").add(operation.tag());
    parameters(entry, node, schemas);
    Operation.Body body = operation.body();
    if (body != null) {
      body.schema().collect(schemas);
      ObjectNode request = node.putObject("requestBody");
      request.put("description", body.meaning()).put("required", body.required());
      content(request, body.schema());
    }
    answers(entry, node, schemas);
    return node;
  }

  private static void parameters(
      Operations.Entry entry, ObjectNode node, Map<String, JsonNode> schemas) {
    var all = entry.operation().parameters(entry.placeholders());
    if (all.isEmpty()) {
      return;
    }
    var list = node.putArray("parameters");
    for (Operation.Parameter each : all) {
      each.schema().collect(schemas);
      list.addObject()
          .put("name", each.name())
          .put("in", each.place())
          .put("required", each.required())
          .put("description", each.meaning())
          .set("schema", each.schema().reference());
    }
  }

  private static void answers(
      Operations.Entry entry, ObjectNode node, Map<String, JsonNode> schemas) {
    ObjectNode responses = node.putObject("responses");
    for (Operation.Answer each : entry.operation().answers(entry.placeholders())) {
      ObjectNode response = responses.putObject(Integer.toString(each.status()));
      response.put("description", each.meaning());
      Schema schema = each.schema();
      if (schema != null) {
        schema.collect(schemas);
        content(response, schema);
      }
    }
  }

  private static void content(ObjectNode holder, Schema schema) {
    holder.putObject("content").putObject("application/json").set("schema", schema.reference());
  }

  /** {@code POST /_simulator/clock/advance} becomes {@code postClockAdvance}. */
  private static String operationId(Operations.Entry entry) {
    String words = entry.template().substring(Operations.PREFIX.length());
    return entry.method().toLowerCase(Locale.ROOT)
        + Arrays.stream(words.split("[^A-Za-z0-9]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }
}
