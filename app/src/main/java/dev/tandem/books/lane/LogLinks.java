package dev.tandem.books.lane;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of the log's chains. */
@Repository
@Transactional
class LogLinks {

  private final JdbcClient jdbc;

  LogLinks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Where a chain begins and ends.
   *
   * @param length the position of its last link
   * @param sealedSeq calls with a greater count are not linked yet
   * @param anchored the position of the last link that was let go; 0 if none was
   * @param anchor the hash of that
   */
  record Chain(long length, String head, long sealedSeq, long anchored, String anchor) {}

  /** Makes the chain if need be, and waits for whoever is adding to it. */
  Chain lock(UUID tenant) {
    jdbc.sql("insert into practice.log_chain (tenant) values (:tenant) on conflict do nothing")
        .param("tenant", tenant)
        .update();
    return chain(tenant, " for update");
  }

  Chain chain(UUID tenant) {
    return chain(tenant, "");
  }

  private Chain chain(UUID tenant, String lock) {
    return jdbc.sql("select * from practice.log_chain where tenant = :tenant" + lock)
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new Chain(
                    row.getLong("length"),
                    hex(row.getBytes("head")),
                    row.getLong("sealed_seq"),
                    row.getLong("anchored"),
                    hex(row.getBytes("anchor"))))
        .single();
  }

  boolean anyUnsealed(UUID tenant) {
    return jdbc.sql(
            """
            select exists (
              select from practice.sync_log where tenant = :tenant and seq > coalesce(
                (select sealed_seq from practice.log_chain where tenant = :tenant), 0))""")
        .param("tenant", tenant)
        .query(Boolean.class)
        .single();
  }

  /**
   * @param late those up to this count of the lane that were left out, else those after it
   */
  List<SyncLog.Call> unsealed(UUID tenant, long seq, boolean late, int most) {
    return jdbc.sql(
            late
                ? """
                select l.* from practice.sync_log l
                 where l.tenant = :tenant and l.seq <= :seq
                   and not exists (select from practice.log_seal s where s.call = l.id)
                 order by l.seq, l.id limit :most"""
                : """
                select * from practice.sync_log
                 where tenant = :tenant and seq > :seq order by seq, id limit :most""")
        .param("tenant", tenant)
        .param("seq", seq)
        .param("most", most)
        .query(SyncLog::call)
        .list();
  }

  void append(UUID tenant, List<Link> added, long sealedSeq) {
    jdbc.sql(
            """
            insert into practice.log_seal (tenant, position, call, stories, hash)
            select :tenant, s.position, s.call, s.stories::uuid[], decode(s.hash, 'hex')
              from unnest(:positions, :calls, :stories, :hashes) as s (position, call, stories, hash)""")
        .param("tenant", tenant)
        .param("positions", added.stream().map(Link::position).toArray(Long[]::new))
        .param("calls", added.stream().map(Link::call).toArray(UUID[]::new))
        .param(
            "stories",
            added.stream().map(it -> "{" + joined(it.stories()) + "}").toArray(String[]::new))
        .param("hashes", added.stream().map(Link::hash).toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            update practice.log_chain
               set length = :length, head = decode(:head, 'hex'), sealed_seq = :seq
             where tenant = :tenant""")
        .param("length", added.getLast().position())
        .param("head", added.getLast().hash())
        .param("seq", sealedSeq)
        .param("tenant", tenant)
        .update();
  }

  private static String joined(List<UUID> ids) {
    return String.join(",", ids.stream().map(UUID::toString).toList());
  }

  /**
   * A link and the call it is about; null if that is not there any more.
   *
   * @param erased whether the call named an erased client and does so no more
   */
  record Sealed(Link link, SyncLog.@Nullable Call call, boolean erased) {}

  @Transactional(readOnly = true)
  List<Sealed> after(UUID tenant, long position, int most) {
    return jdbc.sql(
            """
            select s.position, s.call, s.stories, s.hash, l.* from practice.log_seal s
              left join practice.sync_log l on l.id = s.call
             where s.tenant = :tenant and s.position > :position order by s.position limit :most""")
        .param("tenant", tenant)
        .param("position", position)
        .param("most", most)
        .query(
            (row, number) ->
                new Sealed(
                    link(row),
                    row.getString("id") == null ? null : SyncLog.call(row, number),
                    row.getTimestamp("erased_at") != null))
        .list();
  }

  /** The links of these calls; those not sealed yet are missing. */
  @Transactional(readOnly = true)
  List<Link> of(List<UUID> calls) {
    return jdbc.sql(
            "select position, call, stories, hash from practice.log_seal where call = any (:calls)")
        .param("calls", calls.toArray(UUID[]::new))
        .query((row, _) -> link(row))
        .list();
  }

  /** The hashes at these positions, the anchor's among them. */
  @Transactional(readOnly = true)
  Map<Long, String> hashes(UUID tenant, List<Long> positions) {
    var hashes = new HashMap<Long, String>();
    jdbc.sql(
            """
            select position, hash from practice.log_seal
             where tenant = :tenant and position = any (:positions)
            union all
            select anchored, anchor from practice.log_chain
             where tenant = :tenant and anchored = any (:positions)""")
        .param("tenant", tenant)
        .param("positions", positions.toArray(Long[]::new))
        .query(
            row -> {
              hashes.put(row.getLong(1), hex(row.getBytes(2)));
            });
    return hashes;
  }

  private static Link link(ResultSet row) throws SQLException {
    Array stories = row.getArray("stories");
    return new Link(
        row.getLong("position"),
        row.getObject("call", UUID.class),
        Arrays.asList((UUID[]) stories.getArray()),
        hex(row.getBytes("hash")));
  }

  /** Every organisation of which calls were counted. */
  @Transactional(readOnly = true)
  List<UUID> tenants() {
    return jdbc.sql(
            """
            select tenant from practice.ledger_use union select tenant from practice.log_chain
             order by tenant""")
        .query(UUID.class)
        .list();
  }

  /**
   * Removes the oldest links with their calls.
   *
   * @return how many
   */
  int forget(UUID tenant, Instant before, int most) {
    Chain chain = lock(tenant);
    List<Link> old =
        jdbc.sql(
                """
                select s.position, s.call, s.stories, s.hash from practice.log_seal s
                 where s.tenant = :tenant and s.position > :anchored
                   and s.position < coalesce(
                     (select y.position from practice.log_seal y join practice.sync_log l on l.id = y.call
                       where y.tenant = :tenant and l.at >= :before order by y.position limit 1),
                     :length + 1)
                 order by s.position limit :most""")
            .param("tenant", tenant)
            .param("anchored", chain.anchored())
            .param("length", chain.length())
            .param("before", Timestamp.from(before))
            .param("most", most)
            .query((row, _) -> link(row))
            .list();
    if (old.isEmpty()) {
      return 0;
    }
    Link last = old.getLast();
    jdbc.sql("delete from practice.sync_log where id = any (:calls)")
        .param("calls", old.stream().map(Link::call).toArray(UUID[]::new))
        .update();
    jdbc.sql("delete from practice.log_seal where tenant = :tenant and position <= :last")
        .param("tenant", tenant)
        .param("last", last.position())
        .update();
    jdbc.sql(
            """
            update practice.log_chain
               set anchored = :last, anchor = decode(:hash, 'hex'), anchored_at = :before
             where tenant = :tenant""")
        .param("last", last.position())
        .param("hash", last.hash())
        .param("before", Timestamp.from(before))
        .param("tenant", tenant)
        .update();
    return old.size();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
