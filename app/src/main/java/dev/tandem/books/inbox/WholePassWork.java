package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.mirror.WholeComparison;
import dev.tandem.books.mirror.WholeDifferences;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Deadlock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Once a night everything is listed and held against what is known: for changes that moved no time,
 * and for records that are not there any more. A page a call; what differs is fetched after it, a
 * portion at a time. It goes on where it was, whatever ended it, and keeps the distance of a
 * precaution where the day has few calls left.
 */
@Component
class WholePassWork implements LaneWork {

  static final List<Kind> KINDS =
      List.of(Kind.CLIENT, Kind.INVOICE, Kind.CREDIT_NOTE, Kind.ADVANCE);

  /** Of those there is no short form: a list brings all of each. */
  private static final List<Kind> WHOLE = List.of(Kind.CREDIT_NOTE, Kind.ADVANCE);

  /** So that moving the hour, or summer time, does not make it come twice in one night. */
  private static final Duration REST = Duration.ofHours(20);

  /** For those that have no short form. */
  private static final Duration RARELY = Duration.ofDays(6).plus(REST);

  /** What failed is tried again so much later, each time twice as late as before. */
  private static final Duration AGAIN = Duration.ofMinutes(15);

  private static final int TRIES = 5;

  /** So many portions one after the other, and none is given: then Xero gives nothing tonight. */
  private static final int IN_VAIN = 20;

  /** So many hours after its own it is day. */
  private static final int NIGHT = 4;

  /** Between two calls by day. */
  private static final Duration BY_DAY = Duration.ofMinutes(1);

  /** One answer that lacks a record is no proof: Xero may not have it everywhere at once. */
  private static final Duration ASKED_TWICE = Duration.ofSeconds(10);

  /** The sweeps share what is there for readings; this is one reading more. */
  private static final int SHARERS = Kind.USUAL.size() + 1;

  private final WholePasses passes;
  private final WholePages pages;
  private final WholeComparison comparison;
  private final WholeDifferences differences;
  private final Fetching fetching;
  private final LookApart apart;
  private final DeadLetters letters;
  private final Others others;
  private final FirstCredits firstCredits;
  private final Awakening awakening;
  private final Readings readings;
  private final LedgerFeatures features;
  private final Setup setup;
  private final TransactionTemplate inPractice;

  WholePassWork(
      WholePasses passes,
      WholePages pages,
      WholeComparison comparison,
      WholeDifferences differences,
      Fetching fetching,
      LookApart apart,
      DeadLetters letters,
      Others others,
      FirstCredits firstCredits,
      Awakening awakening,
      Readings readings,
      LedgerFeatures features,
      Setup setup,
      TransactionTemplate inPractice) {
    this.passes = passes;
    this.pages = pages;
    this.comparison = comparison;
    this.differences = differences;
    this.fetching = fetching;
    this.apart = apart;
    this.letters = letters;
    this.others = others;
    this.firstCredits = firstCredits;
    this.awakening = awakening;
    this.readings = readings;
    this.features = features;
    this.setup = setup;
    this.inPractice = inPractice;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted != LaneClass.SWEEP) {
      return null;
    }
    return kinds(scope)
        .filter(it -> !scope.resting().holds(KindOfWork.reading(it)))
        .map(
            it ->
                readings.alone(
                    scope,
                    "whole " + it.text(),
                    () -> isDue(it, scope) ? calls -> page(it, calls) : null))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What a restore lost is looked for first: it would be told as gone, or as somebody else's. */
  private Stream<Kind> kinds(LaneScope scope) {
    Features flowing = features.of(new BindingId(scope.binding()));
    return KINDS.stream()
        .filter(it -> flowing.flows(it.text()))
        .filter(
            it -> Boolean.TRUE.equals(inPractice.execute(_ -> awakening.over(it, scope.tenant()))));
  }

  private boolean isDue(Kind kind, LaneScope scope) {
    Instant at = dueAt(kind, scope);
    return at != null && !at.isAfter(passes.now());
  }

  private @Nullable Instant dueAt(Kind kind, LaneScope scope) {
    Optional<Instant> at =
        inPractice.execute(
            _ ->
                passes
                    .find(scope.tenant(), kind.text())
                    .map(it -> next(it, kind, scope.apart(), setup.practice().zone())));
    return at.orElse(null);
  }

  /** Between calls the distance of a precaution: other readings and our writes go before. */
  static Instant next(WholePasses.Pass pass, Kind kind, Duration apart, ZoneId zone) {
    if (pass.begunAt() != null) {
      if (pass.tries() > 0 && pass.triedAt() != null) {
        return again(pass.triedAt(), pass.tries());
      }
      Duration distance =
          longer(apart.multipliedBy(SHARERS), isByDay(pass, zone) ? BY_DAY : Duration.ZERO);
      return pass.pagedAt() == null
          ? pass.begunAt()
          : pass.pagedAt().plus(pass.listed() ? longer(distance, ASKED_TWICE) : distance);
    }
    if (pass.askMissing()) {
      return pass.doneAt();
    }
    Duration rest = WHOLE.contains(kind) ? RARELY : REST;
    ZonedDateTime from = pass.doneAt().plus(rest).atZone(zone);
    ZonedDateTime at = from.with(LocalTime.of(pass.hour(), 0));
    return (at.isBefore(from) ? at.plusDays(1) : at).toInstant();
  }

  /** Of a machine that was off at night: people are at work. */
  private static boolean isByDay(WholePasses.Pass pass, ZoneId zone) {
    return pass.pagedAt() != null
        && Math.floorMod(pass.pagedAt().atZone(zone).getHour() - pass.hour(), 24) >= NIGHT;
  }

  /** When what failed this many times, last at that time, is tried again. */
  static Instant again(Instant triedAt, int tries) {
    return triedAt.plus(AGAIN.multipliedBy(1L << Math.min(tries - 1, TRIES)));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** Reads what differs, or the next page, or asks once more for what no page showed. */
  void page(Kind kind, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    WholePasses.Pass pass = begun(kind, tenant);
    List<String> toRead =
        Objects.requireNonNull(
            inPractice.execute(_ -> differences.toRead(kind, tenant, Books.AT_ONCE)));
    try {
      if (!toRead.isEmpty()) {
        readCarefully(kind, calls, toRead);
      } else if (pass.listed()) {
        askForMissing(kind, calls, Objects.requireNonNull(pass.begunAt()));
      } else {
        list(kind, calls, pass);
      }
    } catch (LaneStopped e) {
      inPractice.executeWithoutResult(_ -> passes.untried(tenant, kind.text()));
      throw e;
    } catch (RuntimeException e) {
      boolean ofPass = toRead.isEmpty() || !Blame.mayBeTheirs(e, toRead.size());
      if (ofPass && pass.tries() + 1 >= TRIES) {
        inPractice.executeWithoutResult(_ -> passes.givenUp(tenant, kind.text(), words(e)));
      }
      throw e;
    }
  }

  private static String words(RuntimeException e) {
    return "It was tried %d times, and did not come to its end.%s".formatted(TRIES, said(e));
  }

  private static String inVain(RuntimeException e) {
    return "Xero did not give any of %d portions that were asked for one after the other.%s"
        .formatted(IN_VAIN, said(e));
  }

  private static String said(RuntimeException e) {
    return e instanceof LedgerTrouble trouble && !trouble.reasons().isEmpty()
        ? " Xero: " + trouble.reasons().getFirst()
        : "";
  }

  private void list(Kind kind, LaneCalls calls, WholePasses.Pass pass) {
    UUID tenant = calls.scope().tenant();
    int page = pass.page() + 1;
    Answer<LedgerPage> answer =
        calls.call(
            Operation.read(LaneClass.SWEEP, kind, "list all " + kind.plural(), 0),
            books ->
                switch (pass.part()) {
                  case 0 -> books.all(kind, page);
                  case 1 -> books.allTaxedAdvances(page);
                  default -> books.allCredits(page);
                });
    boolean through = !answer.value().more();
    boolean last = through && pass.part() == lists(kind) - 1;
    pages.take(
        kind,
        calls.scope(),
        answer,
        Objects.requireNonNull(pass.begunAt()),
        differing -> {
          passes.paged(tenant, kind.text(), page, answer.value().records().size(), differing, last);
          if (through && !last) {
            passes.nextPart(tenant, kind.text());
          }
          endOrGoOn(kind, tenant);
        });
  }

  /** The ledger lists advances in three places. */
  private static int lists(Kind kind) {
    return kind == Kind.ADVANCE ? 3 : 1;
  }

  /** What cannot be read keeps nothing else from being compared. */
  private void readCarefully(Kind kind, LaneCalls calls, List<String> ids) {
    try {
      read(kind, calls, ids);
    } catch (RuntimeException e) {
      if (Blame.mayBeTheirs(e, ids.size())) {
        UUID tenant = calls.scope().tenant();
        List<String> failed =
            Objects.requireNonNull(inPractice.execute(_ -> differences.failed(kind, tenant, ids)));
        // Where none is given, this one is not to blame.
        List<String> aside =
            failed.isEmpty() || others.areGiven(kind, LaneClass.SWEEP, calls, failed)
                ? failed
                : List.of();
        inPractice.executeWithoutResult(
            _ -> {
              aside.forEach(it -> letters.giveUp(tenant, kind, it, e));
              differences.notTaken(kind, tenant, aside);
              if (passes.stumbled(tenant, kind.text()) >= IN_VAIN) {
                passes.givenUp(tenant, kind.text(), inVain(e));
              } else {
                endOrGoOn(kind, tenant);
              }
            });
      }
      throw e;
    }
  }

  /** A portion of what differs, whole: what ends it does not cost the page before. */
  private void read(Kind kind, LaneCalls calls, List<String> ids) {
    UUID tenant = calls.scope().tenant();
    Fetching.Fetched fetched = fetching.fetch(kind, LaneClass.SWEEP, calls, ids);
    inPractice.executeWithoutResult(
        _ -> {
          differences.read(kind, tenant, ids);
          // Of what is being written an answer says nothing; what was set aside the inbox tells.
          differences.notTaken(kind, tenant, fetched.early());
          differences.notTaken(kind, tenant, fetched.setAside());
          passes.fetched(tenant, kind.text());
          endOrGoOn(kind, tenant);
        });
  }

  /** Once all is listed, and what differed was read. */
  private void endOrGoOn(Kind kind, UUID tenant) {
    WholePasses.Pass pass = passes.find(tenant, kind.text()).orElseThrow();
    if (pass.listed() && differences.toRead(kind, tenant, 1).isEmpty()) {
      judge(kind, tenant, Objects.requireNonNull(pass.begunAt()), pass);
    }
  }

  /**
   * Where much is missing, or all of it, the list is odd: nothing is concluded from it, until a
   * person has looked and has each of them asked for. That is proof of its own.
   */
  private void judge(Kind kind, UUID tenant, Instant began, WholePasses.Pass pass) {
    WholeComparison.Missing missing = comparison.missing(kind, tenant, began);
    if (missing.none()) {
      done(kind, tenant, began);
    } else if (!pass.askMissing()
        && (pass.records() == 0 && missing.lately() > 0 || missing.isOdd())) {
      passes.givenUp(
          tenant,
          kind.text(),
          "Xero's list of all %s lacked %,d of the %,d that are known: %s"
              .formatted(kind.plural(), missing.lately(), missing.known(), WholePasses.ODD));
    }
  }

  private void done(Kind kind, UUID tenant, Instant began) {
    differences.end(kind, tenant, began);
    passes.done(tenant, kind.text());
  }

  private WholePasses.Pass begun(Kind kind, UUID tenant) {
    return Objects.requireNonNull(
        inPractice.execute(
            _ -> {
              WholePasses.Pass pass = passes.find(tenant, kind.text()).orElseThrow();
              if (pass.begunAt() == null) {
                if (kind == Kind.CLIENT) {
                  firstCredits.wantTheirs(tenant, pass.doneAt());
                }
                differences.begin(kind, tenant);
                passes.begin(tenant, kind.text(), passes.now());
                pass = passes.find(tenant, kind.text()).orElseThrow();
              }
              passes.tried(tenant, kind.text());
              return pass;
            }));
  }

  /**
   * One call: first all that no page showed, then once more what that did not show either. Of one
   * that is not given nothing is known, and nothing is concluded: it was put before a person. One
   * of which no answer comes is neither there nor missed; where nothing but such is left, the next
   * pass asks for it.
   */
  private void askForMissing(Kind kind, LaneCalls calls, Instant began) {
    UUID tenant = calls.scope().tenant();
    Instant now = passes.now();
    int most = kind == Kind.ADVANCE ? 1 : Books.AT_ONCE;
    List<String> ids =
        comparison.toAsk(kind, tenant, began, now.minus(ASKED_TWICE), Knowledge.latest(now), most);
    var gone = new ArrayList<String>();
    var answered = new ArrayList<>(ids);
    if (!ids.isEmpty()) {
      Map<String, Inbox.Seen> seen = apart.look(kind, LaneClass.SWEEP, calls, ids);
      answered.removeIf(it -> seen.get(it) == Inbox.Seen.NOT_ANSWERED);
      List<String> there = answered.stream().filter(it -> seen.get(it) != Inbox.Seen.GONE).toList();
      List<String> missed =
          answered.stream().filter(it -> seen.get(it) == Inbox.Seen.GONE).toList();
      Deadlock.retried(
          () -> {
            gone.clear();
            comparison.there(kind, tenant, there, began);
            gone.addAll(comparison.missed(kind, tenant, missed, began, now, Knowledge.latest(now)));
            return true;
          });
    }
    inPractice.executeWithoutResult(
        _ -> {
          passes.asked(tenant, kind.text(), gone.size());
          boolean left = !ids.isEmpty() && answered.isEmpty();
          if (left || comparison.missing(kind, tenant, began).none()) {
            done(kind, tenant, began);
          }
        });
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    return kinds(scope)
        .map(it -> later(dueAt(it, scope), scope.resting().until(KindOfWork.reading(it))))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable Instant later(@Nullable Instant at, @Nullable Instant until) {
    return at == null || until == null || at.isAfter(until) ? at : until;
  }
}
