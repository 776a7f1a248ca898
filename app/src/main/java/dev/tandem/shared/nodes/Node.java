package dev.tandem.shared.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A process that serves.
 *
 * @param keys ids of the keys it can open sealed values with
 * @param startedAt by the database's clock, as all moments of a node
 * @param unseenFor since it last told that it lives
 * @param clockOff its clock less the database's
 */
public record Node(
    UUID id,
    String version,
    Set<String> keys,
    Instant startedAt,
    Duration unseenFor,
    Duration clockOff) {

  /** Short, for people. */
  public String name() {
    return id.toString().substring(24);
  }
}
