package dev.tandem.shared;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;

/**
 * Reads an id, or a word, from a form, where a choice that was not made arrives as an empty text.
 */
public class BlankIsNothing extends PropertyEditorSupport {

  private final Function<String, ?> of;

  /**
   * @param of reads a text that is not blank
   */
  public BlankIsNothing(Function<String, ?> of) {
    this.of = of;
  }

  @Override
  public void setAsText(String text) {
    setValue(text.isBlank() ? null : of.apply(text));
  }
}
