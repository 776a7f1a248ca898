package dev.tandem;

import dev.tandem.practice.PracticeRoom;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/**
 * Records of a practice that a stranger asks for, one per type of id; for {@link EveryRouteTest}. Each
 * module adds its own line: the simple name of the id's class, or, for a plain UUID or text, the
 * controller's name and the type ({@code "ImportController UUID"}).
 */
final class StrangersRecords {

  private StrangersRecords() {}

  static void add(ApplicationContext house, PracticeRoom theirs, Map<String, String> samples) {
    // A UUID without a line of its own: some record's id that is surely not of the asking practice.
    samples.put("UUID", theirs.client().toString());
    samples.put("String", theirs.client().toString());
  }
}
