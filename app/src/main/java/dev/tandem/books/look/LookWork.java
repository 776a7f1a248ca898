package dev.tandem.books.look;

import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.look.Look.Result;
import dev.tandem.books.look.Looks.Wanted;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people want to see now, as work for a lane: before all else, many records in one call. */
@Component
class LookWork implements LaneWork {

  /** Clients first: an invoice names its own. */
  static final List<Kind> KINDS = List.of(Kind.CLIENT, Kind.INVOICE);

  private static final Duration LOAN = Duration.ofSeconds(60);

  /** A write of the record is under way, or a call went wrong. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** What is refused is asked for again, ever more rarely, and at last not any more. */
  private static final Duration RARELY = Duration.ofMinutes(10);

  private static final Duration AT_LAST = Duration.ofMinutes(30);

  private static final String NOT_GIVEN =
      "Xero does not give it when it is asked for it. What becomes of that stands in the inbox.";

  private static final String NOT_ANSWERED = "Xero did not answer when it was asked for it.";

  private final Looks looks;
  private final Inbox inbox;
  private final Changes changes;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  LookWork(Looks looks, Inbox inbox, Changes changes, TransactionTemplate inPractice, Clock clock) {
    this.looks = looks;
    this.inbox = inbox;
    this.changes = changes;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted != LaneClass.PERSON) {
      return null;
    }
    Optional<LaneJob> first = inPractice.execute(_ -> first(scope));
    return first.orElse(null);
  }

  private Optional<LaneJob> first(LaneScope scope) {
    for (Kind kind : KINDS) {
      List<Wanted> lent =
          scope.resting().holds(KindOfWork.reading(kind))
              ? List.of()
              : looks.lend(scope.tenant(), kind.text(), LOAN, Books.AT_ONCE);
      if (!lent.isEmpty()) {
        return Optional.of(calls -> look(kind, byId(lent), calls));
      }
    }
    return Optional.empty();
  }

  private static Map<String, RecordRef> byId(List<Wanted> lent) {
    var records = new LinkedHashMap<String, RecordRef>();
    lent.forEach(it -> records.put(it.ledgerId(), it.record()));
    return records;
  }

  private void look(Kind kind, Map<String, RecordRef> records, LaneCalls calls) {
    try {
      Map<String, Inbox.Seen> seen =
          inbox.look(kind, LaneClass.PERSON, calls, List.copyOf(records.keySet()));
      settle(records, seen);
    } catch (LaneStopped e) {
      Instant until = e.until();
      later(records, until == null ? soon() : until, "Xero was not asked: " + e.getMessage() + ".");
      throw e;
    } catch (LedgerTrouble e) {
      switch (e.remedy()) {
        case GONE, CORRECT -> refused(records, words(e));
        case WAIT, LATER, RECONNECT -> later(records, soon(), words(e));
      }
      throw e;
    } catch (RuntimeException e) {
      refused(records, "It could not be looked at.");
      throw e;
    }
  }

  private void settle(Map<String, RecordRef> records, Map<String, Inbox.Seen> seen) {
    var results = new HashMap<RecordRef, Result>();
    var notGiven = new ArrayList<RecordRef>();
    var notAnswered = new ArrayList<RecordRef>();
    records.forEach(
        (id, record) -> {
          switch (seen.getOrDefault(id, Inbox.Seen.GONE)) {
            case SAME -> results.put(record, Result.SAME);
            // What could not be taken in was put before a person.
            case CHANGED, SET_ASIDE -> results.put(record, Result.CHANGED);
            case GONE -> results.put(record, Result.GONE);
            // What is being written just now is judged when that is recorded.
            case EARLY -> {}
            case NOT_GIVEN -> notGiven.add(record);
            case NOT_ANSWERED -> notAnswered.add(record);
          }
        });
    inPractice.executeWithoutResult(
        _ -> {
          looks.done(results);
          looks.end(notGiven, NOT_GIVEN);
          looks.refused(notAnswered, NOT_ANSWERED, SOON, RARELY, AT_LAST);
          List<RecordRef> early =
              records.values().stream()
                  .filter(it -> !results.containsKey(it))
                  .filter(it -> !notGiven.contains(it) && !notAnswered.contains(it))
                  .toList();
          looks.later(early, soon(), null);
          changes.announce(results.keySet());
          changes.announce(notGiven);
          changes.announce(notAnswered);
        });
  }

  private void later(Map<String, RecordRef> records, Instant at, String problem) {
    inPractice.executeWithoutResult(
        _ -> {
          looks.later(records.values(), at, problem);
          changes.announce(records.values());
        });
  }

  private void refused(Map<String, RecordRef> records, String problem) {
    inPractice.executeWithoutResult(
        _ -> {
          looks.refused(records.values(), problem, SOON, RARELY, AT_LAST);
          changes.announce(records.values());
        });
  }

  private static String words(LedgerTrouble it) {
    return switch (it.remedy()) {
      case WAIT -> "Xero asked to wait.";
      case LATER -> "Xero could not be reached.";
      case RECONNECT -> "Xero no longer lets Tandem into this organisation.";
      case GONE, CORRECT -> "Xero refused to show it.";
    };
  }

  private Instant soon() {
    return clock.instant().plus(SOON);
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    Optional<Instant> first = inPractice.execute(_ -> looks.due(scope.tenant()));
    Instant due = first.orElse(null);
    Instant until = scope.resting().until(KindOfWork.reading(Kind.INVOICE));
    return due == null || until == null || due.isAfter(until) ? due : until;
  }

  @Override
  public @Nullable Instant dueForPeople(LaneScope scope) {
    return due(scope);
  }
}
