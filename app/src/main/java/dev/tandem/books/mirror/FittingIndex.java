package dev.tandem.books.mirror;

import dev.tandem.books.mirror.Twin.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Contacts by each of the keys that a client may be found by. */
final class FittingIndex {

  private final Map<String, List<Fitting>> numbers;
  private final Map<String, List<Fitting>> names;
  private final Map<String, List<Fitting>> emails;
  private final Map<String, List<Fitting>> phones;
  private final Map<String, List<Fitting>> looses;

  FittingIndex(Collection<Fitting> all) {
    numbers = by(all, it -> it.client() == null ? "" : it.client().toString());
    names = by(all, it -> it.keys().name());
    emails = by(all, it -> it.keys().email());
    phones = by(all, it -> it.keys().phone());
    looses = by(all, Fitting::loose);
  }

  private static Map<String, List<Fitting>> by(
      Collection<Fitting> all, Function<Fitting, String> key) {
    var map = new HashMap<String, List<Fitting>>();
    for (Fitting it : all) {
      String known = key.apply(it);
      if (!known.isEmpty()) {
        map.computeIfAbsent(known, _ -> new ArrayList<>()).add(it);
      }
    }
    return map;
  }

  /**
   * The best first.
   *
   * @param each how many to look at by one key
   */
  List<Twin> of(Sought client, int each) {
    var found = new LinkedHashMap<String, Fitting>();
    add(found, numbers, client.client().toString(), each);
    add(found, names, client.keys().name(), each);
    add(found, emails, client.keys().email(), each);
    add(found, phones, client.keys().phone(), each);
    add(found, phones, client.keys().mobile(), each);
    add(found, looses, client.loose(), each);
    return found.values().stream()
        .map(it -> it.twin().with(evidence(client, it)))
        .sorted(Twin.BEST_FIRST)
        .toList();
  }

  private static void add(
      Map<String, Fitting> found, Map<String, List<Fitting>> by, String key, int each) {
    by.getOrDefault(key, List.of()).stream()
        .limit(each)
        .forEach(it -> found.put(it.twin().ledgerId(), it));
  }

  private static Set<Evidence> evidence(Sought client, Fitting it) {
    var evidence = EnumSet.noneOf(Evidence.class);
    if (client.client().equals(it.client())) {
      evidence.add(Evidence.NUMBER);
    }
    boolean named = same(client.keys().name(), it.keys().name());
    if (named) {
      evidence.add(Evidence.NAME);
    }
    if (same(client.keys().email(), it.keys().email())) {
      evidence.add(Evidence.EMAIL);
    }
    if (same(client.keys().phone(), it.keys().phone())
        || same(client.keys().mobile(), it.keys().phone())) {
      evidence.add(Evidence.PHONE);
    }
    if (!named && same(client.loose(), it.loose())) {
      evidence.add(Evidence.SIMILAR);
    }
    return evidence;
  }

  private static boolean same(String one, String other) {
    return !one.isEmpty() && one.equals(other);
  }
}
