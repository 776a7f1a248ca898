package dev.tandem.books.connection;

import java.util.Optional;

/** Something that a person has to decide before our changes leave for an organisation. */
public interface StillToDecide {

  /** The page on which it is decided; empty if nothing is left to decide. */
  Optional<String> page(BindingId binding);
}
