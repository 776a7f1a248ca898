package dev.tandem.practice.appointments.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;

/** Reads an id from a form, where a choice that was not made arrives as an empty text. */
class BlankIsNothing extends PropertyEditorSupport {

  private final Function<String, ?> of;

  BlankIsNothing(Function<String, ?> of) {
    this.of = of;
  }

  @Override
  public void setAsText(String text) {
    setValue(text.isBlank() ? null : of.apply(text));
  }
}
