package dev.tandem.practice.notices;

import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.Permission;
import dev.tandem.staff.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the people of the current practice have to know. A notice is raised and ended in the
 * transaction of what it is about; mails about it are sent later, by a job of that same
 * transaction.
 */
@Component
@Transactional
public class Notices {

  /** What is over within this time is mailed to nobody. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Notices that ended are kept for so long. */
  private static final Duration KEPT = Duration.ofDays(183);

  private final NoticeRepository notices;
  private final NoticeMailWorker mails;
  private final List<NoticeDetail> details;
  private final Changes changes;
  private final Clock clock;

  Notices(
      NoticeRepository notices,
      NoticeMailWorker mails,
      List<NoticeDetail> details,
      Changes changes,
      Clock clock) {
    this.notices = notices;
    this.mails = mails;
    this.details = details;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Holds this cause until the transaction ends. Whoever counts what is still so counts after it:
   * two that end their part at once would each see the other's, and nobody the end.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void alone(String cause) {
    notices.alone(cause);
  }

  /** Tells people, unless the very same is open already; another text about it is told anew. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void raise(NewNotice told) {
    Optional<NoticeView> open = notices.open(told.cause());
    if (open.filter(it -> says(it, told)).isPresent()) {
      return;
    }
    NoticeView now =
        open.map(it -> notices.change(it, told.title(), told.text(), told.path(), false))
            .orElseGet(() -> notices.add(told));
    mails.schedule(now, clock.instant().plus(PATIENCE));
    announce(now);
  }

  private static boolean says(NoticeView it, NewNotice told) {
    return it.title().equals(told.title())
        && it.text().equals(told.text())
        && it.path().equals(told.path());
  }

  /**
   * What it is about is over: whoever was mailed about it hears that, too, once.
   *
   * @param title what is so now, in a few words
   * @param text in whole sentences
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(String cause, String title, String text) {
    notices
        .open(cause)
        .ifPresent(
            it -> {
              NoticeView ended = notices.change(it, title, text, it.path(), true);
              mails.schedule(ended, clock.instant());
              notices.forgetEnded(clock.instant().minus(KEPT));
              announce(ended);
            });
  }

  /** Those open for whoever holds these permissions, newest first. */
  @Transactional(readOnly = true)
  public List<NoticeView> open(Collection<Permission> held) {
    return notices.open(held);
  }

  /** All that are open about causes that begin so, whomever they concern. */
  @Transactional(readOnly = true)
  public List<NoticeView> openUnder(String causes) {
    return notices.openUnder(causes);
  }

  /** Open ones first, then those that ended last, at most so many. */
  @Transactional(readOnly = true)
  public List<NoticeView> recent(Collection<Permission> held, int most) {
    return Stream.concat(notices.open(held).stream(), notices.ended(held, most).stream()).toList();
  }

  /**
   * @throws dev.tandem.shared.NoSuchRecord if there is none for whoever holds these permissions
   */
  @Transactional(readOnly = true)
  public NoticeView find(NoticeId id, Collection<Permission> held) {
    return notices.find(id, held);
  }

  /** What is to be added to its text at this moment. */
  @Transactional(readOnly = true)
  public List<String> detail(NoticeView notice) {
    return details.stream()
        .filter(it -> it.about(notice.cause()))
        .flatMap(it -> it.now(notice).stream())
        .toList();
  }

  /** Mails about this notice that did not reach anybody, and why. */
  @Transactional(readOnly = true)
  public List<UndeliveredMail> undelivered(NoticeId id) {
    return notices.undelivered(id);
  }

  /** Sends what did not go out once more. */
  public void mailAgain(NoticeView notice) {
    if (notices.giveAnotherChance(notice.id(), notice.revision()) > 0) {
      mails.schedule(notice, clock.instant());
      announce(notice);
    }
  }

  /** Whether this person of the practice wants mail; yes until they say no. */
  @Transactional(readOnly = true)
  public boolean byMail(StaffId person) {
    return notices.byMail(person);
  }

  public void choose(StaffId person, boolean byMail) {
    notices.choose(person, byMail);
  }

  private void announce(NoticeView notice) {
    changes.announce(new RecordRef("notice", notice.id().value()));
  }
}
