package dev.tandem.books.web;

import dev.tandem.books.refusals.Step;
import org.jspecify.annotations.Nullable;

/**
 * A remedy for one record, as the person who looks can use it.
 *
 * @param happened what the words mean, in plain ones; empty where they are plain already
 * @param path where the remedy is
 * @param who whom to ask, as a sentence, where this person may not do it; else null
 */
public record Help(Remedy remedy, String happened, String path, @Nullable String who) {

  /** Whether it is a link that this person may follow. */
  public boolean link() {
    return who == null && remedy.step() != Step.UNARCHIVE;
  }

  /** Whether it may be taken if it is sent again as it is: a closed period stays closed. */
  public boolean againMayHelp() {
    return remedy.step() != Step.DATE;
  }

  /** Whether to try again is an answer, given where it is said what it does. */
  public boolean asks() {
    return remedy.step() == Step.SAME;
  }

  /** Whether it is done by a click on the spot. */
  public boolean click() {
    return who == null && remedy.step() == Step.UNARCHIVE;
  }

  /** Whether Xero no longer has it: what becomes of it is said in its story. */
  public boolean gone() {
    return remedy.step() == Step.GONE;
  }

  /** Likewise, of what somebody recorded there: all that can be said is that it is gone. */
  public boolean goneToo() {
    return remedy.step() == Step.GONE_TOO;
  }

  /** Whether it is about the client alone. */
  public boolean client() {
    return remedy.step() == Step.CLIENT;
  }

  public String label() {
    return remedy.step().label();
  }

  public String advice() {
    return remedy.refusal().help();
  }
}
