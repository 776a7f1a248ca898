package dev.tandem.books.web;

import dev.tandem.books.outbox.Carried;
import dev.tandem.shared.RecordRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call did to one record, for people.
 *
 * @param text "Created in Xero", or why it was refused
 * @param tone good, bad or warn
 */
public record CallRecord(
    RecordRef record,
    Named named,
    String text,
    String tone,
    @Nullable String by,
    List<Change> changes) {

  static String text(Carried.Item it) {
    return switch (it.fate()) {
      case STORED -> "In Xero";
      case REFUSED -> "Refused: " + it.reason();
      case AGAIN -> "Did not get there; it goes again by itself";
      case OPEN -> "Not known yet; Tandem looks in Xero what became of it";
    };
  }

  static String tone(Carried.Fate fate) {
    return switch (fate) {
      case STORED -> "good";
      case REFUSED -> "bad";
      case AGAIN, OPEN -> "warn";
    };
  }

  public boolean hasBefore() {
    return changes.stream().anyMatch(it -> it.before() != null);
  }

  public boolean hasCame() {
    return changes.stream().anyMatch(it -> it.came() != null);
  }
}
