package dev.tandem.practice.clients;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a person or an organisation out of what a file says about a name. */
final class NameReading {

  private static final Set<String> TITLES =
      Set.of(
          "mr",
          "mrs",
          "ms",
          "miss",
          "mx",
          "dr",
          "prof",
          "professor",
          "rev",
          "sir",
          "dame",
          "mstr",
          "master");

  /** Words that begin a family name of several words. */
  private static final Set<String> PARTICLES =
      Set.of(
          "van", "von", "der", "den", "de", "da", "do", "dos", "du", "di", "del", "della", "la",
          "le", "el", "al", "bin", "ibn", "ter", "ten", "st", "saint", "san", "mac", "mc", "o",
          "zu", "af", "av");

  /** Words that no person is called by. */
  private static final Set<String> BODIES =
      Set.of(
          "pty",
          "ltd",
          "limited",
          "inc",
          "incorporated",
          "llc",
          "llp",
          "plc",
          "corp",
          "corporation",
          "gmbh",
          "co",
          "company",
          "club",
          "association",
          "society",
          "trust",
          "foundation",
          "council",
          "school",
          "college",
          "university",
          "church",
          "group",
          "holdings",
          "partners",
          "partnership",
          "services",
          "department",
          "bank",
          "insurance",
          "clinic",
          "hospital",
          "centre",
          "center",
          "trustee",
          "trustees",
          "federation",
          "union",
          "committee");

  private NameReading() {}

  static Map<ClientField, String> of(
      String whole, String given, String family, String organisation) {
    if (whole.isBlank()) {
      boolean body = given.isBlank() && family.isBlank() && !organisation.isBlank();
      return fields(
          body ? ClientKind.ORGANISATION : ClientKind.PERSON, given, family, organisation);
    }
    if (given.isBlank() && family.isBlank()) {
      return isBody(whole)
          ? fields(ClientKind.ORGANISATION, "", "", whole)
          : person(whole, organisation);
    }
    // The whole name of an address book is the organisation's where the person's is another.
    boolean sameName =
        words(whole).containsAll(words(given)) && words(whole).containsAll(words(family));
    return sameName
        ? fields(ClientKind.PERSON, given, family, organisation)
        : fields(ClientKind.ORGANISATION, given, family, whole);
  }

  private static Map<ClientField, String> person(String whole, String organisation) {
    int comma = whole.indexOf(',');
    if (comma > 0) {
      return fields(
          ClientKind.PERSON,
          withoutTitle(whole.substring(comma + 1)),
          whole.substring(0, comma),
          organisation);
    }
    String[] words = withoutTitle(whole).split("\\s+");
    int cut = words.length - 1;
    while (cut > 1 && PARTICLES.contains(Folding.name(words[cut - 1]))) {
      cut--;
    }
    return fields(
        ClientKind.PERSON, join(words, 0, cut), join(words, cut, words.length), organisation);
  }

  private static String withoutTitle(String name) {
    String stripped = name.strip();
    int gap = stripped.indexOf(' ');
    return gap > 0 && TITLES.contains(Folding.name(stripped.substring(0, gap)))
        ? stripped.substring(gap + 1).strip()
        : stripped;
  }

  private static boolean isBody(String name) {
    return name.contains("&") || words(name).stream().anyMatch(BODIES::contains);
  }

  private static List<String> words(String name) {
    return Arrays.stream(Folding.name(name).split(" ")).filter(it -> !it.isEmpty()).toList();
  }

  private static String join(String[] words, int from, int to) {
    return String.join(" ", Arrays.copyOfRange(words, from, to));
  }

  private static Map<ClientField, String> fields(
      ClientKind kind, String given, String family, String organisation) {
    var fields = new EnumMap<ClientField, String>(ClientField.class);
    fields.put(ClientField.KIND, kind.name());
    fields.put(ClientField.GIVEN_NAME, given);
    fields.put(ClientField.FAMILY_NAME, family);
    fields.put(ClientField.ORGANISATION_NAME, organisation);
    return fields;
  }
}
