package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notices;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * When events last came, of each organisation and category: a webhook may be set for some only, and
 * one of another practice says nothing of ours. Within a transaction.
 */
@Component
class Heard {

  /** Under this and the category it is noted. */
  private static final String MARK = "heard ";

  private static final Duration OFTEN = Duration.ofMinutes(1);

  private final Sweeps sweeps;
  private final Notices notices;

  /** What is noted already, so that not each event is. */
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  Heard(Sweeps sweeps, Notices notices) {
    this.sweeps = sweeps;
    this.notices = notices;
  }

  void note(UUID tenant, Collection<WaitingNotices.Waiting> events) {
    Set<String> categories =
        events.stream()
            .filter(it -> it.told() && it.tries() == 0)
            .map(WaitingNotices.Waiting::category)
            .collect(Collectors.toSet());
    Instant now = sweeps.now();
    for (String it : categories) {
      String key = Practices.current() + " " + tenant + " " + it;
      Instant last = noted.get(key);
      if (last == null || last.plus(OFTEN).isBefore(now) || last.isAfter(now)) {
        sweeps.save(tenant, MARK + it, null, now);
        noted.put(key, now);
      }
    }
  }

  /** When each of these kinds was last told of; long ago for never. */
  Map<Kind, Instant> last(UUID tenant, Collection<Kind> kinds) {
    var last = new EnumMap<Kind, Instant>(Kind.class);
    kinds.forEach(
        it ->
            last.put(
                it,
                sweeps
                    .find(tenant, MARK + notices.category(it))
                    .map(Sweeps.Mark::readAt)
                    .orElse(Instant.EPOCH)));
    return last;
  }
}
