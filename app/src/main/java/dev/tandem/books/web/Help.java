package dev.tandem.books.web;

import org.jspecify.annotations.Nullable;

/**
 * A remedy for one record, as the person who looks can use it.
 *
 * @param path where the remedy is
 * @param who whom to ask, as a sentence, where this person may not do it; else null
 */
public record Help(Remedy remedy, String path, @Nullable String who) {

  /** Whether it is a link that this person may follow. */
  public boolean link() {
    return who == null && remedy.step() != Remedy.Step.UNARCHIVE;
  }

  /** Whether it is done by a click on the spot. */
  public boolean click() {
    return who == null && remedy.step() == Remedy.Step.UNARCHIVE;
  }

  public String label() {
    return remedy.step().label();
  }

  public String advice() {
    return remedy.advice();
  }
}
