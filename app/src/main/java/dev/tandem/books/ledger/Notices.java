package dev.tandem.books.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a ledger sends us by itself. */
public interface Notices {

  /** Whether the ledger signed exactly these bytes. */
  boolean genuine(byte[] body, @Nullable String signature);

  /** What it says; empty if nobody can make sense of it. */
  Optional<List<Notice>> read(byte[] body);

  /** The kind that a category of notices is about, if we keep it. */
  Optional<Kind> kind(String category);
}
