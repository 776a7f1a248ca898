package dev.tandem.staff;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts failed sign-ins, for all nodes together. The narrow limit is per e-mail <em>and</em>
 * address, so that a stranger elsewhere cannot lock a person out quickly; the wide ones stop
 * guessing that is spread over many addresses or many e-mails.
 */
@Component
class SignInFailures {

  private final JdbcClient db;
  private final Clock clock;
  private final StaffSettings settings;

  SignInFailures(JdbcClient db, Clock clock, StaffSettings settings) {
    this.db = db;
    this.clock = clock;
    this.settings = settings;
  }

  void refuseIfTooMany(String email, String address) {
    limits(email, address)
        .forEach(
            (subject, limit) -> {
              if (countOf(subject) >= limit) {
                throw new TooManyAttempts();
              }
            });
  }

  void count(String email, String address) {
    var now = Timestamp.from(clock.instant());
    var until = Timestamp.from(clock.instant().plus(settings.pause()));
    db.sql("delete from house.sign_in_failures where until < ?").param(now).update();
    limits(email, address)
        .keySet()
        .forEach(
            subject ->
                db.sql(
                        """
                        insert into house.sign_in_failures as f (subject, failures, until)
                        values (?, 1, ?)
                        on conflict (subject) do update
                        set failures = f.failures + 1, until = excluded.until
                        """)
                    .params(Hashes.sha256(subject), until)
                    .update());
  }

  /** A success clears what was counted against this person here, not against the whole address. */
  void forget(String email, String address) {
    db.sql("delete from house.sign_in_failures where subject = ?")
        .param(Hashes.sha256(pair(email, address)))
        .update();
  }

  private int countOf(String subject) {
    return db.sql("select failures from house.sign_in_failures where subject = ? and until >= ?")
        .params(Hashes.sha256(subject), Timestamp.from(clock.instant()))
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private Map<String, Integer> limits(String email, String address) {
    return Map.of(
        pair(email, address),
        settings.failuresPerPerson(),
        "email " + key(email),
        settings.failuresPerEmail(),
        "address " + address,
        settings.failuresPerAddress());
  }

  private static String pair(String email, String address) {
    return "both " + key(email) + " " + address;
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
