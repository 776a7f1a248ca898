package dev.tandem.practice.billing;

import dev.tandem.practice.setup.Setup;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands out invoice numbers from the practice's own counter. The counter's row is locked until the
 * caller's transaction ends, so a number is used once and none is skipped when something fails.
 */
@Component
class InvoiceNumbers {

  private final JdbcClient jdbc;
  private final Setup setup;

  InvoiceNumbers(JdbcClient jdbc, Setup setup) {
    this.jdbc = jdbc;
    this.setup = setup;
  }

  String next() {
    String prefix = setup.preferences().invoicePrefix();
    String number = prefix + padded(take());
    // The ledger may have renamed an invoice to a number that we would have come to.
    while (isTaken(number)) {
      number = prefix + padded(take());
    }
    return number;
  }

  /**
   * Numbers up to this one are used, wherever that was learnt: go on above it. Where the counter is
   * above it already it is not locked: others may number theirs meanwhile.
   */
  void passBy(long used) {
    boolean above =
        jdbc.sql(
                "select next > :used from practice.invoice_counter where practice_id = house.here()")
            .param("used", used)
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (above) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.invoice_counter as c (next) values (:used + 1)
            on conflict (practice_id) do update set next = greatest(c.next, excluded.next)
            """)
        .param("used", used)
        .update();
  }

  /** Where our own numbers among these end, ours go on. */
  void passBy(Collection<String> numbers) {
    numbers.stream().flatMapToLong(it -> own(it).stream()).max().ifPresent(this::passBy);
  }

  /** The counted part of a number of our form; empty if it is of another. */
  OptionalLong own(String number) {
    String prefix = setup.preferences().invoicePrefix();
    String counted = number.startsWith(prefix) ? number.substring(prefix.length()) : "";
    return counted.matches("[0-9]{1,15}")
        ? OptionalLong.of(Long.parseLong(counted))
        : OptionalLong.empty();
  }

  /** The number that the next invoice would get now. */
  String upcoming() {
    long next =
        jdbc.sql("select next from practice.invoice_counter where practice_id = house.here()")
            .query(Long.class)
            .optional()
            .orElse(1L);
    String prefix = setup.preferences().invoicePrefix();
    while (isTaken(prefix + padded(next))) {
      next++;
    }
    return prefix + padded(next);
  }

  boolean isTaken(String number) {
    return jdbc.sql(
            "select exists (select 1 from practice.invoice where practice_id = house.here() and number = :number)")
        .param("number", number)
        .query(Boolean.class)
        .single();
  }

  private long take() {
    return jdbc.sql(
            """
            insert into practice.invoice_counter as c (next) values (2)
            on conflict (practice_id) do update set next = c.next + 1
            returning next - 1
            """)
        .query(Long.class)
        .single();
  }

  private static String padded(long number) {
    return String.format(Locale.ROOT, "%04d", number);
  }
}
