package dev.tandem.practice.setup;

import dev.tandem.shared.PracticeId;
import java.time.ZoneId;

/**
 * What a practice is.
 *
 * @param country ISO 3166 alpha-2, for instance {@code AU}
 * @param currency ISO 4217; fixed once the practice exists, because amounts are stored in it
 */
public record PracticeProfile(
    PracticeId id, String name, PracticeKind kind, String country, ZoneId zone, String currency) {

  public Words words() {
    return kind.words();
  }
}
