package dev.tandem.books.web;

import dev.tandem.books.alerts.Menders;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what helps a record, and who may do it. */
@Component
class Remedies {

  private final Menders menders;

  Remedies(Menders menders) {
    this.menders = menders;
  }

  /** What helps against these words; null if nobody has met them yet. */
  @Nullable Help against(@Nullable String words, RecordRef record, Named named) {
    Remedy remedy = Remedy.against(words);
    if (remedy == null) {
      return null;
    }
    Set<Permission> needed = remedy.needs(record.kind());
    return new Help(
        remedy,
        remedy.path(record.kind(), record.id(), named),
        mayDo(needed) ? null : menders.whoMay(needed));
  }

  private static boolean mayDo(Set<Permission> needed) {
    return SignedIn.current().map(it -> needed.stream().allMatch(it::may)).orElse(true);
  }
}
