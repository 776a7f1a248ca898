package dev.tandem.books.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a record, for people.
 *
 * @param by who caused it, "Jo Field, API key Till"; null if that is not known
 * @param organisation where; null where there is only one
 * @param call the row of the log that it came of; null if there is none or it was let go
 * @param correlation what Xero's support asks for
 * @param bad whether it was refused
 */
public record StoryLine(
    Instant at,
    String text,
    @Nullable String by,
    @Nullable String organisation,
    List<Change> changes,
    @Nullable UUID call,
    @Nullable String correlation,
    boolean bad) {

  public boolean hasBefore() {
    return changes.stream().anyMatch(it -> it.before() != null);
  }

  public boolean hasCame() {
    return changes.stream().anyMatch(it -> it.came() != null);
  }
}
