package dev.tandem.xero.internal;

import dev.tandem.xero.CallFacts;
import dev.tandem.xero.XeroAway;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.Flow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call in words that may be written down. Nothing is shown because it looks harmless: shown are
 * the values whose names are listed here, ids, numbers and yes or no; of all else the name and the
 * length.
 */
final class Masked {

  private static final int LONGEST = 8_000;

  private static final Set<String> HEADERS =
      Set.of(
          "accept",
          "accept-encoding",
          "content-type",
          "idempotency-key",
          "if-modified-since",
          "xero-tenant-id");

  private static final Set<String> PARAMETERS =
      Set.of(
          "ids",
          "page",
          "pagesize",
          "order",
          "includearchived",
          "summaryonly",
          "summarizeerrors",
          "createdbymyapp",
          "unitdp",
          "autheventid",
          "grant_type",
          "scope");

  /** Names of JSON values that say what kind of thing it is, never whose. */
  private static final Set<String> VALUES =
      Set.of(
          "accountcode",
          "addresstype",
          "contactstatus",
          "currencycode",
          "date",
          "datestring",
          "datetimeutc",
          "detail",
          "duedate",
          "duedatestring",
          "error",
          "instance",
          "lineamounttypes",
          "phonetype",
          "providername",
          "scope",
          "status",
          "statusattributestring",
          "taxtype",
          "tenanttype",
          "title",
          "token_type",
          "type",
          "updateddateutc");

  private Masked() {}

  static String call(HttpRequest request, Answer answer) {
    return asked(request) + "\n< " + outcome(answer.facts()) + body("< ", answer.body());
  }

  static String call(HttpRequest request, XeroAway failure) {
    return asked(request) + "\n< no answer (" + failure.reason() + ")";
  }

  private static String asked(HttpRequest request) {
    var text = new StringBuilder(request.method()).append(' ').append(address(request.uri()));
    request
        .headers()
        .map()
        .forEach(
            (name, values) ->
                text.append("\n> ").append(name).append(": ").append(header(name, values)));
    request.bodyPublisher().ifPresent(it -> text.append(body("> ", bytes(it))));
    return text.toString();
  }

  private static String header(String name, List<String> values) {
    return HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? String.join(", ", values) : "***";
  }

  private static String address(URI uri) {
    String base = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    return uri.getRawQuery() == null ? base : base + "?" + form(uri.getRawQuery());
  }

  private static String form(String encoded) {
    var shown = new StringJoiner("&");
    for (String pair : encoded.split("&")) {
      String[] both = pair.split("=", 2);
      boolean harmless = PARAMETERS.contains(both[0].toLowerCase(Locale.ROOT));
      shown.add(
          both[0]
              + "="
              + (harmless && both.length == 2
                  ? URLDecoder.decode(both[1], StandardCharsets.UTF_8)
                  : "***"));
    }
    return shown.toString();
  }

  private static String outcome(CallFacts facts) {
    return "%d in %d ms, %d bytes, correlation %s, minute left %s, day left %s%s%s"
        .formatted(
            facts.status(),
            facts.duration().toMillis(),
            facts.bytesReceived(),
            facts.correlationId(),
            facts.minuteLeft(),
            facts.dayLeft(),
            facts.limitProblem() == null ? "" : ", limit " + facts.limitProblem(),
            facts.retryAfter() == null ? "" : ", retry after " + facts.retryAfter());
  }

  private static String body(String mark, byte[] body) {
    if (body.length == 0) {
      return "";
    }
    JsonNode tree = Json.treeOrEmpty(body);
    String text = tree.isContainer() ? masked("", tree).toString() : other(body);
    return "\n" + mark + (text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text);
  }

  /** A form, or a text of which nothing is known. */
  private static String other(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.matches("[a-z_]+=[^\\s<]*") ? form(text) : "(" + body.length + " bytes of text)";
  }

  private static JsonNode masked(String name, JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(it -> shown.set(it.getKey(), masked(it.getKey(), it.getValue())));
        yield shown;
      }
      case ArrayNode array -> {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        array.forEach(it -> shown.add(masked(name, it)));
        yield shown;
      }
      default ->
          node.isString() && !harmless(name)
              ? JsonNodeFactory.instance.stringNode("*** (" + node.stringValue().length() + ")")
              : node;
    };
  }

  /** {@code InvoiceID} and {@code tenantId}, but not every name that ends so. */
  private static boolean harmless(String name) {
    return VALUES.contains(name.toLowerCase(Locale.ROOT))
        || name.matches("[A-Z][A-Za-z]*ID|Id|id|tenantId|authEventId");
  }

  private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
    var whole = BodySubscribers.ofByteArray();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            whole.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            whole.onNext(List.of(part));
          }

          @Override
          public void onError(Throwable failure) {
            whole.onError(failure);
          }

          @Override
          public void onComplete() {
            whole.onComplete();
          }
        });
    return whole.getBody().toCompletableFuture().join();
  }
}
