package dev.tandem.shared.nodes;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code house.node}. Lives are told by the database's clock alone. */
@Component
public class Nodes {

  /** A node that said nothing for so long does not live any more: four heartbeats. */
  public static final Duration SILENCE = Duration.ofSeconds(40);

  private final JdbcClient jdbc;
  private volatile @Nullable UUID self;

  Nodes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** This process among them; null before it joined, and where it serves nobody. */
  public @Nullable UUID self() {
    return self;
  }

  /** Whether this node lives, though perhaps unable to say so for a moment. */
  public boolean lives(UUID node) {
    return jdbc.sql(
            """
            select exists (select from house.node
                            where id = :id
                              and seen_at > clock_timestamp() - :silence * interval '1 millisecond')""")
        .param("id", node)
        .param("silence", SILENCE.toMillis())
        .query(Boolean.class)
        .single();
  }

  /** Those that live, the longest-serving first. */
  public List<Node> living() {
    return jdbc.sql(
            """
            select *, extract(epoch from clock_timestamp() - seen_at) * 1000 as unseen_ms from house.node
            where seen_at > clock_timestamp() - :silence * interval '1 millisecond' order by started_at, id
            """)
        .param("silence", SILENCE.toMillis())
        .query((row, number) -> read(row))
        .list();
  }

  void join(UUID id, String version, Set<String> keys, Duration clockOff) {
    jdbc.sql(
            "delete from house.node where seen_at < clock_timestamp() - :silence * interval '1 millisecond'")
        .param("silence", SILENCE.toMillis())
        .update();
    jdbc.sql("insert into house.node (id, version, key_ids, clock_off_ms) values (?, ?, ?, ?)")
        .params(id, version, keys.toArray(String[]::new), clockOff.toMillis())
        .update();
    self = id;
  }

  /**
   * False if it could be taken for dead and has to join anew: what the living decided meanwhile,
   * such as a change of key, they decided without it.
   */
  boolean beat(UUID id, Duration clockOff) {
    return jdbc.sql(
                """
                update house.node set seen_at = clock_timestamp(), clock_off_ms = :off
                where id = :id and seen_at > clock_timestamp() - :silence * interval '1 millisecond'
                """)
            .param("off", clockOff.toMillis())
            .param("id", id)
            .param("silence", SILENCE.toMillis())
            .update()
        == 1;
  }

  void leave(UUID id) {
    jdbc.sql("delete from house.node where id = ?").param(id).update();
  }

  private static Node read(ResultSet row) throws SQLException {
    Array keys = row.getArray("key_ids");
    return new Node(
        row.getObject("id", UUID.class),
        row.getString("version"),
        Set.of((String[]) keys.getArray()),
        row.getTimestamp("started_at").toInstant(),
        Duration.ofMillis(row.getLong("unseen_ms")),
        Duration.ofMillis(row.getLong("clock_off_ms")));
  }
}
