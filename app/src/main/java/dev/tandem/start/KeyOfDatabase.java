package dev.tandem.start;

import dev.tandem.shared.KeyRing;
import dev.tandem.shared.SealingKey;
import dev.tandem.shared.nodes.Nodes;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Looks, before anything is changed for a process, whether it has the key of this database: the
 * password of the application's role follows from the key, and a process with a wrong one must not
 * lock out those with the right one.
 */
final class KeyOfDatabase {

  private final KeyRing ring;
  private final boolean givenUp;

  KeyOfDatabase(Surroundings surroundings) {
    this.ring =
        KeyRing.of(surroundings.encryptionKey(), String.join(",", surroundings.previousKeys()));
    this.givenUp = surroundings.get(Surroundings.KEY_GIVEN_UP).isPresent();
  }

  /**
   * @throws SealingKey.Unknown if the process has another key
   * @throws StartRefused if the key is to be given up while somebody still works with it
   */
  void require(Connection migrator) throws SQLException {
    String present = ask(migrator, "house.sealing_key", "select key_id from house.sealing_key");
    if (present == null || ring.ids().contains(present)) {
      return;
    }
    if (!givenUp) {
      throw new SealingKey.Unknown(present);
    }
    String living =
        ask(
            migrator,
            "house.node",
            "select id::text from house.node where seen_at > clock_timestamp() - interval '%d seconds' limit 1"
                .formatted(Nodes.SILENCE.toSeconds()));
    if (living != null) {
      throw new StartRefused(
          "Nothing was changed: Tandem runs and may still have the key. Stop every node first; one that was killed is"
              + " forgotten after 40 s.");
    }
  }

  /** The first value, or null if there is none or no such table yet. */
  private static @Nullable String ask(Connection connection, String table, String question)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      try (var there = statement.executeQuery("select to_regclass('" + table + "')")) {
        if (!there.next() || there.getString(1) == null) {
          return null;
        }
      }
      try (var row = statement.executeQuery(question)) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
