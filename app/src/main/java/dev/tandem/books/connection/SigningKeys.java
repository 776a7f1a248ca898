package dev.tandem.books.connection;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys that the ledger signs its notices with: the installation's own, which prove a notice
 * about any organisation, and those of custom connections, each for its one organisation. Otherwise
 * a practice with an app of its own could make up notices for others. Needs no practice.
 */
public interface SigningKeys {

  /** Keys that prove notices about any organisation. */
  List<String> own();

  /** Keys of custom connections, each with the organisations whose notices it proves. */
  Map<String, Set<String>> narrow();

  /** Whether there is any key at all. */
  boolean any();
}
