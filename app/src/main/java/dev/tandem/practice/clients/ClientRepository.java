package dev.tandem.practice.clients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code practice.client}: rows in, views out, in sets. */
@Repository
class ClientRepository {

  private static final String INSERT =
      "insert into practice.client (id, created_at, changed_at, "
          + ClientRow.names()
          + ") select n.id::uuid, now.at, now.at, "
          + ClientRow.COLUMNS.stream().map(ClientRow::typed).collect(Collectors.joining(", "))
          + " from "
          + ClientRow.UNNEST
          + ", (select ?::timestamptz as at) now";

  private static final String UPDATE =
      "update practice.client c set version = c.version + 1, "
          + ClientRow.COLUMNS.stream()
              .map(column -> column + " = " + ClientRow.typed(column))
              .collect(Collectors.joining(", "))
          + ", changed_at = now.at from "
          + ClientRow.UNNEST
          + ", (select ?::timestamptz as at) now"
          + " where c.practice_id = house.here() and c.id = n.id::uuid";

  private final JdbcClient jdbc;
  private final Clock clock;

  ClientRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void insert(List<ClientRow> rows) {
    jdbc.sql(INSERT).params(ClientRow.arrays(rows)).param(now()).update();
  }

  void update(List<ClientRow> rows) {
    jdbc.sql(UPDATE).params(ClientRow.arrays(rows)).param(now()).update();
  }

  /** Returns whether that changed anything. */
  boolean setArchived(ClientId id, boolean archived) {
    return jdbc.sql(
                """
                update practice.client
                   set archived_at = case when :archived then :now::timestamptz end,
                       changed_at = :now, version = version + 1
                 where practice_id = house.here() and id = :id
                   and (archived_at is null) = :archived
                """)
            .param("archived", archived)
            .param("now", now())
            .param("id", id.value())
            .update()
        == 1;
  }

  Optional<ClientView> find(ClientId id) {
    return jdbc.sql("select * from practice.client where practice_id = house.here() and id = ?")
        .param(id.value())
        .query(ClientRepository::view)
        .optional();
  }

  /** As {@link #find}; nobody else changes the row until this transaction ends. */
  Optional<ClientView> hold(ClientId id) {
    return jdbc.sql(
            "select * from practice.client where practice_id = house.here() and id = ? for update")
        .param(id.value())
        .query(ClientRepository::view)
        .optional();
  }

  /** The same for several, in an order of their own, so that nobody waits for each other. */
  void holdAll(Collection<ClientId> ids) {
    jdbc.sql(
            """
            select count(*) from (
              select 1 from practice.client
               where practice_id = house.here() and id = any(?::uuid[]) order by id for update) held
            """)
        .param(ids.stream().map(ClientId::toString).toArray(String[]::new))
        .query(Integer.class)
        .single();
  }

  /** The same of those that nobody else holds; gives these. */
  Set<ClientId> holdFree(Collection<ClientId> ids) {
    return jdbc.sql(
            """
            select id from practice.client
             where practice_id = house.here() and id = any(?::uuid[]) order by id
               for update skip locked
            """)
        .param(ids.stream().map(ClientId::toString).toArray(String[]::new))
        .query((row, _) -> new ClientId(row.getObject("id", UUID.class)))
        .set();
  }

  List<ClientView> byIds(Collection<ClientId> ids) {
    return jdbc.sql(
            "select * from practice.client where practice_id = house.here() and id = any(?::uuid[])")
        .param(ids.stream().map(ClientId::toString).toArray(String[]::new))
        .query(ClientRepository::view)
        .list();
  }

  List<ClientView> lookalikes(ClientRow row) {
    LocalDate born = row.details().birthDate();
    return jdbc.sql(
            """
            select * from practice.client c
             where c.practice_id = house.here()
               and ((:phone in (c.phone_key, c.mobile_key) and :phone <> '')
                    or (:mobile in (c.phone_key, c.mobile_key) and :mobile <> '') or (c.email_key = :email and :email <> '')
                    or (c.name_key = :name and c.birth_date = :born::date))
             order by c.archived_at nulls first, c.id limit 5
            """)
        .param("phone", row.phone().key())
        .param("mobile", row.mobile().key())
        .param("email", Folding.email(row.details().email()))
        .param("name", ClientRow.nameKey(row.details()))
        .param("born", born == null ? null : born.toString())
        .query(ClientRepository::view)
        .list();
  }

  long count(ClientFilter filter) {
    return jdbc.sql("select count(*) from practice.client c where " + filter.condition())
        .params(filter.parameters())
        .query(Long.class)
        .single();
  }

  List<ClientView> page(ClientFilter filter, ClientSearch search) {
    String order =
        switch (search.order()) {
          case NAME -> "c.family_key, c.id";
          case NEWEST -> "c.created_at desc, c.id desc";
          case LAST_CHANGED -> "c.changed_at desc, c.id desc";
        };
    return jdbc.sql(
            "select c.* from practice.client c where %s order by %s limit :size offset :skip"
                .formatted(filter.condition(), order))
        .params(filter.parameters())
        .param("size", search.size())
        .param("skip", (search.page() - 1L) * search.size())
        .query(ClientRepository::view)
        .list();
  }

  List<ClientView> after(ClientFilter filter, @Nullable ClientId last, int most) {
    String onwards =
        last == null
            ? ""
            : """
               and (c.family_key, c.id) > (select p.family_key, p.id from practice.client p
                                            where p.practice_id = house.here() and p.id = :last)
              """;
    return jdbc.sql(
            "select c.* from practice.client c where "
                + filter.condition()
                + onwards
                + " order by c.family_key, c.id limit :most")
        .params(filter.parameters())
        .param("last", last == null ? null : last.value())
        .param("most", most)
        .query(ClientRepository::view)
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  static ClientView view(ResultSet row, int number) throws SQLException {
    var fields = new EnumMap<ClientField, String>(ClientField.class);
    for (var field : ClientField.values()) {
      String value = row.getString(ClientRow.column(field));
      fields.put(field, value == null ? "" : value);
    }
    return new ClientView(
        new ClientId(row.getObject("id", UUID.class)),
        row.getInt("version"),
        ClientDetails.NOTHING_KNOWN.with(fields),
        row.getString("phone_e164"),
        row.getString("mobile_e164"),
        row.getTimestamp("archived_at") != null,
        instant(row, "created_at"),
        instant(row, "changed_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
