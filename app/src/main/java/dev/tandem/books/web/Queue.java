package dev.tandem.books.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much stands between both sides.
 *
 * @param waiting our changes that will go by themselves
 * @param refused our changes that a person must look at
 * @param conflicts records that both sides changed
 * @param inStepAt the last call that went well
 */
public record Queue(int waiting, int refused, int conflicts, @Nullable Instant inStepAt) {

  public int needsYou() {
    return refused + conflicts;
  }
}
