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

  /**
   * One statement for however many: the rows, and a signal for each lane that has something new. In
   * the order of the keys, so that two writers with the same rows wait for each other instead of
   * blocking each other.
   */
  private static final String STORE =
      """
      with told as (
        insert into house.delivery
          (key, received_at, tenant, category, resource, event_at, body, done_at, verdict)
        select t.key, ?::timestamptz, t.tenant, t.category, t.resource, t.event_at, t.body,
               case when t.verdict is not null then ?::timestamptz end, t.verdict
          from unnest(?::bytea[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::bytea[],
                      ?::text[]) as t (key, tenant, category, resource, event_at, body, verdict)
         order by t.key
        on conflict (key) do nothing
        returning tenant)
      insert into house.wake (app, tenant)
      select app, tenant from house.lane
       where split_part(app, '/', 1) = ? and not retired and tenant in (select tenant from told)
      returning app, tenant""";

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
  List<LaneId> store(String provider, List<Delivery> all, Instant now) {
    return jdbc.query(
        connection -> fill(connection.prepareStatement(STORE), provider, all, now),
        (row, number) -> new LaneId(row.getString("app"), row.getObject("tenant", UUID.class)));
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
      PreparedStatement store, String provider, List<Delivery> all, Instant now)
      throws SQLException {
    Connection on = store.getConnection();
    store.setTimestamp(1, Timestamp.from(now));
    store.setTimestamp(2, Timestamp.from(now));
    store.setArray(3, on.createArrayOf("bytea", column(all, Delivery::key)));
    store.setArray(4, array(on, "uuid", all, Delivery::tenant));
    store.setArray(5, array(on, "text", all, Delivery::category));
    store.setArray(6, array(on, "text", all, Delivery::resource));
    store.setArray(7, array(on, "timestamptz", all, Delivery::at));
    store.setArray(8, on.createArrayOf("bytea", column(all, Delivery::body)));
    store.setArray(9, array(on, "text", all, Delivery::verdict));
    store.setString(10, provider);
    return store;
  }

  private static Array array(
      Connection on, String type, List<Delivery> all, Function<Delivery, @Nullable Object> of)
      throws SQLException {
    Object[] texts =
        all.stream().map(of).map(it -> it == null ? null : it.toString()).toArray(String[]::new);
    return on.createArrayOf(type, texts);
  }

  private static byte[][] column(List<Delivery> all, Function<Delivery, byte[]> of) {
    return all.stream().map(of).toArray(byte[][]::new);
  }
}
