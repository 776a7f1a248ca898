package dev.tandem.staff.web;

import dev.tandem.shared.Refused;
import dev.tandem.shared.nodes.Nodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What writes through the API were answered, by the caller's own key for each, for a day. A write
 * whose node died over it has no answer: if nothing of it was committed the key is free again, and
 * whoever repeats the write does it; else whoever repeats it is told. A node that was only held up
 * does nothing of it any more.
 */
@Component
class AnsweredRequests {

  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient db;
  private final Nodes nodes;
  private final Clock clock;

  AnsweredRequests(JdbcClient db, Nodes nodes, Clock clock) {
    this.db = db;
    this.nodes = nodes;
    this.clock = clock;
  }

  /** One write: which API key sent it under which name of its own. */
  record Name(UUID apiKey, String idempotencyKey) {}

  /**
   * An earlier request of the same name.
   *
   * @param status null while it is being worked on
   * @param lost whether something of it is committed, and whoever would have answered is dead
   * @param node which works, or worked, on it; null if that is not known
   */
  record Earlier(
      byte[] requestHash,
      @Nullable Integer status,
      boolean lost,
      @Nullable UUID node,
      Answer answer) {

    boolean unanswered() {
      return status == null;
    }
  }

  record Answer(int status, @Nullable String contentType, @Nullable String location, byte[] body) {}

  /**
   * @return empty if this is the first request of the name, or the node that worked on that is dead
   *     and had done nothing of it; it is then taken as begun
   */
  @Transactional
  public Optional<Earlier> begin(Name name, byte[] requestHash) {
    forgetOld();
    int begun =
        db.sql(
                """
                insert into practice.answered_request
                  (api_key_id, idempotency_key, request_hash, began_at, node)
                values (:apiKey, :key, :hash, :now, :node) on conflict do nothing
                """)
            .param("apiKey", name.apiKey())
            .param("key", name.idempotencyKey())
            .param("hash", requestHash)
            .param("now", Timestamp.from(clock.instant()))
            .param("node", nodes.self(), Types.OTHER)
            .update();
    if (begun == 1) {
      return Optional.empty();
    }
    Earlier earlier = earlier(name);
    return earlier.unanswered() && takeOver(name, requestHash, earlier.node())
        ? Optional.empty()
        : Optional.of(earlier(name));
  }

  /** Gives how many. */
  @Transactional
  public int forgetOld() {
    return db.sql("delete from practice.answered_request where began_at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }

  private boolean lives(@Nullable UUID node) {
    return node != null && (node.equals(nodes.self()) || nodes.lives(node));
  }

  /** Of a dead node; of two who come for it one gets it. */
  private boolean takeOver(Name name, byte[] requestHash, @Nullable UUID node) {
    return node != null
        && !lives(node)
        && db.sql(
                    """
                    update practice.answered_request
                       set node = :self, request_hash = :hash, began_at = :now
                     where api_key_id = :apiKey and idempotency_key = :key and status is null
                       and done_at is null and node = :dead and request_hash = :hash
                    """)
                .param("self", nodes.self(), Types.OTHER)
                .param("hash", requestHash)
                .param("now", Timestamp.from(clock.instant()))
                .param("apiKey", name.apiKey())
                .param("key", name.idempotencyKey())
                .param("dead", node)
                .update()
            == 1;
  }

  /**
   * Part of the transaction that does the write: committed together, and until its end nobody takes
   * the name over.
   *
   * @throws Refused if another node has, which took this one for dead
   */
  void done(Name name) {
    if (wroteSomething() ? !marked(name) : !held(name)) {
      throw new Refused(
          "This took too long, and the same request was sent again meanwhile: that one counts.");
    }
  }

  /** Many a transaction only reads, though it might have written. */
  private boolean wroteSomething() {
    return db.sql("select pg_current_xact_id_if_assigned() is not null")
        .query(Boolean.class)
        .single();
  }

  private boolean marked(Name name) {
    return db.sql(
                """
                update practice.answered_request set done_at = coalesce(done_at, :now)
                 where api_key_id = :apiKey and idempotency_key = :key and status is null
                   and node is not distinct from :self::uuid
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("apiKey", name.apiKey())
            .param("key", name.idempotencyKey())
            .param("self", nodes.self())
            .update()
        == 1;
  }

  private boolean held(Name name) {
    return db.sql(
            """
            select 1 from practice.answered_request
             where api_key_id = :apiKey and idempotency_key = :key and status is null
               and node is not distinct from :self::uuid for share
            """)
        .param("apiKey", name.apiKey())
        .param("key", name.idempotencyKey())
        .param("self", nodes.self())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Nothing, if another node has taken it over meanwhile: its answer counts. */
  @Transactional
  public void answered(Name name, Answer answer) {
    db.sql(
            """
            update practice.answered_request
            set status = ?, content_type = ?, location = ?, body = ?
            where api_key_id = ? and idempotency_key = ? and node is not distinct from ?::uuid
            """)
        .param(answer.status())
        .param(answer.contentType())
        .param(answer.location())
        .param(answer.body())
        .param(name.apiKey())
        .param(name.idempotencyKey())
        .param(nodes.self())
        .update();
  }

  /**
   * An error of ours: the same request may be sent again. If something of it was done it may not,
   * and whoever repeats it is told: nobody works on it any more.
   */
  @Transactional
  public void forget(Name name) {
    int forgotten =
        db.sql(
                """
            delete from practice.answered_request
             where api_key_id = ? and idempotency_key = ? and node is not distinct from ?::uuid
               and done_at is null
            """)
            .param(name.apiKey())
            .param(name.idempotencyKey())
            .param(nodes.self())
            .update();
    if (forgotten == 0) {
      db.sql(
              """
              update practice.answered_request set node = null
               where api_key_id = ? and idempotency_key = ? and node is not distinct from ?::uuid
                 and done_at is not null and status is null
              """)
          .param(name.apiKey())
          .param(name.idempotencyKey())
          .param(nodes.self())
          .update();
    }
  }

  private Earlier earlier(Name name) {
    return db.sql(
            """
            select * from practice.answered_request where api_key_id = ? and idempotency_key = ?
            """)
        .params(name.apiKey(), name.idempotencyKey())
        .query((row, _) -> earlier(row))
        .single();
  }

  private Earlier earlier(ResultSet row) throws SQLException {
    UUID node = row.getObject("node", UUID.class);
    boolean done = row.getTimestamp("done_at") != null;
    int status = row.getInt("status");
    byte[] body = row.getBytes("body");
    return new Earlier(
        row.getBytes("request_hash"),
        row.getObject("status", Integer.class),
        done && !lives(node),
        node,
        new Answer(
            status,
            row.getString("content_type"),
            row.getString("location"),
            body == null ? new byte[0] : body));
  }
}
