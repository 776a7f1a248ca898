package dev.tandem.practice.takings;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.NoticeDetail;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Money;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Permission;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Money that was kept back for the close of its day goes nowhere until somebody closes it: whoever
 * takes payments is told in the morning after, once for each such day, until nothing of a past day
 * is left.
 */
@Component
class UnclosedDays implements NoticeDetail {

  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private static final String CAUSE = "takings/unclosed";
  private static final String PATH = "/takings?date=";

  /** In the practice's zone: whoever closes at midnight is not told at five past. */
  private static final LocalTime MORNING = LocalTime.of(6, 0);

  private static final int MOST_DAYS = 31;

  private final TakingsRepository takings;
  private final ObjectProvider<Notices> notices;
  private final Setup setup;
  private final JdbcClient db;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  /** Notices are told with details of many modules, which need these takings themselves. */
  UnclosedDays(
      TakingsRepository takings,
      ObjectProvider<Notices> notices,
      Setup setup,
      JdbcClient db,
      TransactionTemplate inPractice,
      Clock clock) {
    this.takings = takings;
    this.notices = notices;
    this.setup = setup;
    this.db = db;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  /** In every practice. */
  void runOnce() {
    db.sql("select id from house.practice")
        .query((row, _) -> new PracticeId(row.getObject(1, UUID.class)))
        .list()
        .forEach(it -> Practices.run(it, () -> inPractice.executeWithoutResult(_ -> look())));
  }

  private void look() {
    ZonedDateTime now = now();
    List<OpenDay> days = past(now.toLocalDate());
    if (days.isEmpty()) {
      end();
    } else if (!now.toLocalTime().isBefore(MORNING)) {
      tell(days.getLast().day());
    }
  }

  /** A day of which people know is not told anew because a later one was closed. */
  private void tell(LocalDate last) {
    boolean known =
        notices.getObject().openUnder(CAUSE).stream()
            .map(it -> LocalDate.parse(it.path().substring(PATH.length())))
            .anyMatch(it -> !it.isBefore(last));
    if (!known) {
      notices
          .getObject()
          .raise(
              new NewNotice(
                  CAUSE,
                  Permission.PAYMENTS_TAKE,
                  "The takings of %s were not closed".formatted(DAY.format(last)),
                  "Payments of that day were kept back for its close, so they have not gone to the ledger, and the bank will show a sum that nothing explains.\n\nCount and close the day under Takings.",
                  PATH + last));
    }
  }

  /** Something does not wait any more: perhaps it was the last. */
  void settle() {
    if (past(now().toLocalDate()).isEmpty()) {
      end();
    }
  }

  private void end() {
    notices
        .getObject()
        .end(
            CAUSE, "All takings are closed", "Nothing of a past day waits for its close any more.");
  }

  private List<OpenDay> past(LocalDate today) {
    return takings.openDays(MOST_DAYS).stream().filter(it -> it.day().isBefore(today)).toList();
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(setup.practice().zone());
  }

  @Override
  public boolean about(String cause) {
    return cause.equals(CAUSE);
  }

  @Override
  public List<String> now(NoticeView notice) {
    return past(now().toLocalDate()).stream()
        .map(
            it ->
                "%s: %s of %s in sum."
                    .formatted(
                        DAY.format(it.day()),
                        it.payments() == 1 ? "one payment" : it.payments() + " payments",
                        Money.text(it.amount(), setup.practice().currency())))
        .toList();
  }

  /** Tells the scheduler when. */
  @Configuration(proxyBeanMethods = false)
  static class Hourly {

    @Bean
    Task<Void> tellOfUnclosedDays(UnclosedDays days) {
      return Tasks.recurring("tell-of-unclosed-days", FixedDelay.ofHours(1))
          .execute((instance, context) -> days.runOnce());
    }
  }
}
