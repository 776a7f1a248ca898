package dev.tandem.books.inbox;

import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells open pages of what they show from here. These are words of their own: most of it happens
 * often, and pages that show none of it do not ask again because of it.
 */
@Component
class Shows {

  private final Changes changes;

  Shows(Changes changes) {
    this.changes = changes;
  }

  /** What could not be taken in, or what was not told, is another than before. */
  void inbox(UUID tenant) {
    changes.announce(new RecordRef("inbox", tenant));
  }

  /** A reading has come further. */
  void reading(UUID tenant) {
    changes.announce(new RecordRef("reading", tenant));
  }
}
