package dev.tandem.staff;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
  private final TransactionTemplate inHouse;

  SignInFailures(
      JdbcClient db,
      Clock clock,
      StaffSettings settings,
      @Qualifier("inHouse") TransactionTemplate inHouse) {
    this.inHouse = inHouse;
    this.db = db;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Counts the attempt before the password is looked at: of many at the same moment no more than
   * the limit get through. {@link #forget} takes it back for those who were right.
   *
   * @throws TooManyAttempts if there were too many already; this one is then not counted
   */
  void begin(String email, String address) {
    forgetOld();
    inHouse.executeWithoutResult(_ -> limits(email, address).forEach(this::count));
  }

  /**
   * A success clears what was counted against this person here, and this one attempt from what is
   * counted against the e-mail and the address.
   */
  void forget(String email, String address) {
    inHouse.executeWithoutResult(
        _ -> {
          for (Limit it : limits(email, address)) {
            db.sql(
                    it.clearedBySuccess()
                        ? "delete from house.sign_in_failures where subject = ?"
                        : "update house.sign_in_failures set failures = greatest(0, failures - 1) where subject = ?")
                .param(Hashes.sha256(it.subject()))
                .update();
          }
        });
  }

  private void count(Limit it) {
    int counted =
        db.sql(
                """
                insert into house.sign_in_failures as f (subject, failures, until)
                values (:subject, 1, :until)
                on conflict (subject) do update
                set failures = case when f.until < :now then 1 else f.failures + 1 end,
                    until = excluded.until
                where f.failures < :most or f.until < :now
                """)
            .param("now", now())
            .param("subject", Hashes.sha256(it.subject()))
            .param("until", Timestamp.from(clock.instant().plus(settings.pause())))
            .param("most", it.most())
            .update();
    if (counted == 0) {
      throw new TooManyAttempts();
    }
  }

  private void forgetOld() {
    db.sql(
            """
            delete from house.sign_in_failures where subject in
              (select subject from house.sign_in_failures where until < ? for update skip locked)
            """)
        .param(now())
        .update();
  }

  private record Limit(String subject, int most, boolean clearedBySuccess) {}

  /** Always in this order, so that two attempts cannot wait for each other. */
  private List<Limit> limits(String email, String address) {
    return List.of(
        new Limit(pair(email, address), settings.failuresPerPerson(), true),
        new Limit("email " + key(email), settings.failuresPerEmail(), false),
        new Limit("address " + address, settings.failuresPerAddress(), false));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static String pair(String email, String address) {
    return "both " + key(email) + " " + address;
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
