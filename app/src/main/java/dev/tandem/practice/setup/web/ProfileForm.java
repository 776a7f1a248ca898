package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.PracticeProfile;
import dev.tandem.shared.InvalidInput;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A practice's profile as typed. */
record ProfileForm(
    @Nullable String name,
    @Nullable String kind,
    @Nullable String country,
    @Nullable String zone,
    @Nullable String currency) {

  static ProfileForm of(PracticeProfile it) {
    return new ProfileForm(
        it.name(), it.kind().name(), it.country(), it.zone().getId(), it.currency());
  }

  /**
   * What most who begin will choose.
   *
   * @param currency as the installation is set; blank if it is not
   */
  static ProfileForm usual(String currency) {
    return new ProfileForm("", "CLINIC", "AU", "Australia/Sydney", usualCurrency(currency));
  }

  static String usualCurrency(String setting) {
    return setting.isBlank() ? "AUD" : setting.strip().toUpperCase(Locale.ROOT);
  }

  PracticeProfile changed(PracticeProfile before) {
    return new PracticeProfile(
        before.id(), text(name), practiceKind(), text(country), zoneId(), before.currency());
  }

  NewPractice practice() {
    return new NewPractice(text(name), practiceKind(), text(country), zoneId(), text(currency));
  }

  private PracticeKind practiceKind() {
    try {
      return PracticeKind.valueOf(text(kind));
    } catch (IllegalArgumentException _) {
      throw new InvalidInput("kind", "Choose what kind of practice it is.");
    }
  }

  private ZoneId zoneId() {
    try {
      return ZoneId.of(text(zone));
    } catch (DateTimeException _) {
      throw new InvalidInput("zone", "Choose a time zone.");
    }
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }
}
