package dev.tandem.books.connection;

import dev.tandem.books.connection.ConsentRefused.Why;
import dev.tandem.shared.Ids;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.SealedColumn;
import dev.tandem.shared.Sealing;
import dev.tandem.xero.oauth.AuthorizationRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who set out to the consent page and has not come back. A state is good once, for ten minutes, and
 * only for the person, practice and browser session that it was made for. State and session are
 * kept as hashes, the PKCE verifier is sealed.
 */
@Repository
class ConsentAttempts {

  static final SealedColumn VERIFIER = new SealedColumn("house.consent_attempt", "verifier");

  private static final Duration OPEN_FOR = Duration.ofMinutes(10);
  private static final Duration KEPT_FOR = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Sealing sealing;
  private final TransactionTemplate inHouse;
  private final Clock clock;

  ConsentAttempts(
      JdbcClient jdbc,
      Sealing sealing,
      @Qualifier("inHouse") TransactionTemplate inHouse,
      Clock clock) {
    this.jdbc = jdbc;
    this.sealing = sealing;
    this.inHouse = inHouse;
    this.clock = clock;
  }

  void remember(AuthorizationRequest request, PracticeId practice, Visitor visitor) {
    inHouse.executeWithoutResult(_ -> insert(request, practice, visitor));
  }

  private void insert(AuthorizationRequest request, PracticeId practice, Visitor visitor) {
    Instant now = clock.instant();
    var id = Ids.next(clock);
    jdbc.sql(
            """
            insert into house.consent_attempt (id, provider, nonce_hash, session_hash, practice_id, staff_id, verifier,
              created_at, expires_at)
            values (?, 'xero', ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            hash(request.state()),
            hash(visitor.session()),
            practice.value(),
            visitor.person().value(),
            sealing.seal(request.verifier(), VERIFIER.row(id)),
            Timestamp.from(now),
            Timestamp.from(now.plus(OPEN_FOR)))
        .update();
  }

  /**
   * Uses the attempt up. An answer that somebody else presents does not: the one who set out can
   * still finish.
   *
   * @return the PKCE verifier
   */
  String consume(String state, PracticeId practice, Visitor visitor) {
    Attempt attempt = find(state);
    if (attempt.usedAt != null) {
      throw new ConsentRefused(Why.ALREADY_USED);
    }
    if (!attempt.belongsTo(practice, visitor)) {
      throw new ConsentRefused(Why.OTHER_SESSION);
    }
    if (!attempt.expiresAt.isAfter(clock.instant())) {
      throw new ConsentRefused(Why.EXPIRED);
    }
    int used =
        jdbc.sql(
                "update house.consent_attempt set used_at = ?, verifier = '' where id = ? and used_at"
                    + " is null")
            .params(Timestamp.from(clock.instant()), attempt.id)
            .update();
    if (used == 0) {
      throw new ConsentRefused(Why.ALREADY_USED);
    }
    return sealing.unseal(attempt.verifier, VERIFIER.row(attempt.id));
  }

  /** Drops those of yesterday, whether somebody came back or not. */
  void forget() {
    jdbc.sql("delete from house.consent_attempt where expires_at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT_FOR)))
        .update();
  }

  private Attempt find(String state) {
    return jdbc.sql("select * from house.consent_attempt where nonce_hash = ?")
        .param(hash(state))
        .query(
            (row, number) ->
                new Attempt(
                    row.getObject("id", UUID.class),
                    row.getObject("practice_id", UUID.class),
                    row.getObject("staff_id", UUID.class),
                    row.getString("session_hash"),
                    row.getString("verifier"),
                    row.getTimestamp("expires_at").toInstant(),
                    row.getTimestamp("used_at")))
        .optional()
        .orElseThrow(() -> new ConsentRefused(Why.UNKNOWN));
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private record Attempt(
      UUID id,
      UUID practice,
      UUID person,
      String session,
      String verifier,
      Instant expiresAt,
      @Nullable Timestamp usedAt) {

    boolean belongsTo(PracticeId practice, Visitor visitor) {
      return this.practice.equals(practice.value())
          && person.equals(visitor.person().value())
          && session.equals(hash(visitor.session()));
    }
  }
}
