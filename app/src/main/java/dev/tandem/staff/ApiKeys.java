package dev.tandem.staff;

import dev.tandem.shared.Ids;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keys by which programs use the API in one practice's name. A key is shown once, at its making.
 */
@Component
public class ApiKeys {

  private static final String PREFIX = "tandem_";
  private static final int HINT = PREFIX.length() + 4;
  private static final Duration LAST_USED_STEP = Duration.ofMinutes(1);

  private final JdbcClient db;
  private final AuditTrail trail;
  private final Clock clock;

  ApiKeys(JdbcClient db, AuditTrail trail, Clock clock) {
    this.db = db;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * @param role what the key may do
   * @return the key itself, for the {@code Authorization: Bearer} header; it cannot be shown again
   */
  @Transactional
  public String create(String name, Role role) {
    if (name.isBlank() || name.length() > 80) {
      throw new InvalidInput("name", "Say in up to 80 characters what will use this key.");
    }
    if (SignedIn.current().map(me -> !me.role().mayGive(role)).orElse(false)) {
      throw new Refused("Only an owner can make a key with the owner's rights.");
    }
    UUID id = Ids.next(clock);
    String secret = PREFIX + Hashes.secret();
    db.sql(
            """
            insert into house.api_key (id, practice_id, name, hint, secret_hash, role, created_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            Practices.current().value(),
            name.strip(),
            secret.substring(0, HINT),
            Hashes.sha256(secret),
            role.name(),
            Timestamp.from(clock.instant()))
        .update();
    note(id, "added", "made the API key " + name.strip());
    return secret;
  }

  /** The current practice's keys, newest first, revoked ones last. */
  @Transactional(readOnly = true)
  public List<ApiKeyView> all() {
    return db.sql(
            """
            select * from house.api_key where practice_id = ?
            order by revoked_at is not null, created_at desc
            """)
        .param(Practices.current().value())
        .query(ApiKeys::view)
        .list();
  }

  /** From now on the key opens nothing. */
  @Transactional
  public void revoke(UUID id) {
    String name =
        db.sql(
                """
                update house.api_key set revoked_at = coalesce(revoked_at, ?)
                where practice_id = ? and id = ? returning name
                """)
            .params(Timestamp.from(clock.instant()), Practices.current().value(), id)
            .query(String.class)
            .optional()
            .orElseThrow(() -> new NoSuchRecord("API key", id));
    note(id, "revoked", "revoked the API key " + name);
  }

  /** Who uses this key; empty if it is none of ours or was revoked. Needs no practice. */
  public Optional<SignedIn> open(String key) {
    return db.sql("select * from house.api_key where secret_hash = ? and revoked_at is null")
        .param(Hashes.sha256(key))
        .query(
            (row, number) -> {
              ApiKeyView it = view(row, number);
              noteUse(it);
              var practice = new PracticeId(row.getObject("practice_id", UUID.class));
              return new SignedIn(null, it.id(), it.name(), practice, it.role());
            })
        .optional();
  }

  /** To the minute is enough, and spares a write with every request. */
  private void noteUse(ApiKeyView key) {
    Instant now = clock.instant();
    if (key.lastUsedAt() == null || key.lastUsedAt().plus(LAST_USED_STEP).isBefore(now)) {
      db.sql("update house.api_key set last_used_at = ? where id = ?")
          .params(Timestamp.from(now), key.id())
          .update();
    }
  }

  private void note(UUID id, String action, String text) {
    trail.note(new RecordRef("api-key", id), null, action, text);
  }

  private static ApiKeyView view(ResultSet row, int number) throws SQLException {
    return new ApiKeyView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("hint"),
        Role.valueOf(row.getString("role")),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("last_used_at")),
        instant(row.getTimestamp("revoked_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
