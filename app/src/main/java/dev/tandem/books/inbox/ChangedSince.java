package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.ledger.Pages;
import dev.tandem.books.ledger.Reply;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what changed in the ledger since last time. */
@Component
class ChangedSince {

  private static final Duration SOON = Duration.ofSeconds(5);

  /** Several of the ledger's servers answer, and their clocks differ. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  /** A reading so long after the one before shows what nobody listened to. */
  private static final Duration SHORT = Duration.ofMinutes(30);

  /** What every webhook tells of. */
  private static final Set<Kind> TOLD = Set.of(Kind.CLIENT, Kind.INVOICE);

  private final Sweeps sweeps;
  private final WaitingNotices waiting;
  private final Fetching fetching;
  private final Carefully carefully;
  private final DeadLetters letters;
  private final Mirror mirror;
  private final Notices notices;
  private final Echoes echoes;
  private final Awakening awakening;
  private final FirstCredits firstCredits;
  private final LostRecords lost;
  private final Newcomers newcomers;
  private final WholePasses passes;
  private final Gaps gaps;
  private final Heard heard;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate inPractice;

  ChangedSince(
      Sweeps sweeps,
      WaitingNotices waiting,
      Fetching fetching,
      Carefully carefully,
      DeadLetters letters,
      Mirror mirror,
      Notices notices,
      Echoes echoes,
      Awakening awakening,
      FirstCredits firstCredits,
      LostRecords lost,
      Newcomers newcomers,
      WholePasses passes,
      Gaps gaps,
      Heard heard,
      ApplicationEventPublisher events,
      TransactionTemplate inPractice) {
    this.sweeps = sweeps;
    this.waiting = waiting;
    this.fetching = fetching;
    this.carefully = carefully;
    this.letters = letters;
    this.mirror = mirror;
    this.notices = notices;
    this.echoes = echoes;
    this.awakening = awakening;
    this.firstCredits = firstCredits;
    this.lost = lost;
    this.newcomers = newcomers;
    this.passes = passes;
    this.gaps = gaps;
    this.heard = heard;
    this.events = events;
    this.inPractice = inPractice;
  }

  /**
   * Reads what changed since last time and takes it. Never asks for a second page of the same
   * question, because pages shift while records change: the next question begins at the last row's
   * time.
   */
  void sweep(Kind kind, LaneClass laneClass, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    Awakening.Look look = awakening.look(kind, tenant);
    // Later than what is asked for: this reading answers it.
    Instant began = sweeps.now();
    var readTo = new ReadTo(began, mirror.creatingSince(tenant));
    Instant since = watermark(tenant, kind);
    LostRecords.Search search = look == null ? null : lost.search(look, since, laneClass, calls);
    Instant lately = lately(tenant, kind, began);
    Instant last = null;
    for (Question it : questions(kind)) {
      last = later(last, pages(it, kind, laneClass, calls, since, readTo, search, lately));
    }
    if (search != null) {
      search.lookAgain();
      if (search.isUnfinished()) {
        awakening.lookAgain(kind, tenant, began);
        // Its list was given all the same.
        inPractice.executeWithoutResult(_ -> sweeps.answered(tenant, kind.text()));
        return;
      }
    }
    save(tenant, kind, readTo.end(last), began);
    // The first one may have come in pieces: whichever is the last of them ends it.
    if (WholePassWork.KINDS.contains(kind)) {
      inPractice.executeWithoutResult(_ -> passes.first(tenant, kind.text(), began));
    }
    awakening.read(kind, tenant);
    if (search != null) {
      search.end();
      if (kind == Kind.CLIENT) {
        firstCredits.want(tenant, since);
      }
    }
    var read = new ChangesRead(new BindingId(calls.scope().binding()), tenant);
    inPractice.executeWithoutResult(
        _ -> {
          sweeps.answered(tenant, kind.text());
          events.publishEvent(read);
        });
  }

  /** Takes down how far a reading has come. */
  interface Kept {

    /**
     * @param news how many records had changed since it was told last, and were not known to have
     */
    void at(Instant place, int news);
  }

  /** One question about what changed since a moment, or ever. */
  private interface Question {
    Reply<LedgerPage> ask(Books books, @Nullable Instant since, int page);
  }

  /** What one reading of what changed takes at least. */
  static int calls(Kind kind) {
    return questions(kind).size();
  }

  /** The ledger lists advances in three places. */
  private static List<Question> questions(Kind kind) {
    Question all = (books, since, page) -> books.changedSince(kind, since, page);
    return kind == Kind.ADVANCE
        ? List.of(all, Books::taxedAdvancesSince, Books::creditsSince)
        : List.of(all);
  }

  /**
   * Reads what changed in a span once more and takes it. The place of the ordinary readings stays.
   *
   * @param began when the span begins of which an earlier reading may have read a part
   * @param kept told after each page but the last
   * @return how many records of the last page had changed and were not known to have, and of how
   *     many that our payments moved something was taken
   */
  int between(Kind kind, LaneCalls calls, Instant began, Instant from, Instant to, Kept kept) {
    UUID tenant = calls.scope().tenant();
    int news = 0;
    for (Question it : questions(kind)) {
      var pages = new Pages(from);
      boolean more = true;
      while (more) {
        Answer<LedgerPage> answer =
            calls.call(
                Operation.read(LaneClass.SWEEP, kind, "changed " + kind.plural() + " once more", 0),
                books -> it.ask(books, pages.since(), pages.page()));
        LedgerPage page = answer.value();
        letters.putUnreadable(kind, tenant, page.unreadable());
        List<LedgerRecord> within =
            page.records().stream()
                .filter(record -> record.changedAt() == null || !record.changedAt().isAfter(to))
                .toList();
        news += take(kind, LaneClass.SWEEP, calls, new Answer<>(within, answer.seq()), null, null);
        Instant last = page.latest();
        boolean beyond = last != null && last.isAfter(to);
        more = !beyond && pages.next(page);
        // Of several lists the end of one is no place in another.
        if (more && kind != Kind.ADVANCE && last != null) {
          kept.at(last.minus(OVERLAP), news);
          news = 0;
        }
      }
    }
    return news + fetchMoved(kind, calls, began, to);
  }

  /**
   * What a payment of ours moved since shows the time of that, whatever was changed before it.
   *
   * @return of how many something was taken
   */
  private int fetchMoved(Kind kind, LaneCalls calls, Instant from, Instant to) {
    if (kind == Kind.ADVANCE) {
      // Its lists show all of each, and whatever they show is taken.
      return 0;
    }
    UUID tenant = calls.scope().tenant();
    List<String> moved =
        Objects.requireNonNull(
            inPractice.execute(_ -> mirror.movedSince(kind, tenant, from, to, echoes.apart())));
    Set<String> troubled = letters.troubled(tenant, moved).keySet();
    return fetchAll(
        kind, LaneClass.SWEEP, calls, moved.stream().filter(it -> !troubled.contains(it)).toList());
  }

  /** The time of the last change that was shown; null if nothing was. */
  private @Nullable Instant pages(
      Question question,
      Kind kind,
      LaneClass laneClass,
      LaneCalls calls,
      @Nullable Instant first,
      ReadTo readTo,
      LostRecords.@Nullable Search search,
      @Nullable Instant lately) {
    UUID tenant = calls.scope().tenant();
    var pages = new Pages(first);
    Instant last = null;
    while (true) {
      Answer<LedgerPage> answer =
          calls.call(
              Operation.read(laneClass, kind, "changed " + kind.plural(), 0),
              books -> question.ask(books, pages.since(), pages.page()));
      LedgerPage page = answer.value();
      readTo.answered(page);
      if (search != null) {
        search.page(page.records());
      }
      letters.putUnreadable(kind, tenant, page.unreadable());
      if (search != null) {
        search.unreadable(page.unreadable());
      }
      take(kind, laneClass, calls, new Answer<>(page.records(), answer.seq()), search, lately);
      last = later(last, page.latest());
      if (!pages.next(page)) {
        return last;
      }
      // Of several lists the end of one is no place in another.
      if (kind != Kind.ADVANCE && (search == null || !search.isUnfinished())) {
        keepPlace(tenant, kind, readTo.soFar(last));
      }
    }
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || b.isBefore(a) ? a : b;
  }

  /** A long reading may be ended by the budget: the next one goes on where it was. */
  private void keepPlace(UUID tenant, Kind kind, @Nullable Instant watermark) {
    Instant readAt =
        sweeps.find(tenant, kind.text()).map(Sweeps.Mark::readAt).orElse(Instant.EPOCH);
    save(tenant, kind, watermark, readAt);
  }

  private void save(UUID tenant, Kind kind, @Nullable Instant watermark, Instant readAt) {
    inPractice.executeWithoutResult(_ -> sweeps.save(tenant, kind.text(), watermark, readAt));
  }

  /**
   * When the kind was last read to its end, if that was no longer ago than usual: after a pause
   * nobody knows what was told meanwhile.
   */
  private @Nullable Instant lately(UUID tenant, Kind kind, Instant now) {
    Optional<Sweeps.Mark> mark = inPractice.execute(_ -> sweeps.find(tenant, kind.text()));
    return mark.filter(it -> !it.readAt().plus(usual(it)).isBefore(now))
        .map(Sweeps.Mark::readAt)
        .orElse(null);
  }

  private static Duration usual(Sweeps.Mark mark) {
    Duration twice = mark.every() == null ? Duration.ZERO : mark.every().multipliedBy(2);
    return twice.compareTo(SHORT) > 0 ? twice : SHORT;
  }

  private @Nullable Instant watermark(UUID tenant, Kind kind) {
    Optional<Sweeps.Mark> mark = inPractice.execute(_ -> sweeps.find(tenant, kind.text()));
    return mark.map(Sweeps.Mark::watermark).orElse(null);
  }

  private static List<String> since(
      Instant moment, List<String> some, Answer<List<LedgerRecord>> answer) {
    Set<String> changed =
        answer.value().stream()
            .filter(it -> it.changedAt() != null && it.changedAt().isAfter(moment))
            .map(LedgerRecord::id)
            .collect(Collectors.toSet());
    return some.stream().filter(changed::contains).toList();
  }

  /**
   * How many of ours were fetched for it that somebody changed: what belongs to an invoice comes
   * with that, and of what our payments moved those count of which something was taken.
   */
  private int take(
      Kind kind,
      LaneClass laneClass,
      LaneCalls calls,
      Answer<List<LedgerRecord>> answer,
      LostRecords.@Nullable Search search,
      @Nullable Instant lately) {
    UUID tenant = calls.scope().tenant();
    if (kind == Kind.PAYMENT) {
      Fetching.Payments taken = fetching.takePayments(tenant, answer);
      if (search != null) {
        search.judged(answer.value(), taken);
      }
      return 0;
    }
    if (kind == Kind.ADVANCE) {
      // Its list shows all of each: nothing has to be fetched.
      Fetching.Advances taken = fetching.takeChangedAdvances(tenant, answer);
      if (search != null) {
        search.judged(answer.value(), taken);
      }
      return 0;
    }
    List<Unread> unread =
        carefully
            .take(
                tenant,
                kind,
                answer.value(),
                some -> Objects.requireNonNull(inPractice.execute(_ -> unread(kind, tenant, some))))
            .parts();
    List<String> changed = unread.stream().flatMap(it -> it.changed().stream()).toList();
    if (search == null && lately != null && TOLD.contains(kind)) {
      gaps.met(tenant, notices.category(kind), since(lately, changed, answer), sweeps.now());
      unread.stream()
          .flatMap(it -> Stream.ofNullable(it.ours()))
          .filter(it -> it.at().isAfter(lately))
          .findFirst()
          .ifPresent(it -> gaps.metOurs(tenant, notices.category(kind), it.id(), it.at()));
    }
    fetchAll(kind, laneClass, calls, changed);
    return changed.size()
        + fetchAll(
            kind, laneClass, calls, unread.stream().flatMap(it -> it.moved().stream()).toList());
  }

  /** Of how many something was taken. */
  private int fetchAll(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    int taken = 0;
    for (int from = 0; from < ids.size(); from += Books.AT_ONCE) {
      taken +=
          fetch(
              kind,
              laneClass,
              calls,
              ids.subList(from, Math.min(ids.size(), from + Books.AT_ONCE)));
    }
    return taken;
  }

  /**
   * The list was given, and these are not: one of them is to blame. That is found out where events
   * wait; the reading goes on past it.
   */
  private int fetch(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    try {
      return fetching.fetch(kind, laneClass, calls, ids).taken();
    } catch (LedgerTrouble e) {
      if (!Blame.mayBeTheirs(e, ids.size())) {
        throw e;
      }
      waiting.askApart(calls.scope().tenant(), notices.category(kind), ids, SOON);
      return 0;
    }
  }

  /**
   * What has to be fetched, by the ledger's ids.
   *
   * @param changed linked records in the reading that show a time which we have neither read nor
   *     caused, and those that are to come in
   * @param moved those that show the time of a payment of ours, where what was told proves nothing
   * @param ours one that we wrote since an event of its kind came last: its own should follow. Null
   *     if there is none
   */
  private record Unread(List<String> changed, List<String> moved, @Nullable Ours ours) {}

  /**
   * @param at when it was written, by the ledger's clock
   */
  private record Ours(String id, Instant at) {}

  private @Nullable Ours ours(
      Kind kind, UUID tenant, List<LedgerRecord> rows, Map<String, LinkTimes> known) {
    if (!TOLD.contains(kind)) {
      return null;
    }
    Instant told =
        heard.last(tenant, List.of(kind)).getOrDefault(kind, Instant.EPOCH).plus(OVERLAP);
    for (LedgerRecord it : rows) {
      Instant at = it.changedAt();
      LinkTimes link = known.get(it.id());
      if (at != null && link != null && at.equals(link.wroteAt()) && at.isAfter(told)) {
        return new Ours(it.id(), at);
      }
    }
    return null;
  }

  /**
   * One that could not be taken in is tried again by itself, not with each reading that shows it.
   */
  private Unread unread(Kind kind, UUID tenant, List<LedgerRecord> rows) {
    mirror.noteNames(kind, tenant, rows);
    Map<String, LinkTimes> known =
        mirror.times(kind, tenant, rows.stream().map(LedgerRecord::id).toList()).stream()
            .collect(Collectors.toMap(LinkTimes::ledgerId, Function.identity()));
    Map<String, Instant> troubled = letters.troubled(tenant, known.keySet());
    List<LedgerRecord> news =
        rows.stream()
            .filter(it -> known.containsKey(it.id()))
            .filter(it -> !echoes.isToldOf(tenant, known.get(it.id()), it.changedAt()))
            .filter(it -> DeadLetters.isNews(it.changedAt(), troubled.get(it.id())))
            .toList();
    // What is being written just now is probably our own write: it is judged when that is recorded.
    var writing = new HashMap<String, Instant>();
    news.stream()
        .filter(it -> isWriting(known.get(it.id())))
        .forEach(it -> writing.put(it.id(), it.changedAt() == null ? Instant.MAX : it.changedAt()));
    waiting.askAgain(tenant, notices.category(kind), writing, SOON);
    List<LedgerRecord> free = news.stream().filter(it -> !writing.containsKey(it.id())).toList();
    Set<String> moved =
        free.stream()
            .filter(it -> echoes.isKnown(tenant, known.get(it.id()), it.changedAt()))
            .map(LedgerRecord::id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Unread(
        Stream.concat(
                free.stream().map(LedgerRecord::id).filter(it -> !moved.contains(it)),
                newcomers.among(kind, tenant, rows).stream())
            .toList(),
        List.copyOf(moved),
        ours(kind, tenant, rows, known));
  }

  private static boolean isWriting(@Nullable LinkTimes link) {
    return link != null && link.writing();
  }
}
