package dev.tandem.simulator.journal;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One kind of state that the journal keeps. */
public interface Chapter {
  String name();

  /** Takes an entry written earlier, in the order of writing. */
  void replay(JsonNode entry);

  /** Becomes as it was before anything was written. */
  void forget();

  /** Writes the entries that rebuild the present state, and no more. */
  void retell(Consumer<ObjectNode> writer);
}
