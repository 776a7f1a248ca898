package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.clients.ClientKeys;
import dev.tandem.practice.setup.Setup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What becomes of each field when a client is linked with a contact that was there before. Nothing
 * is overwritten silently: both values are agreed as they were read, and only where the two differ
 * one side takes the other's. Names stay as they are on either side.
 */
@Component
class Pairing {

  /** Belong together: half of one address and half of another would be nobody's. */
  private static final List<Set<String>> TOGETHER =
      List.of(
          Set.of(Fields.GIVEN_NAME, Fields.FAMILY_NAME),
          Set.of(Fields.EMAIL),
          Set.of(Fields.PHONE),
          Set.of(Fields.MOBILE),
          Set.of(
              Fields.LINE1,
              Fields.LINE2,
              Fields.CITY,
              Fields.REGION,
              Fields.POSTCODE,
              Fields.COUNTRY));

  /** What a person means as one thing, a display name with its parts. */
  static Stream<Set<String>> wholes() {
    return TOGETHER.stream()
        .map(
            it ->
                it.contains(Fields.FAMILY_NAME)
                    ? Stream.concat(it.stream(), Stream.of(Fields.NAME))
                        .collect(Collectors.toUnmodifiableSet())
                    : it);
  }

  private static final Set<String> NUMBERS = Set.of(Fields.PHONE, Fields.MOBILE);

  private final ClientMirror mirror;
  private final Setup setup;

  Pairing(ClientMirror mirror, Setup setup) {
    this.mirror = mirror;
    this.setup = setup;
  }

  /**
   * What follows.
   *
   * @param agreed what is written down at once; a field that we are to send is agreed on their half
   *     only
   * @param take their values for us
   * @param different what they had where the two sides differ, for the record's story
   */
  record Pairs(Map<String, Pair> agreed, Map<String, String> take, Map<String, String> different) {}

  Pairs of(Map<String, String> ours, LedgerRecord contact, Wins wins) {
    Map<String, String> theirs = contact.fields();
    var pairs = new Pairs(new HashMap<>(), new HashMap<>(), new TreeMap<>());
    TOGETHER.forEach(fields -> pair(fields, ours, theirs, wins, pairs));
    String name = ours.getOrDefault(Fields.NAME, "");
    String theirName = theirs.getOrDefault(Fields.NAME, "");
    pairs.agreed().put(Fields.NAME, new Pair(name, theirName));
    if (!Names.key(name).equals(Names.key(theirName))) {
      pairs.different().put(Fields.NAME, theirName);
    }
    // Whoever is linked is wanted over there: an archived contact is restored by the next write.
    String archived = theirs.getOrDefault(Fields.ARCHIVED, "no");
    boolean same = archived.equals(ours.get(Fields.ARCHIVED));
    pairs.agreed().put(Fields.ARCHIVED, new Pair(same ? archived : null, archived));
    if (!same) {
      pairs.different().put(Fields.ARCHIVED, archived);
    }
    return pairs;
  }

  private void pair(
      Set<String> fields,
      Map<String, String> ours,
      Map<String, String> theirs,
      Wins wins,
      Pairs pairs) {
    boolean same = fields.stream().allMatch(it -> same(it, ours, theirs));
    boolean oursBlank = blank(fields, ours);
    boolean theirsBlank = blank(fields, theirs);
    boolean weTake = !theirsBlank && (oursBlank || wins == Wins.THEIRS);
    for (String it : fields) {
      String our = ours.getOrDefault(it, "");
      String their = theirs.getOrDefault(it, "");
      if (same || same(it, ours, theirs)) {
        pairs.agreed().put(it, new Pair(our, their));
        continue;
      }
      // Ours then counts as changed since, and travels by itself.
      pairs.agreed().put(it, new Pair(null, their));
      if (!their.isEmpty()) {
        pairs.different().put(it, their);
      }
      if (weTake) {
        pairs.take().put(it, their);
      }
    }
  }

  private static boolean blank(Set<String> fields, Map<String, String> values) {
    return fields.stream().allMatch(it -> values.getOrDefault(it, "").isBlank());
  }

  private boolean same(String field, Map<String, String> ours, Map<String, String> theirs) {
    String our = ours.getOrDefault(field, "");
    String their = theirs.getOrDefault(field, "");
    return mirror.canonical(field, our).equals(mirror.canonical(field, their))
        || (NUMBERS.contains(field) && phone(our).equals(phone(their)));
  }

  private String phone(String text) {
    return ClientKeys.of("", "", text, setup.practice().country()).phone();
  }
}
