package dev.tandem.books.mirror;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says of each client whether it surely is a contact, may be one, or is none. Sure is only what is
 * sure both ways: one contact for the client and no other client for the contact.
 */
public final class Classification {

  /** How sure it is. */
  public enum Standing {
    SURE,
    LIKELY,
    NONE
  }

  /**
   * What was found for one client.
   *
   * @param best the contact that fits best; null if none fits
   * @param others how many more fit
   * @param contested whether the best one fits another client, too
   */
  public record Match(Standing standing, @Nullable Twin best, int others, boolean contested) {

    static final Match NONE = new Match(Standing.NONE, null, 0, false);
  }

  private final Map<UUID, List<Twin>> twins;

  private Classification(Map<UUID, List<Twin>> twins) {
    this.twins = twins;
  }

  /**
   * @param clients all that are in no link
   * @param twins the contacts that may be them, the best first
   */
  public static Map<UUID, Match> of(Collection<UUID> clients, Map<UUID, List<Twin>> twins) {
    var classification = new Classification(twins);
    Map<UUID, Twin> sure = classification.sure();
    Map<UUID, List<Twin>> left = classification.without(sure);
    Map<String, Integer> wanted = count(left.values());
    var matches = new LinkedHashMap<UUID, Match>();
    for (UUID client : clients) {
      Twin known = sure.get(client);
      matches.put(
          client,
          known == null
              ? likely(left.getOrDefault(client, List.of()), wanted)
              : new Match(Standing.SURE, known, 0, false));
    }
    return matches;
  }

  private Map<UUID, Twin> sure() {
    Map<String, Integer> rivals = rivals();
    var sure = new HashMap<UUID, Twin>();
    twins.forEach(
        (client, all) -> {
          Twin best = all.getFirst();
          boolean numbered = best.evidence().contains(Twin.Evidence.NUMBER);
          boolean alone =
              best.sure()
                  && all.stream().filter(Classification::speaksForItself).count() == 1
                  && rivals.getOrDefault(best.ledgerId(), 0) == 1;
          if (numbered || alone) {
            sure.put(client, best);
          }
        });
    return sure;
  }

  /** How many clients each contact could be by its name: a shared address alone is a family's. */
  private Map<String, Integer> rivals() {
    Map<String, Integer> rivals = new HashMap<>();
    twins.values().stream()
        .flatMap(List::stream)
        .filter(Classification::speaksForItself)
        .forEach(it -> rivals.merge(it.ledgerId(), 1, Integer::sum));
    return rivals;
  }

  private static boolean speaksForItself(Twin it) {
    return it.named() || it.sure();
  }

  /** What is left for the others: whoever is surely somebody is nobody else. */
  private Map<UUID, List<Twin>> without(Map<UUID, Twin> sure) {
    Set<String> taken = new HashSet<>();
    sure.values().forEach(it -> taken.add(it.ledgerId()));
    var left = new HashMap<UUID, List<Twin>>();
    twins.forEach(
        (client, all) ->
            left.put(client, all.stream().filter(it -> !taken.contains(it.ledgerId())).toList()));
    return left;
  }

  private static Map<String, Integer> count(Collection<List<Twin>> all) {
    Map<String, Integer> wanted = new HashMap<>();
    all.stream()
        .filter(it -> !it.isEmpty())
        .forEach(it -> wanted.merge(it.getFirst().ledgerId(), 1, Integer::sum));
    return wanted;
  }

  private static Match likely(List<Twin> fitting, Map<String, Integer> wanted) {
    if (fitting.isEmpty()) {
      return Match.NONE;
    }
    Twin best = fitting.getFirst();
    return new Match(
        Standing.LIKELY, best, fitting.size() - 1, wanted.getOrDefault(best.ledgerId(), 0) > 1);
  }
}
