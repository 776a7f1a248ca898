package dev.tandem.books.mirror;

import dev.tandem.staff.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who caused what travels: a person, an API key, Xero or Tandem itself. Kept with the change from
 * the moment it is made, because it leaves later and from another thread.
 *
 * @param kind {@code STAFF}, {@code API_KEY} or {@code SYSTEM}
 * @param id of the person or key
 * @param name as it was then
 */
public record Cause(String kind, @Nullable UUID id, String name) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<Cause>> SEVERAL = new TypeReference<>() {};

  /** Whoever this code works for, as a JSON list of one. */
  public static String now() {
    Actor by = Actor.current();
    return JSON.writeValueAsString(List.of(new Cause(by.kind().name(), by.id(), by.name())));
  }

  static List<Cause> read(String json) {
    return JSON.readValue(json, SEVERAL);
  }
}
