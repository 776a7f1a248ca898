package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the developer portal knows of a webhook.
 *
 * @param app the client id of the app that it belongs to; empty hears of every organisation
 * @param key signs its deliveries
 * @param tenant only this organisation; empty for all that are connected to the app
 */
record Registration(String app, String url, String key, String tenant, Set<Category> categories) {

  /** Xero posts to https; http is borne here, where receivers are tried out. */
  static boolean reachable(String address) {
    try {
      URI uri = new URI(address);
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && uri.getRawFragment() == null;
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }

  /** One app may have several webhooks, and several apps the same address. */
  String id() {
    return app.isEmpty() ? url : app + " " + url;
  }

  Registration at(String otherUrl) {
    return new Registration(app, otherUrl, key, tenant, categories);
  }

  boolean wants(Category category) {
    return categories.contains(category);
  }

  boolean about(String tenantId) {
    return tenant.isEmpty() || tenant.equalsIgnoreCase(tenantId);
  }

  ObjectNode record() {
    ObjectNode record =
        Json.object().put("app", app).put("url", url).put("key", key).put("tenant", tenant);
    categories.forEach(each -> record.withArray("categories").add(each.name()));
    return record;
  }

  /** Earlier journals know neither apps nor categories. */
  static Registration read(JsonNode record) {
    List<String> names = new ArrayList<>();
    record.path("categories").forEach(each -> names.add(each.asString()));
    return new Registration(
        record.path("app").asString(""),
        record.path("url").asString(),
        record.path("key").asString(),
        record.path("tenant").asString(""),
        names.isEmpty() ? Category.usual() : Category.named(names).orElse(Category.usual()));
  }
}
