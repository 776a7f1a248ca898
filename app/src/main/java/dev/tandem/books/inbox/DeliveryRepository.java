package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What the ledger told us, in schema house; needs no practice. */
@Repository
class DeliveryRepository {

  private static final int PORTION = 5_000;

  private static final String COUNT =
      """
      select (select count(*) from house.delivery where verdict = 'unreadable') as unreadable,
             count(distinct tenant) as organisations, count(*) as notices
        from house.delivery d
       where done_at is null
         and not exists (select from house.organisation_route r
                          where r.provider = ? and r.tenant_id = d.tenant::text)""";

  private final JdbcTemplate jdbc;

  DeliveryRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores what is not known yet.
   *
   * @return the lanes that have something new, and a signal for it
   */
  List<LaneId> store(String provider, List<Received> all, Instant now) {
    return jdbc.query(
        connection -> fill(connection.prepareStatement(AcceptStatement.SQL), provider, all, now),
        (row, number) -> new LaneId(row.getString("app"), row.getObject("tenant", UUID.class)));
  }

  /** Closes what concerns an organisation that nobody has been connected to for so long. */
  int closeStrangersBefore(Instant moment, Instant now) {
    return inPortions(
        """
        update house.delivery set done_at = ?, verdict = 'nobody''s'
         where id in (select id from house.delivery d
                       where done_at is null and received_at < ?
                         and not exists (select from house.organisation_route r
                                          where r.tenant_id = d.tenant::text)
                       limit ?)""",
        Timestamp.from(now),
        Timestamp.from(moment),
        PORTION);
  }

  /** Forgets what was dealt with before then. */
  int forgetDoneBefore(Instant moment) {
    return inPortions(
        """
        delete from house.delivery
         where id in (select id from house.delivery where done_at < ? order by done_at limit ?)""",
        Timestamp.from(moment),
        PORTION);
  }

  void forgetCallsBefore(Instant moment) {
    inPortions(
        """
        delete from house.webhook_delivery
         where (received_at, id) in (select received_at, id from house.webhook_delivery
                                      where received_at < ? order by received_at limit ?)""",
        Timestamp.from(moment),
        PORTION);
  }

  /** One statement for a month of a busy organisation would hold up everybody else. */
  private int inPortions(String sql, Object... parameters) {
    int all = 0;
    for (int some = PORTION; some == PORTION; all += some) {
      some = jdbc.update(sql, parameters);
    }
    return all;
  }

  Counts count(String provider) {
    return jdbc.queryForObject(COUNT, DeliveryRepository::counts, provider);
  }

  /** How many organisations nobody is connected to, their notices, and bodies we cannot read. */
  record Counts(int organisations, int notices, int unreadable) {}

  private static Counts counts(ResultSet row, int number) throws SQLException {
    return new Counts(row.getInt("organisations"), row.getInt("notices"), row.getInt("unreadable"));
  }

  private static PreparedStatement fill(
      PreparedStatement store, String provider, List<Received> calls, Instant now)
      throws SQLException {
    Connection on = store.getConnection();
    List<Delivery> all = calls.stream().flatMap(it -> it.rows().stream()).toList();
    store.setString(1, provider);
    store.setTimestamp(2, Timestamp.from(now));
    store.setArray(3, array(on, "text", calls, Received::via));
    store.setArray(4, array(on, "bigint", calls, Received::first));
    store.setArray(5, array(on, "bigint", calls, Received::last));
    store.setArray(6, array(on, "int", calls, Received::events));
    store.setArray(7, array(on, "int", calls, Received::unreadable));
    store.setTimestamp(8, Timestamp.from(now));
    store.setTimestamp(9, Timestamp.from(now));
    store.setArray(10, on.createArrayOf("bytea", column(all, Delivery::key)));
    store.setArray(11, array(on, "uuid", all, Delivery::tenant));
    store.setArray(12, array(on, "text", all, Delivery::category));
    store.setArray(13, array(on, "text", all, Delivery::type));
    store.setArray(14, array(on, "text", all, Delivery::resource));
    store.setArray(15, array(on, "timestamptz", all, Delivery::at));
    store.setArray(16, on.createArrayOf("bytea", column(all, Delivery::body)));
    store.setArray(17, array(on, "text", all, Delivery::verdict));
    store.setString(18, provider);
    return store;
  }

  private static <T> Array array(
      Connection on, String type, List<T> all, Function<T, @Nullable Object> of)
      throws SQLException {
    Object[] texts =
        all.stream().map(of).map(it -> it == null ? null : it.toString()).toArray(String[]::new);
    return on.createArrayOf(type, texts);
  }

  private static byte[][] column(List<Delivery> all, Function<Delivery, byte[]> of) {
    return all.stream().map(of).toArray(byte[][]::new);
  }
}
