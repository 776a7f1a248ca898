package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Looks at records of which the ledger may not give one. Whoever looks waits for the others: so
 * what was asked for together is halved at once, call by call, until that one stands alone, and is
 * put before a person.
 */
@Component
class LookApart {

  private final Fetching fetching;
  private final WaitingNotices waiting;
  private final DeadLetters letters;
  private final Others others;

  /** What the ledger failed at that was asked for by itself: a second time is no accident. */
  private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();

  LookApart(Fetching fetching, WaitingNotices waiting, DeadLetters letters, Others others) {
    this.fetching = fetching;
    this.waiting = waiting;
    this.letters = letters;
    this.others = others;
  }

  /** What each of them showed. */
  Map<String, Inbox.Seen> look(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    Set<String> alone = waiting.alone(calls.scope().tenant(), ids);
    Deque<List<String>> open = new ArrayDeque<>();
    List<String> together = ids.stream().filter(it -> !alone.contains(it)).toList();
    if (!together.isEmpty()) {
      open.add(together);
    }
    alone.forEach(it -> open.add(List.of(it)));
    var seen = new HashMap<String, Inbox.Seen>();
    while (!open.isEmpty()) {
      List<String> some = open.pop();
      try {
        seen.putAll(fetching.look(kind, laneClass, calls, some));
        failedOnce.removeAll(some);
      } catch (LedgerTrouble e) {
        if (isAccident(e, ids, alone) || !others.areGiven(kind, laneClass, calls, some)) {
          throw e;
        }
        if (some.size() > 1) {
          int half = some.size() / 2;
          open.push(some.subList(half, some.size()));
          open.push(some.subList(0, half));
        } else {
          seen.put(
              some.getFirst(), notGiven(kind, calls.scope().tenant(), some.getFirst(), alone, e));
        }
      }
    }
    return seen;
  }

  /** Nobody's fault, or the first time that the ledger fails at what was asked for alone. */
  private boolean isAccident(LedgerTrouble e, List<String> asked, Set<String> alone) {
    return !Blame.isItsAnswer(e)
        || asked.size() == 1
            && alone.isEmpty()
            && e.remedy() == LedgerTrouble.Remedy.LATER
            && failedOnce.add(asked.getFirst());
  }

  /** Of what waits for another try of its own already, this was none. */
  private Inbox.Seen notGiven(
      Kind kind, UUID tenant, String id, Set<String> alone, LedgerTrouble e) {
    failedOnce.remove(id);
    if (alone.contains(id)) {
      return Inbox.Seen.NOT_GIVEN;
    }
    if (!Blame.mayBeTheirs(e, 1)) {
      return Inbox.Seen.NOT_ANSWERED;
    }
    letters.putNotGiven(tenant, kind, id, e);
    return Inbox.Seen.NOT_GIVEN;
  }
}
