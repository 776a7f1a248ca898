package dev.tandem.books.web;

import dev.tandem.books.mapping.Subject;
import java.beans.PropertyEditorSupport;

/** Reads what kind of thing is mapped from an address. */
final class SubjectWord extends PropertyEditorSupport {

  @Override
  public void setAsText(String text) {
    setValue(
        Subject.Kind.named(text)
            .orElseThrow(() -> new IllegalArgumentException("Nothing of this kind is mapped")));
  }
}
