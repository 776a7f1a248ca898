package dev.tandem.books.inbox;

import dev.tandem.books.reference.ReferencePart;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists that Xero refuses, most likely for good: each is asked for ever more rarely, or the day's
 * calls would be gone by noon.
 */
@Component
class RefusedLists {

  private static final Duration FIRST = Duration.ofSeconds(10);

  /** Writes wait for the reading before them: it is not put off for longer. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Sweeps sweeps;
  private final InboxSettings settings;
  private final Shows shows;
  private final TransactionTemplate inPractice;

  RefusedLists(Sweeps sweeps, InboxSettings settings, Shows shows, TransactionTemplate inPractice) {
    this.sweeps = sweeps;
    this.settings = settings;
    this.shows = shows;
    this.inPractice = inPractice;
  }

  /** Does the reading; where it is refused, the next one comes later each time. */
  void read(UUID tenant, String kind, Runnable reading) {
    read(tenant, kind, reading, true);
  }

  /**
   * The same for once. That one of these was read tells that there are any, so where nothing of it
   * was read before nothing is noted, and nobody asks for it again.
   */
  void readOnce(UUID tenant, String kind, Runnable reading) {
    read(tenant, kind, reading, false);
  }

  private void read(UUID tenant, String kind, Runnable reading, boolean always) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      String words = Blame.ofList(e);
      if (words != null) {
        inPractice.executeWithoutResult(_ -> refused(tenant, kind, words, always));
      }
      throw e;
    }
  }

  private void refused(UUID tenant, String kind, String words, boolean always) {
    Duration every = every(kind, sweeps.find(tenant, kind));
    Duration most = every.compareTo(LONGEST) < 0 ? every : LONGEST;
    sweeps.refused(tenant, kind, words, FIRST, most, always);
    shows.reading(tenant);
  }

  /** As often as it is asked for while all is well. */
  private Duration every(String kind, Optional<Sweeps.Mark> mark) {
    if (kind.equals(ReferenceWork.kind(ReferencePart.CHART))) {
      return settings.referenceEvery(mark.map(Sweeps.Mark::reference).orElse(null));
    }
    if (kind.equals(ReferenceWork.kind(ReferencePart.DETAILS))) {
      return settings.detailsEvery(mark.map(Sweeps.Mark::reference).orElse(null));
    }
    return mark.map(Sweeps.Mark::every).orElse(settings.sweepEvery());
  }
}
