package dev.tandem.books.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The organisations that a consent opens, for a person to choose from.
 *
 * @param bound those that the practice is tied to now; another may come beside or instead of one
 * @param custom whether it is a custom connection's: it opens one organisation, and nobody
 *     consented
 */
public record Offer(GrantId grant, List<Choice> choices, List<Binding> bound, boolean custom) {

  /**
   * One organisation.
   *
   * @param opened whether this very consent opened it; the others were opened earlier
   * @param takenElsewhere whether another practice has it: it cannot be chosen
   * @param boundHere whether this practice is or was tied to it
   * @param connected whether it is tied to it now: choosing it again renews the consent
   * @param country ISO 3166, if known
   * @param currency ISO 4217, if known
   * @param warnings what does not fit the practice, in whole sentences
   */
  public record Choice(
      String tenantId,
      String name,
      boolean opened,
      boolean takenElsewhere,
      boolean boundHere,
      boolean connected,
      @Nullable String country,
      @Nullable String currency,
      List<String> warnings) {}
}
