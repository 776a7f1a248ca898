package dev.tandem.books.lane;

import dev.tandem.shared.InvalidInput;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How long the current practice keeps its log of calls. */
@Component
@Transactional
public class LogKeeping {

  /** Half a year, as long as nobody chose. */
  public static final int USUAL = 6;

  /** A month is needed to see what the organisation's habits are. */
  public static final int LEAST = 1;

  /** Seven years: the longest time for which books are kept by law where Xero is at home. */
  public static final int MOST = 84;

  private final JdbcClient jdbc;

  LogKeeping(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional(readOnly = true)
  public int months() {
    return jdbc.sql("select months from practice.log_keeping")
        .query(Integer.class)
        .optional()
        .orElse(USUAL);
  }

  /**
   * What is older goes the next night.
   *
   * @throws InvalidInput outside of {@link #LEAST} and {@link #MOST}
   */
  public void keep(int months) {
    if (months < LEAST || months > MOST) {
      throw new InvalidInput(
          Map.of("months", "Choose between %d and %d months.".formatted(LEAST, MOST)));
    }
    jdbc.sql(
            """
            insert into practice.log_keeping (months) values (:months)
            on conflict (practice_id) do update set months = excluded.months""")
        .param("months", months)
        .update();
  }

  /** What is older is let go. */
  Instant from(Instant now) {
    return now.atOffset(ZoneOffset.UTC).minusMonths(months()).toInstant();
  }
}
