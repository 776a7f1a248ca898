package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.Deadlock;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.ledger.Pages;
import dev.tandem.books.ledger.Reply;
import dev.tandem.books.mirror.IncomingAdvances;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger's changes on their way to us. */
@Component
public class Inbox {

  /** Updates are sent only on knowledge that is younger. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  /** The ledger's clock runs on while it answers. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  /** Our clock and the ledger's may differ by this much. */
  private static final Duration SKEW = Duration.ofMinutes(10);

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Sweeps sweeps;
  private final WaitingNotices waiting;
  private final Mirror mirror;
  private final IncomingAdvances incoming;
  private final Notices notices;
  private final InboxSettings settings;
  private final Awakening awakening;
  private final FirstCredits firstCredits;
  private final LostRecords lost;
  private final LedgerFeatures features;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate inPractice;

  Inbox(
      Sweeps sweeps,
      WaitingNotices waiting,
      Mirror mirror,
      IncomingAdvances incoming,
      Notices notices,
      InboxSettings settings,
      Awakening awakening,
      FirstCredits firstCredits,
      LostRecords lost,
      LedgerFeatures features,
      ApplicationEventPublisher events,
      TransactionTemplate inPractice) {
    this.events = events;
    this.sweeps = sweeps;
    this.waiting = waiting;
    this.mirror = mirror;
    this.incoming = incoming;
    this.notices = notices;
    this.settings = settings;
    this.awakening = awakening;
    this.firstCredits = firstCredits;
    this.lost = lost;
    this.features = features;
    this.inPractice = inPractice;
  }

  /**
   * Whether the kind's changes were read since this process came up. Before, nothing of that kind
   * is written: the database may be a restored copy that does not know what it made itself.
   */
  public boolean isAwake(Kind kind, UUID tenant) {
    return awakening.over(kind.shownBy(), tenant);
  }

  /**
   * When the kind is read again that shows records of ours which cannot be judged yet: reading it
   * earlier would show the same. Null if it may be read at any time.
   */
  public @Nullable Instant waitsUntil(Kind kind, UUID tenant) {
    return awakening.waitsUntil(kind.shownBy(), tenant);
  }

  /**
   * Reads these kinds at once and looks in them for records of ours that this database lost;
   * nothing of them is written before.
   */
  public void lookForLost(UUID tenant, Collection<Kind> kinds) {
    sweeps.ask(tenant, kinds.stream().filter(it -> isRead(it, tenant)).map(Kind::text).toList());
  }

  /** Credit notes and advances are read where one was ever sent. */
  private boolean isRead(Kind kind, UUID tenant) {
    return Kind.USUAL.contains(kind)
        || (kind == Kind.CREDIT_NOTE || kind == Kind.ADVANCE)
            && sweeps.find(tenant, kind.text()).isPresent();
  }

  /**
   * When lost records were last looked for.
   *
   * @param at null if never
   * @param rows among how many
   * @param asked somebody wants it done, and it was not since
   */
  public record Searched(@Nullable Instant at, long rows, boolean asked) {}

  public Searched searched(Kind kind, UUID tenant) {
    return sweeps.searched(tenant, kind.text());
  }

  /** Whether the kind's changes were read within the last minute. */
  public boolean isFresh(Kind kind, UUID tenant) {
    return sweeps
        .find(tenant, kind.text())
        .filter(it -> it.readAt().plus(FRESH).isAfter(sweeps.now()))
        .isPresent();
  }

  /**
   * When the current practice last read the kind's changes from this organisation; null if never.
   */
  public @Nullable Instant readAt(Kind kind, UUID tenant) {
    return sweeps
        .find(tenant, kind.text())
        .map(Sweeps.Mark::readAt)
        .filter(it -> it.isAfter(Instant.EPOCH))
        .orElse(null);
  }

  /**
   * Reads what changed since last time and takes it. Never asks for a second page of the same
   * question, because pages shift while records change: the next question begins at the last row's
   * time.
   */
  public void sweep(Kind kind, LaneClass laneClass, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    Awakening.Look look = awakening.look(kind, tenant);
    // Later than what is asked for: this reading answers it.
    Instant began = sweeps.now();
    Instant creating = mirror.creatingSince(tenant);
    Instant since = watermark(tenant, kind);
    LostRecords.Search search = look == null ? null : lost.search(look, since, laneClass, calls);
    Instant last = null;
    for (Question it : questions(kind)) {
      last = later(last, pages(it, kind, laneClass, calls, since, creating, search));
    }
    if (search != null) {
      search.lookAgain();
      if (search.isUnfinished()) {
        awakening.lookAgain(kind, tenant, began);
        return;
      }
    }
    save(tenant, kind, watermark(readTo(began.minus(SKEW), last), creating), began);
    awakening.read(kind, tenant);
    if (search != null) {
      search.end();
      if (kind == Kind.CLIENT) {
        firstCredits.want(tenant, since);
      }
    }
    var read = new ChangesRead(new BindingId(calls.scope().binding()), tenant);
    inPractice.executeWithoutResult(_ -> events.publishEvent(read));
  }

  /** One question about what changed since a moment, or ever. */
  private interface Question {
    Reply<LedgerPage> ask(Books books, @Nullable Instant since, int page);
  }

  /** The ledger lists advances in two places. */
  private static List<Question> questions(Kind kind) {
    Question all = (books, since, page) -> books.changedSince(kind, since, page);
    return kind == Kind.ADVANCE ? List.of(all, Books::taxedAdvancesSince) : List.of(all);
  }

  /** The time of the last change that was shown; null if nothing was. */
  private @Nullable Instant pages(
      Question question,
      Kind kind,
      LaneClass laneClass,
      LaneCalls calls,
      @Nullable Instant first,
      @Nullable Instant creating,
      LostRecords.@Nullable Search search) {
    UUID tenant = calls.scope().tenant();
    var pages = new Pages(first);
    Instant last = null;
    while (true) {
      Answer<LedgerPage> answer =
          calls.call(
              Operation.read(laneClass, kind, "changed " + kind.plural(), 0),
              books -> question.ask(books, pages.since(), pages.page()));
      LedgerPage page = answer.value();
      if (search != null) {
        search.page(page.records());
      }
      take(kind, laneClass, calls, new Answer<>(page.records(), answer.seq()), search);
      last = later(last, page.latest());
      if (!pages.next(page)) {
        return last;
      }
      // Of two lists the end of one is no place in the other.
      if (kind != Kind.ADVANCE && (search == null || !search.isUnfinished())) {
        keepPlace(tenant, kind, watermark(last, creating));
      }
    }
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || b.isBefore(a) ? a : b;
  }

  /**
   * Whoever has read to the end knows everything up to when he began, though nothing changed since
   * long: else each reading would bring the last minutes of work again, for ever.
   */
  private static Instant readTo(Instant readTo, @Nullable Instant last) {
    return last == null || last.isBefore(readTo) ? readTo : last;
  }

  /** What a call of ours is making is a stranger to this reading: it is read again when linked. */
  private static @Nullable Instant watermark(@Nullable Instant last, @Nullable Instant creating) {
    Instant read = last != null && creating != null && creating.isBefore(last) ? creating : last;
    return read == null ? null : read.minus(OVERLAP);
  }

  /** A long reading may be ended by the budget: the next one goes on where it was. */
  private void keepPlace(UUID tenant, Kind kind, @Nullable Instant watermark) {
    Instant readAt = readAt(kind, tenant);
    save(tenant, kind, watermark, readAt == null ? Instant.EPOCH : readAt);
  }

  private void save(UUID tenant, Kind kind, @Nullable Instant watermark, Instant readAt) {
    inPractice.executeWithoutResult(_ -> sweeps.save(tenant, kind.text(), watermark, readAt));
  }

  private @Nullable Instant watermark(UUID tenant, Kind kind) {
    Optional<Sweeps.Mark> mark = inPractice.execute(_ -> sweeps.find(tenant, kind.text()));
    return mark.map(Sweeps.Mark::watermark).orElse(null);
  }

  private void take(
      Kind kind,
      LaneClass laneClass,
      LaneCalls calls,
      Answer<List<LedgerRecord>> answer,
      LostRecords.@Nullable Search search) {
    UUID tenant = calls.scope().tenant();
    if (kind == Kind.PAYMENT) {
      Mirror.Absorbed absorbed = takePayments(tenant, answer);
      if (search != null) {
        search.judged(answer.value(), absorbed);
      }
      return;
    }
    if (kind == Kind.ADVANCE) {
      // Its list shows all of each: nothing has to be fetched.
      IncomingAdvances.Taken taken = takeAdvances(tenant, answer);
      askAgain(tenant, kind, taken.absorbed());
      if (search != null && taken.ownerless()) {
        search.ownerless();
      }
      return;
    }
    List<String> changed = inPractice.execute(_ -> unread(kind, tenant, answer.value()));
    if (changed != null) {
      fetch(kind, laneClass, calls, changed);
    }
  }

  /** Linked records in the reading that show a time which we have neither read nor caused. */
  private List<String> unread(Kind kind, UUID tenant, List<LedgerRecord> rows) {
    mirror.noteNames(kind, tenant, rows);
    Map<String, LinkTimes> known =
        mirror.times(kind, tenant, rows.stream().map(LedgerRecord::id).toList()).stream()
            .collect(Collectors.toMap(LinkTimes::ledgerId, Function.identity()));
    List<LedgerRecord> news =
        rows.stream()
            .filter(it -> known.containsKey(it.id()))
            .filter(it -> !isKnown(known.get(it.id()), it.changedAt()))
            .toList();
    // What is being written just now is probably our own write: it is judged when that is recorded.
    var writing = new HashMap<String, Instant>();
    news.stream()
        .filter(it -> isWriting(known.get(it.id())))
        .forEach(it -> writing.put(it.id(), it.changedAt() == null ? Instant.MAX : it.changedAt()));
    waiting.askAgain(tenant, category(kind), writing, SOON);
    return news.stream().map(LedgerRecord::id).filter(it -> !writing.containsKey(it)).toList();
  }

  private static boolean isWriting(@Nullable LinkTimes link) {
    return link != null && link.writing();
  }

  /**
   * A payment of ours moves its invoice's time, too, but only about to the moment that the payment
   * shows; a record's own write is known exactly.
   */
  private boolean isKnown(@Nullable LinkTimes link, @Nullable Instant at) {
    if (link == null || at == null) {
      return false;
    }
    boolean touched = link.wroteAt() != null && !link.wroteAt().equals(link.seenAt());
    return at.equals(link.seenAt())
        || at.equals(link.wroteAt())
        || (touched && Duration.between(link.wroteAt(), at).abs().compareTo(settings.echo()) <= 0);
  }

  /**
   * Reads these records in full and takes what is new in them.
   *
   * @return those that were judged by it; others are being written and are asked again later
   */
  public Set<String> fetch(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    return fetch(kind, laneClass, calls, ids, new HashSet<>());
  }

  /**
   * @param shown gets those that the ledger has
   */
  private Set<String> fetch(
      Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids, Set<String> shown) {
    UUID tenant = calls.scope().tenant();
    var judged = new HashSet<>(ids);
    int atOnce = kind == Kind.ADVANCE ? 1 : Books.AT_ONCE;
    for (int from = 0; from < ids.size(); from += atOnce) {
      List<String> piece = ids.subList(from, Math.min(ids.size(), from + atOnce));
      Answer<List<LedgerRecord>> answer =
          calls.call(
              Operation.read(laneClass, kind, "fetch " + kind.plural(), piece.size()),
              books -> books.byIds(kind, piece));
      answer.value().forEach(it -> shown.add(it.id()));
      if (kind == Kind.PAYMENT) {
        takePayments(tenant, answer);
      } else if (kind == Kind.ADVANCE) {
        askAgain(tenant, kind, takeAdvances(tenant, answer).absorbed());
        readFromNowOn(tenant, piece);
      } else {
        List<LedgerRecord> own = withoutMerged(laneClass, calls, answer.value());
        List<LedgerRecord> whole = kind == Kind.CREDIT_NOTE ? own : kept(calls, own);
        var absorbed = Deadlock.retried(() -> mirror.absorb(kind, tenant, answer.seq(), whole));
        waiting.askAgain(tenant, category(kind), absorbed.askAgain(), SOON);
        judged.removeAll(absorbed.askAgain().keySet());
      }
    }
    return judged;
  }

  /** What a record that somebody looked at is found to be. */
  public enum Seen {
    /** Read or caused by us before. */
    SAME,
    CHANGED,
    /** The ledger does not show it. */
    GONE,
    /** Being written just now: it has to be looked at again. */
    EARLY
  }

  /** As {@link #fetch}, and tells of each what that showed. */
  public Map<String, Seen> look(Kind kind, LaneClass laneClass, LaneCalls calls, List<String> ids) {
    UUID tenant = calls.scope().tenant();
    Map<String, LinkTimes> before = times(kind, tenant, ids);
    var shown = new HashSet<String>();
    Set<String> judged = fetch(kind, laneClass, calls, ids, shown);
    Map<String, LinkTimes> after = times(kind, tenant, ids);
    var seen = new HashMap<String, Seen>();
    for (String id : ids) {
      LinkTimes now = after.get(id);
      seen.put(
          id,
          !shown.contains(id)
              ? Seen.GONE
              : !judged.contains(id)
                  ? Seen.EARLY
                  : now == null || isKnown(before.get(id), now.seenAt())
                      ? Seen.SAME
                      : Seen.CHANGED);
    }
    return seen;
  }

  private Map<String, LinkTimes> times(Kind kind, UUID tenant, List<String> ids) {
    List<LinkTimes> times = inPractice.execute(_ -> mirror.times(kind, tenant, ids));
    return times == null
        ? Map.of()
        : times.stream().collect(Collectors.toMap(LinkTimes::ledgerId, Function.identity()));
  }

  /** Where the first advance was not sent but came by an event, nothing reads them otherwise. */
  private void readFromNowOn(UUID tenant, List<String> ids) {
    inPractice.executeWithoutResult(
        _ -> {
          if (sweeps.find(tenant, Kind.ADVANCE.text()).isEmpty()
              && !mirror.times(Kind.ADVANCE, tenant, ids).isEmpty()) {
            sweeps.ask(tenant, List.of(Kind.ADVANCE.text()));
          }
        });
  }

  /** A contact that was merged away says nothing of its client any more: the other one does. */
  private List<LedgerRecord> withoutMerged(
      LaneClass laneClass, LaneCalls calls, List<LedgerRecord> read) {
    List<LedgerRecord> merged = read.stream().filter(Inbox::isMerged).toList();
    if (merged.isEmpty()) {
      return read;
    }
    UUID tenant = calls.scope().tenant();
    List<String> into =
        merged.stream().map(it -> it.derived().get(Fields.MERGED_TO)).distinct().toList();
    Answer<List<LedgerRecord>> answer =
        calls.call(
            Operation.read(laneClass, Kind.CLIENT, "fetch merged clients", into.size()),
            books -> books.byIds(Kind.CLIENT, into));
    Map<String, LedgerRecord> left =
        answer.value().stream().collect(Collectors.toMap(LedgerRecord::id, Function.identity()));
    var follow = new HashMap<String, LedgerRecord>();
    var again = new HashMap<String, Instant>();
    for (LedgerRecord it : merged) {
      LedgerRecord target = left.get(it.derived().get(Fields.MERGED_TO));
      if (target != null && !isMerged(target)) {
        follow.put(it.id(), target);
      }
    }
    Deadlock.retried(() -> mirror.follow(tenant, answer.seq(), follow))
        .forEach(it -> again.put(it, Instant.MAX));
    waiting.askAgain(tenant, category(Kind.CLIENT), again, SOON);
    return read.stream().filter(it -> !isMerged(it)).toList();
  }

  private static boolean isMerged(LedgerRecord it) {
    return it.derived().containsKey(Fields.MERGED_TO);
  }

  /** Where payments are left alone, those that an invoice shows are, too. */
  private List<LedgerRecord> kept(LaneCalls calls, List<LedgerRecord> records) {
    boolean whole = features.of(new BindingId(calls.scope().binding())).flows(Kind.PAYMENT.text());
    return whole ? records : records.stream().map(LedgerRecord::withoutPayments).toList();
  }

  private Mirror.Absorbed takePayments(UUID tenant, Answer<List<LedgerRecord>> answer) {
    var absorbed =
        Deadlock.retried(() -> mirror.absorbPayments(tenant, answer.seq(), answer.value()));
    waiting.askAgain(tenant, category(Kind.INVOICE), absorbed.askAgain(), SOON);
    return absorbed;
  }

  private IncomingAdvances.Taken takeAdvances(UUID tenant, Answer<List<LedgerRecord>> answer) {
    return Deadlock.retried(() -> incoming.take(tenant, answer.seq(), answer.value()));
  }

  private void askAgain(UUID tenant, Kind kind, Mirror.Absorbed absorbed) {
    waiting.askAgain(tenant, category(kind), absorbed.askAgain(), SOON);
  }

  private String category(Kind kind) {
    return notices.category(kind);
  }
}
