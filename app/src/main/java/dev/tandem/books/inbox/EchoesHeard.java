package dev.tandem.books.inbox;

import dev.tandem.shared.Practices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The events that were heard of each record: a change is told of once, so of two that are as near
 * to what is known as its echo one is somebody's. Of this process, and of the latest records: where
 * it is forgotten the first one counts again.
 */
@Component
class EchoesHeard {

  private static final int RECORDS = 20_000;
  private static final int OF_EACH = 8;

  private final Map<String, List<Instant>> heard = ofTheLatest();

  /** Of which the next reading is to tell. */
  private final Map<String, Instant> near = ofTheLatest();

  private static <T> Map<String, T> ofTheLatest() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > RECORDS;
          }
        });
  }

  /** So near to what is known that the next reading is to tell whether it is that. */
  void noteNear(UUID tenant, String ledgerId, Instant at) {
    near.merge(key(tenant, ledgerId), at, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** The last such time; null if there was none. */
  @Nullable Instant near(UUID tenant, String ledgerId) {
    return near.get(key(tenant, ledgerId));
  }

  void note(UUID tenant, String ledgerId, Instant at) {
    heard.merge(
        key(tenant, ledgerId),
        List.of(at),
        (before, now) -> {
          var all = new ArrayList<>(before);
          all.remove(at);
          all.addAll(now);
          return List.copyOf(all.subList(Math.max(0, all.size() - OF_EACH), all.size()));
        });
  }

  /** The times of those that were heard of the record, each once. */
  List<Instant> of(UUID tenant, String ledgerId) {
    return heard.getOrDefault(key(tenant, ledgerId), List.of());
  }

  private static String key(UUID tenant, String ledgerId) {
    return Practices.current() + " " + tenant + " " + ledgerId;
  }
}
