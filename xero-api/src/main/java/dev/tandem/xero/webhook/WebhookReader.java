package dev.tandem.xero.webhook;

import dev.tandem.xero.TenantId;
import dev.tandem.xero.internal.Json;
import dev.tandem.xero.internal.XeroTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a delivery in one pass, and keeps of each event the bytes that came: Xero waits for the
 * answer, and there may be hundreds of events in it.
 */
final class WebhookReader {

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  private final byte[] body;
  private final JsonParser json;
  private @Nullable List<WebhookEvent> events;
  private int unreadable;
  private long first;
  private long last;

  private WebhookReader(byte[] body, JsonParser json) {
    this.body = body;
    this.json = json;
  }

  static WebhookDelivery read(byte[] body) throws MalformedWebhook {
    try (JsonParser json = Json.parser(body)) {
      return new WebhookReader(body, json).delivery();
    } catch (JacksonException notJson) {
      throw new MalformedWebhook("no JSON");
    }
  }

  private WebhookDelivery delivery() throws MalformedWebhook {
    if (json.nextToken() != JsonToken.START_OBJECT) throw new MalformedWebhook("no object");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "events" -> readEvents();
        case "firstEventSequence" -> first = number();
        case "lastEventSequence" -> last = number();
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) throw new MalformedWebhook("more than one object");
    if (events == null) throw new MalformedWebhook("no list of events");
    return new WebhookDelivery(events, unreadable, first, last);
  }

  /** Should the list be there twice, the later one counts. */
  private void readEvents() throws MalformedWebhook {
    unreadable = 0;
    events = null;
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    List<WebhookEvent> read = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      WebhookEvent event = event();
      if (event == null) unreadable++;
      else read.add(event);
    }
    events = read;
  }

  /** Null if it has another form; it is passed over to its end then, too. */
  private @Nullable WebhookEvent event() throws MalformedWebhook {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    long begin = json.currentTokenLocation().getByteOffset();
    String url = null;
    String resource = null;
    String time = null;
    String type = null;
    String category = null;
    String tenant = null;
    String tenantType = null;
    String dataType = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "resourceUrl" -> url = text();
        case "resourceId" -> resource = text();
        case "eventDateUtc" -> time = text();
        case "eventType" -> type = text();
        case "eventCategory" -> category = text();
        case "tenantId" -> tenant = text();
        case "tenantType" -> tenantType = text();
        case "data" -> dataType = dataType();
        default -> json.skipChildren();
      }
    }
    byte[] raw = bytes(begin, json.currentLocation().getByteOffset());
    try {
      return new WebhookEvent(
          url,
          UUID.fromString(required(resource)),
          instant(required(time)),
          required(type),
          required(category),
          TenantId.of(required(tenant)),
          tenantType,
          dataType,
          raw);
    } catch (IllegalArgumentException | DateTimeException otherForm) {
      return null;
    }
  }

  /** Passed over to its end, whatever form it has. */
  private @Nullable String dataType() {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    String type = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("Type")) type = text();
      else json.skipChildren();
    }
    return type;
  }

  /** No offsets are told of text that is not UTF-8, which JSON has to be. */
  private byte[] bytes(long begin, long end) throws MalformedWebhook {
    if (begin < 0 || end <= begin || end > body.length) throw new MalformedWebhook("not UTF-8");
    return Arrays.copyOfRange(body, (int) begin, (int) end);
  }

  private @Nullable String text() {
    if (json.currentToken() == JsonToken.VALUE_STRING) return json.getString();
    json.skipChildren();
    return null;
  }

  /**
   * As if it were not there if it is no whole number that a long holds. It is not read as a tree:
   * of a number with a vast exponent that ends in an error of its own.
   */
  private long number() {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_STRING) {
      json.skipChildren();
      return 0;
    }
    String text = json.getString();
    return WHOLE.matcher(text).matches() ? Long.parseLong(text) : 0;
  }

  private static String required(@Nullable String text) {
    if (text == null || text.isEmpty()) throw new IllegalArgumentException("missing");
    return text;
  }

  private static Instant instant(String text) {
    Instant time = XeroTime.instant(text);
    if (time == null) throw new IllegalArgumentException("no time");
    return time;
  }
}
