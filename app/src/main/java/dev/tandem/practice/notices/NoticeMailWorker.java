package dev.tandem.practice.notices;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.tandem.practice.notices.NoticeMails.Waiting;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Addresses;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.Membership;
import dev.tandem.staff.Staff;
import dev.tandem.vendors.email.Email;
import dev.tandem.vendors.email.Letter;
import dev.tandem.vendors.email.NotSent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mails one revision of a notice to whom it concerns. The words are written down before the first
 * try and stay the same, so that a carrier recognises a repeated mail; each is marked as sent on
 * its own. What cannot go now is tried again after growing delays, and given up visibly.
 */
@Component
public class NoticeMailWorker {

  private static final Logger log = LoggerFactory.getLogger(NoticeMailWorker.class);

  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6));

  private final NoticeRepository notices;
  private final NoticeMails mails;
  private final List<NoticeDetail> details;
  private final Staff staff;
  private final Setup setup;
  private final Email email;
  private final Addresses addresses;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final Changes changes;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  NoticeMailWorker(
      NoticeRepository notices,
      NoticeMails mails,
      List<NoticeDetail> details,
      Staff staff,
      Setup setup,
      Email email,
      Addresses addresses,
      ObjectProvider<SchedulerClient> scheduler,
      Changes changes,
      TransactionTemplate inPractice,
      Clock clock) {
    this.notices = notices;
    this.mails = mails;
    this.details = details;
    this.staff = staff;
    this.setup = setup;
    this.email = email;
    this.addresses = addresses;
    this.scheduler = scheduler;
    this.changes = changes;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  /** As part of the current transaction. */
  void schedule(NoticeView notice, Instant at) {
    var job = new NoticeMailJob(Practices.current(), notice.id(), notice.revision());
    scheduler.ifAvailable(it -> it.scheduleIfNotExists(job.instance(), at));
  }

  /**
   * Sends what is to be sent now of this revision; the practice is bound and no transaction open.
   *
   * @return when to try again; null if nothing is left to do
   */
  public @Nullable Instant runOnce(NoticeId id, int revision) {
    NoticeView notice = notices.find(id);
    if (notice.revision() != revision || email.trouble().isPresent()) {
      return null;
    }
    inPractice.executeWithoutResult(_ -> write(notice));
    Instant again = null;
    for (Waiting it : mails.waiting(notice)) {
      Instant next = send(notice, it);
      again = next != null && (again == null || next.isBefore(again)) ? next : again;
    }
    return again;
  }

  private void write(NoticeView notice) {
    mails.dropOlder(notice);
    List<Membership> recipients = recipients(notice);
    // Whoever left, may act no more or declined since then is not mailed either.
    mails.keepOnly(notice, recipients.stream().map(Membership::staff).toList());
    if (mails.written(notice)) {
      return;
    }
    String practice = setup.practice().name();
    String body = String.join("\n\n", paragraphs(notice, practice));
    String subject = practice + ": " + notice.title();
    for (Membership it : recipients) {
      if (email.mayGoTo(it.email())) {
        mails.write(notice, it.staff(), subject, body);
      } else {
        mails.withhold(
            notice,
            it.staff(),
            subject,
            body,
            "This installation may not mail this address (TANDEM_RECIPIENTS).");
      }
    }
  }

  /** Of an end only those are told who were told of the beginning. */
  private List<Membership> recipients(NoticeView notice) {
    Set<UUID> told = Set.copyOf(mails.told(notice.id()));
    return staff.people().stream()
        .filter(it -> it.active() && it.role().may(notice.concerns()))
        .filter(it -> notice.open() || told.contains(it.staff().value()))
        .filter(it -> notices.byMail(it.staff()))
        .toList();
  }

  private List<String> paragraphs(NoticeView notice, String practice) {
    var all = new ArrayList<String>();
    all.add(notice.text());
    details.stream()
        .filter(it -> it.about(notice.cause()))
        .forEach(it -> all.addAll(it.now(notice)));
    all.add(
        "You get this mail because you can act on it for %s. On your account page in Tandem you can turn such mails off."
            .formatted(practice));
    return all;
  }

  private @Nullable Instant send(NoticeView notice, Waiting it) {
    try {
      email.send(letter(notice, it));
      mails.sent(notice, it.person());
      return null;
    } catch (NotSent e) {
      log.warn("A mail about notice {} did not go out: {}", notice.id(), e.getMessage());
      return settle(notice, it, e);
    } catch (RuntimeException e) {
      // Without its message, which may repeat the address or a key.
      log.error("A mail about notice {} failed: {}", notice.id(), e.getClass().getName());
      mails.failed(
          notice, it.person(), "The mail could not be made; the log has the kind of error.");
      return null;
    } finally {
      inPractice.executeWithoutResult(
          _ -> changes.announce(new RecordRef("notice", notice.id().value())));
    }
  }

  private @Nullable Instant settle(NoticeView notice, Waiting it, NotSent e) {
    String problem = String.valueOf(e.getMessage());
    if (!e.worthAnotherTry() || it.attempts() >= DELAYS.size()) {
      mails.failed(notice, it.person(), problem);
      return null;
    }
    mails.postponed(notice, it.person(), problem);
    Duration delay = DELAYS.get(it.attempts());
    Duration asked = e.notBefore();
    return clock.instant().plus(asked != null && asked.compareTo(delay) > 0 ? asked : delay);
  }

  private Letter letter(NoticeView notice, Waiting it) {
    return new Letter(
        "notice/%s/%d/%s".formatted(notice.id(), notice.revision(), it.person()),
        it.address(),
        it.subject(),
        Arrays.asList(it.body().split("\n\n")),
        new Letter.Link(
            notice.open() ? "Put it right" : "Have a look",
            addresses.of(notice.path()).toString()));
  }
}
