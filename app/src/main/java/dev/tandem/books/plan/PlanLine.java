package dev.tandem.books.plan;

import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Choices.Chosen;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Twin;
import dev.tandem.practice.clients.ClientView;
import org.jspecify.annotations.Nullable;

/**
 * One client in the plan.
 *
 * @param twin the contact that was chosen, else the one that fits best; null if none fits
 * @param others how many more fit
 * @param contested whether the contact fits another client, too, or was chosen for one
 * @param chosen what a person decided; null if nobody has
 */
public record PlanLine(
    ClientView client,
    Standing standing,
    @Nullable Twin twin,
    int others,
    boolean contested,
    @Nullable Chosen chosen) {

  /** What will become of it if the plan is started as it stands; null if it waits for a person. */
  public @Nullable Choice outcome() {
    if (chosen != null) {
      return chosen.choice();
    }
    return switch (standing) {
      case SURE -> contested ? null : Choice.LINK;
      case LIKELY -> null;
      case NONE -> Choice.CREATE;
    };
  }
}
