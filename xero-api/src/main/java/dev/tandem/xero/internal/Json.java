package dev.tandem.xero.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroAway.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.MissingNode;

/**
 * Xero's JSON. Its names are ContactID and UpdatedDateUTC where ours are contactId and
 * updatedDateUtc, so names are matched without regard to case. No Jackson exception leaves this
 * class: its text could quote the body.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .changeDefaultPropertyInclusion(
              all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
          .addModule(
              new SimpleModule("xero")
                  .addDeserializer(LocalDate.class, new Text<>(XeroTime::date))
                  .addDeserializer(Instant.class, new Text<>(XeroTime::instant)))
          .build();

  private Json() {}

  /**
   * The bytes of a value, fields in the order they were set: the same draft gives the same bytes.
   */
  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** The tree of an answer, or {@link XeroAway} when it is no JSON. */
  public static JsonNode tree(Answer answer) {
    JsonNode tree = treeOrEmpty(answer.body());
    if (tree.isContainer()) return tree;
    throw unreadable(answer);
  }

  /** The tree of any bytes; an empty one when they are no JSON. */
  public static JsonNode treeOrEmpty(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  /**
   * What is said to be JSON, token by token; whatever reads it has to take a {@link
   * JacksonException} for no JSON, and keep its text to itself.
   */
  public static JsonParser parser(byte[] body) {
    return MAPPER.createParser(body);
  }

  /** One record of an answer, or {@link XeroAway} when it has another shape than Xero's. */
  public static <T> T record(JsonNode node, Class<T> type, Answer answer) {
    T record = recordOrNull(node, type);
    if (record == null) throw unreadable(answer);
    return record;
  }

  /** One record, or null when it has another shape than Xero's. */
  public static <T> @Nullable T recordOrNull(JsonNode node, Class<T> type) {
    try {
      return node.isObject() ? MAPPER.treeToValue(node, type) : null;
    } catch (JacksonException otherShape) {
      return null;
    }
  }

  /** Every validation message in an element, also of its lines and its contact. */
  public static List<String> reasons(JsonNode element) {
    return messages(element, "ValidationErrors");
  }

  /** Every warning in an element. */
  public static List<String> warnings(JsonNode element) {
    return messages(element, "Warnings");
  }

  private static List<String> messages(JsonNode element, String list) {
    List<String> found = new ArrayList<>();
    for (JsonNode holder : element.findValues(list)) {
      for (JsonNode entry : holder) found.add(entry.path("Message").asString(""));
    }
    return found.stream().filter(text -> !text.isBlank()).distinct().toList();
  }

  static @Nullable UUID uuidOrNull(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }

  public static XeroAway unreadable(Answer answer) {
    return new XeroAway(Reason.UNREADABLE, answer.facts(), null);
  }

  /** A value Xero writes as text. */
  private static final class Text<T> extends ValueDeserializer<T> {

    private final Function<String, @Nullable T> reader;

    Text(Function<String, @Nullable T> reader) {
      this.reader = reader;
    }

    @Override
    @SuppressWarnings("NullAway") // an empty date is an absent one
    public T deserialize(JsonParser json, DeserializationContext context) {
      String text = json.getValueAsString("");
      try {
        return reader.apply(text);
      } catch (RuntimeException otherForm) {
        return (T) context.reportInputMismatch(this, "no date Xero writes");
      }
    }
  }
}
