package dev.tandem.practice.credits;

import dev.tandem.shared.Refused;

/** What was shown before is not what would happen now. */
public class ShownMeanwhileChanged extends Refused {

  ShownMeanwhileChanged() {
    super("This changed meanwhile. Look at what would happen now, then confirm that.");
  }
}
