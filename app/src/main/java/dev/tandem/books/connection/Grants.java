package dev.tandem.books.connection;

import dev.tandem.shared.Ids;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.SealedColumn;
import dev.tandem.shared.Sealing;
import dev.tandem.staff.StaffId;
import dev.tandem.xero.oauth.TokenSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of {@code house.oauth_grant}. Tokens are sealed on their way in and opened on their way
 * out, each for its own row. No transaction is needed around these methods, and none may be open
 * while the ledger is called between two of them.
 */
@Repository
class Grants {

  static final SealedColumn ACCESS = new SealedColumn("house.oauth_grant", "access_token");
  static final SealedColumn REFRESH = new SealedColumn("house.oauth_grant", "refresh_token");

  private final JdbcClient jdbc;
  private final Sealing sealing;
  private final TransactionTemplate inHouse;
  private final Clock clock;

  Grants(
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
   * To which app a grant was given.
   *
   * @param custom whether the app is a custom connection
   * @param app the custom connection's row; null: the app that the environment names
   * @param key for whom the ledger counts its limits
   */
  record GivenTo(boolean custom, @Nullable UUID app, String key) {

    static final GivenTo HOUSE = new GivenTo(false, null, XeroApp.PROVIDER);
  }

  GrantId add(PracticeId practice, StaffId authorisedBy, TokenSet tokens) {
    return add(practice, authorisedBy, tokens, GivenTo.HOUSE);
  }

  GrantId add(PracticeId practice, StaffId authorisedBy, TokenSet tokens, GivenTo app) {
    var id = new GrantId(Ids.next(clock));
    inHouse.executeWithoutResult(_ -> insert(id, practice, authorisedBy, tokens, app));
    return id;
  }

  private void insert(
      GrantId id, PracticeId practice, StaffId authorisedBy, TokenSet tokens, GivenTo app) {
    var now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            insert into house.oauth_grant (id, provider, kind, practice_id, authorised_by, ledger_user, auth_event,
              scopes, access_token, refresh_token, access_expires_at, refresh_issued_at, status, created_at,
              custom_app, app_key)
            values (:id, 'xero', :kind, :practice, :by, :user, :event,
              :scopes, :access, :refresh, :expires, :now, 'active', :now, :app, :appKey)
            """)
        .param("id", id.value())
        .param("kind", app.custom() ? "app" : "consent")
        .param("app", app.app(), Types.OTHER)
        .param("appKey", app.key())
        .param("practice", practice.value())
        .param("by", authorisedBy.value())
        .param("user", TokenClaims.userOf(tokens.accessToken()))
        .param("event", text(tokens.authenticationEventId()))
        .param("scopes", scopes(tokens))
        .param("access", sealAccess(id, tokens))
        .param("refresh", sealRefresh(id, tokens))
        .param("expires", Timestamp.from(tokens.expiresAt()))
        .param("now", now)
        .update();
  }

  Grant find(GrantId id) {
    return jdbc.sql("select * from house.oauth_grant where id = ?")
        .param(id.value())
        .query((row, number) -> open(row))
        .optional()
        .orElseThrow(() -> new NoSuchRecord("consent", id));
  }

  /**
   * Takes the right to refresh this version, for as long as the lease lasts by the database's
   * clock, and writes down that an attempt goes out. False: somebody else has it, or there is a
   * newer version.
   */
  boolean lease(Grant grant, Duration lease) {
    return jdbc.sql(
                """
                update house.oauth_grant
                set refreshing_until = clock_timestamp() + :millis * interval '1 millisecond',
                    attempt_at = coalesce(attempt_at, :now)
                where id = :id and version = :version and status = 'active'
                  and (refreshing_until is null or refreshing_until < clock_timestamp())
                """)
            .param("millis", lease.toMillis())
            .param("now", Timestamp.from(clock.instant()))
            .param("id", grant.id().value())
            .param("version", grant.version())
            .update()
        == 1;
  }

  /** Gives the lease back; the attempt stays written down, for its answer is unknown. */
  void release(Grant grant) {
    jdbc.sql(
            "update house.oauth_grant set refreshing_until = null where id = ? and version = ? and"
                + " refreshing_until is not null")
        .params(grant.id().value(), grant.version())
        .update();
  }

  /** Puts the new pair in the place of the old; does nothing if somebody was quicker. */
  void renew(Grant grant, TokenSet tokens) {
    inHouse.executeWithoutResult(_ -> replace(grant, tokens));
  }

  private void replace(Grant grant, TokenSet tokens) {
    var now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            update house.oauth_grant
            set access_token = :access, refresh_token = coalesce(:refresh, refresh_token),
                access_expires_at = :expires, refresh_issued_at = :now, refreshed_at = :now,
                scopes = case when :scopes = '' then scopes else :scopes end,
                version = version + 1, refreshing_until = null, attempt_at = null
            where id = :id and version = :version and status = 'active'
            """)
        .param("access", sealAccess(grant.id(), tokens))
        .param("refresh", sealRefresh(grant.id(), tokens))
        .param("expires", Timestamp.from(tokens.expiresAt()))
        .param("scopes", scopes(tokens))
        .param("now", now)
        .param("id", grant.id().value())
        .param("version", grant.version())
        .update();
  }

  /**
   * The ledger will not renew it. The tokens stay until a disconnect: they may still explain
   * things.
   */
  boolean failed(Grant grant) {
    return jdbc.sql(
                """
                update house.oauth_grant set status = 'refresh_failed', refreshing_until = null
                where id = ? and version = ? and status = 'active'
                """)
            .params(grant.id().value(), grant.version())
            .update()
        == 1;
  }

  /**
   * What a grant allows.
   *
   * @param custom whether scopes are chosen in Xero's portal instead of on a consent page
   * @param appKey for whom the ledger counts its limits
   */
  record Reach(Set<String> scopes, boolean custom, String appKey) {}

  /** Without opening its tokens. */
  Reach reach(GrantId id) {
    return jdbc.sql("select scopes, kind, app_key from house.oauth_grant where id = ?")
        .param(id.value())
        .query(
            (row, _) ->
                new Reach(
                    Set.of(row.getString("scopes").strip().split("\\s+")),
                    row.getString("kind").equals("app"),
                    row.getString("app_key")))
        .optional()
        .orElseThrow(() -> new NoSuchRecord("consent", id));
  }

  /** Ends it for good and wipes its tokens, and the secrets of an app that nothing else uses. */
  void revoked(GrantId id) {
    inHouse.executeWithoutResult(_ -> end(id));
  }

  /**
   * The same, unless an organisation is on it; who is just choosing one holds the row ({@link
   * Bindings#bind}).
   *
   * @return whether it is ended now and was not before
   */
  boolean retire(GrantId id) {
    return Boolean.TRUE.equals(
        inHouse.execute(
            _ -> {
              // Locked by one statement and judged by the next: that one sees what came before.
              jdbc.sql("select 1 from house.oauth_grant where id = ? for update")
                  .param(id.value())
                  .query(Integer.class)
                  .single();
              boolean idle =
                  jdbc.sql(
                          """
                          select status <> 'revoked'
                             and not exists (select from house.organisation_route where grant_id = it.id)
                            from house.oauth_grant it where id = ?""")
                      .param(id.value())
                      .query(Boolean.class)
                      .single();
              if (idle) {
                end(id);
              }
              return idle;
            }));
  }

  private void end(GrantId id) {
    jdbc.sql(
            """
            update house.oauth_grant
            set status = 'revoked', access_token = null, refresh_token = null, refreshing_until = null,
                version = version + 1
            where id = ?
            """)
        .param(id.value())
        .update();
    jdbc.sql(
            """
            update house.custom_app app set client_secret = null, webhook_key = null, webhook_key_before = null
            where id = (select custom_app from house.oauth_grant where id = ?) and client_secret is not null
              and not exists (select from house.oauth_grant where custom_app = app.id and status <> 'revoked')
            """)
        .param(id.value())
        .update();
  }

  /**
   * Whether another grant of the same person at the ledger is needed: organisations are on it, or
   * it is so new that somebody may just be choosing. Who is unknown may be the same.
   */
  boolean sharesItsUser(Grant grant) {
    return jdbc.sql(
            """
            select exists (select from house.oauth_grant other
              where other.provider = 'xero' and other.kind = 'consent' and other.id <> :id and other.status <> 'revoked'
                and (other.ledger_user = :user or other.ledger_user is null or :user::text is null)
                and (other.created_at > :new
                  or exists (select from house.organisation_route where grant_id = other.id)))
            """)
        .param("id", grant.id().value())
        .param("user", grant.ledgerUser())
        .param("new", Timestamp.from(clock.instant().minus(GrantUse.CHOOSING)))
        .query(Boolean.class)
        .single();
  }

  /** Living grants with an organisation on them whose tokens were last renewed so long ago. */
  List<GrantId> unusedFor(Duration time) {
    return jdbc.sql(
            """
            select id from house.oauth_grant it
            where status = 'active' and refresh_token is not null and refresh_issued_at < ?
              and exists (select from house.organisation_route where grant_id = it.id)
            order by refresh_issued_at
            """)
        .param(Timestamp.from(clock.instant().minus(time)))
        .query((row, number) -> new GrantId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * Living grants that the same Xero user gave since, newest first: to the same practice, or by the
   * hand of the same person in another one.
   */
  List<GrantId> successorsOf(Grant grant) {
    return jdbc.sql(
            """
            select it.id from house.oauth_grant it join house.oauth_grant old on old.id = ?
            where it.id <> old.id and it.provider = old.provider and it.kind = old.kind
              and it.status = 'active' and it.ledger_user = old.ledger_user
              and it.created_at >= old.created_at
              and (it.practice_id = old.practice_id
                or (it.authorised_by = old.authorised_by
                  and exists (select from house.membership m where m.practice_id = it.practice_id
                                and m.staff_id = it.authorised_by and m.active)))
            order by it.created_at desc
            """)
        .param(grant.id().value())
        .query((row, number) -> new GrantId(row.getObject(1, UUID.class)))
        .list();
  }

  /** The organisations that hang on this grant, by their tenant ids. */
  Set<String> organisationsOn(GrantId id) {
    return Set.copyOf(
        jdbc.sql("select tenant_id from house.organisation_route where grant_id = ?")
            .param(id.value())
            .query(String.class)
            .list());
  }

  /** The practices that have an organisation on this grant. */
  List<PracticeId> practicesOn(GrantId id) {
    return jdbc.sql("select distinct practice_id from house.organisation_route where grant_id = ?")
        .param(id.value())
        .query((row, number) -> new PracticeId(row.getObject(1, UUID.class)))
        .list();
  }

  /** One that cannot be opened is a grant, too: people have to see it and to end it. */
  private Grant open(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var status = Grant.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
    try {
      String access = unseal(row.getString("access_token"), ACCESS.row(id));
      String refresh = unseal(row.getString("refresh_token"), REFRESH.row(id));
      return read(row, status, access == null ? "" : access, refresh);
    } catch (Sealing.CannotUnseal underAnotherKey) {
      return read(row, status == Grant.Status.ACTIVE ? Grant.Status.UNREADABLE : status, "", null);
    }
  }

  private @Nullable String unseal(@Nullable String sealed, String row) {
    return sealed == null ? null : sealing.unseal(sealed, row);
  }

  private static Grant read(
      ResultSet row, Grant.Status status, String access, @Nullable String refresh)
      throws SQLException {
    return new Grant(
        new GrantId(row.getObject("id", UUID.class)),
        new PracticeId(row.getObject("practice_id", UUID.class)),
        status,
        access,
        refresh,
        row.getTimestamp("access_expires_at").toInstant(),
        row.getTimestamp("refresh_issued_at").toInstant(),
        row.getLong("version"),
        instant(row.getTimestamp("attempt_at")),
        instant(row.getTimestamp("refreshed_at")),
        row.getString("ledger_user"),
        row.getString("auth_event"),
        row.getString("kind").equals("app"),
        row.getObject("custom_app", UUID.class),
        row.getString("app_key"));
  }

  private String sealAccess(GrantId id, TokenSet tokens) {
    return sealing.seal(tokens.accessToken(), ACCESS.row(id.value()));
  }

  private @Nullable String sealRefresh(GrantId id, TokenSet tokens) {
    String token = tokens.refreshToken();
    return token == null ? null : sealing.seal(token, REFRESH.row(id.value()));
  }

  private static String scopes(TokenSet tokens) {
    return String.join(" ", tokens.scopes().stream().sorted().toList()).strip();
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
