package dev.tandem.practice.credits;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands out credit notes' numbers from the practice's own counter, a range of their own. The
 * counter's row is locked until the caller's transaction ends, so a number is used once and none is
 * skipped when something fails.
 */
@Component
class CreditNumbers {

  private static final String PREFIX = "CN-";

  /** Xero's own credit notes are numbered alike unless somebody chose otherwise. */
  private static final Pattern OURS = Pattern.compile(PREFIX + "\\d{1,9}");

  private final JdbcClient jdbc;

  CreditNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  String next() {
    String number = written(take());
    // The ledger may have renamed one to a number that we would have come to.
    while (isTaken(number)) {
      number = written(take());
    }
    return number;
  }

  /** Whether it could be one of ours. */
  static boolean like(String number) {
    return OURS.matcher(number).matches();
  }

  /** These are used over there: where those of our form end, ours go on. */
  void passBy(Collection<String> used) {
    used.stream()
        .filter(CreditNumbers::like)
        .mapToLong(it -> Long.parseLong(it.substring(PREFIX.length())))
        .max()
        .ifPresent(this::passBy);
  }

  private void passBy(long used) {
    jdbc.sql(
            """
            insert into practice.credit_note_counter as c (next) values (:used + 1)
            on conflict (practice_id) do update set next = excluded.next
             where c.next < excluded.next""")
        .param("used", used)
        .update();
  }

  /** The number that the next credit note would get now. */
  String upcoming() {
    long next =
        jdbc.sql("select next from practice.credit_note_counter where practice_id = house.here()")
            .query(Long.class)
            .optional()
            .orElse(1L);
    while (isTaken(written(next))) {
      next++;
    }
    return written(next);
  }

  private boolean isTaken(String number) {
    return jdbc.sql(
            """
            select exists (select from practice.credit_note
                            where practice_id = house.here() and number = :number)""")
        .param("number", number)
        .query(Boolean.class)
        .single();
  }

  private long take() {
    return jdbc.sql(
            """
            insert into practice.credit_note_counter as c (next) values (2)
            on conflict (practice_id) do update set next = c.next + 1
            returning next - 1""")
        .query(Long.class)
        .single();
  }

  private static String written(long number) {
    return PREFIX + String.format(Locale.ROOT, "%04d", number);
  }
}
