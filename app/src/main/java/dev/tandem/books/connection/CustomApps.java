package dev.tandem.books.connection;

import dev.tandem.shared.Ids;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.SealedColumn;
import dev.tandem.shared.Sealing;
import dev.tandem.staff.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of {@code house.custom_app}: apps of single practices. Their secrets are sealed on the
 * way in and never shown again.
 */
@Repository
class CustomApps {

  static final SealedColumn SECRET = new SealedColumn("house.custom_app", "client_secret");
  static final SealedColumn SIGNING = new SealedColumn("house.custom_app", "webhook_key");
  static final SealedColumn SIGNING_BEFORE =
      new SealedColumn("house.custom_app", "webhook_key_before");

  private final JdbcClient jdbc;
  private final Sealing sealing;
  private final TransactionTemplate inHouse;
  private final Clock clock;

  CustomApps(
      JdbcClient jdbc,
      Sealing sealing,
      @Qualifier("inHouse") TransactionTemplate inHouse,
      Clock clock) {
    this.jdbc = jdbc;
    this.sealing = sealing;
    this.inHouse = inHouse;
    this.clock = clock;
  }

  /**
   * What a person typed in, once it has been tried.
   *
   * @param webhookKey null: no notices are signed with a key of its own
   */
  record Typed(String clientId, String clientSecret, @Nullable String webhookKey) {

    @Override
    public String toString() {
      return "Typed[client " + clientId + "]";
    }
  }

  UUID add(PracticeId practice, StaffId by, Typed typed, String tenantId) {
    UUID id = Ids.next(clock);
    inHouse.executeWithoutResult(_ -> insert(id, practice, by, typed, tenantId));
    return id;
  }

  private void insert(UUID id, PracticeId practice, StaffId by, Typed typed, String tenantId) {
    String webhookKey = typed.webhookKey();
    jdbc.sql(
            """
            insert into house.custom_app
              (id, provider, practice_id, client_id, client_secret, webhook_key, tenant_id, created_by, created_at)
            values (:id, 'xero', :practice, :client, :secret, :key, :tenant, :by, :now)""")
        .param("id", id)
        .param("practice", practice.value())
        .param("client", typed.clientId())
        .param("secret", sealing.seal(typed.clientSecret(), SECRET.row(id)))
        .param(
            "key",
            webhookKey == null ? null : sealing.seal(webhookKey, SIGNING.row(id)),
            java.sql.Types.VARCHAR)
        .param("tenant", tenantId)
        .param("by", by.value())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /**
   * @throws NotConnected if its secrets were wiped
   */
  CustomApp find(UUID id) {
    return jdbc.sql("select * from house.custom_app where id = ? and client_secret is not null")
        .param(id)
        .query(
            (row, _) ->
                new CustomApp(
                    id,
                    new PracticeId(row.getObject("practice_id", UUID.class)),
                    row.getString("client_id"),
                    sealing.unseal(row.getString("client_secret"), SECRET.row(id)),
                    row.getString("tenant_id")))
        .optional()
        .orElseThrow(
            () ->
                new NotConnected(
                    "The custom connection was ended and its secret wiped. Enter it again on the Ledger page."));
  }

  /** Whether this installation has one practice and no more. */
  boolean servesOnePractice() {
    return jdbc.sql("select count(*) = 1 from house.practice").query(Boolean.class).single();
  }

  /**
   * A key that signs notices about one organisation.
   *
   * @param tenantId notices about any other are not proven by it
   */
  record SigningKey(String key, String tenantId) {

    @Override
    public String toString() {
      return "SigningKey[" + tenantId + "]";
    }
  }

  List<SigningKey> signingKeys() {
    return jdbc
        .sql("select * from house.custom_app where provider = 'xero' and webhook_key is not null")
        .query(
            (row, _) -> {
              String tenant = row.getString("tenant_id");
              Keys keys = keys(row);
              return Stream.of(keys.present(), keys.before())
                  .filter(Objects::nonNull)
                  .map(it -> new SigningKey(it, tenant));
            })
        .list()
        .stream()
        .flatMap(it -> it)
        .toList();
  }

  /**
   * An app's signing keys.
   *
   * @param present null: notices are not signed with a key of its own
   * @param before still believed; null: none
   */
  record Keys(@Nullable String present, @Nullable String before) {

    @Override
    public String toString() {
      return "Keys[%s, %s]"
          .formatted(present == null ? "none" : "one", before == null ? "none" : "one");
    }
  }

  Keys keys(UUID id) {
    return jdbc.sql("select * from house.custom_app where id = ?")
        .param(id)
        .query((row, _) -> keys(row))
        .single();
  }

  /** The key takes over, and the one that it takes over from becomes the one before. */
  void changeKey(UUID id, String key) {
    inHouse.executeWithoutResult(
        _ -> {
          Keys now =
              jdbc.sql("select * from house.custom_app where id = ? for update")
                  .param(id)
                  .query((row, _) -> keys(row))
                  .single();
          if (!key.equals(now.present())) {
            store(id, key, now.present());
          }
        });
  }

  void forgetKeyBefore(UUID id) {
    jdbc.sql("update house.custom_app set webhook_key_before = null where id = ?")
        .param(id)
        .update();
  }

  private void store(UUID id, String present, @Nullable String before) {
    int rows =
        jdbc.sql(
                """
                update house.custom_app set webhook_key = :present, webhook_key_before = :before
                 where id = :id and client_secret is not null""")
            .param("id", id)
            .param("present", sealing.seal(present, SIGNING.row(id)))
            .param(
                "before",
                before == null ? null : sealing.seal(before, SIGNING_BEFORE.row(id)),
                java.sql.Types.VARCHAR)
            .update();
    if (rows == 0) {
      throw new NotConnected(
          "The custom connection was ended and its secret wiped. Enter it again on the Ledger page.");
    }
  }

  private Keys keys(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Keys(
        unsealed(row.getString("webhook_key"), SIGNING, id),
        unsealed(row.getString("webhook_key_before"), SIGNING_BEFORE, id));
  }

  private @Nullable String unsealed(@Nullable String sealed, SealedColumn column, UUID id) {
    return sealed == null ? null : sealing.unseal(sealed, column.row(id));
  }
}
