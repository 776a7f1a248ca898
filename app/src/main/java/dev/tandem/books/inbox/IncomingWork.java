package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
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
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.IncomingChoices;
import dev.tandem.books.mirror.IncomingChoices.Asked;
import dev.tandem.books.mirror.IncomingChoices.Choice;
import dev.tandem.books.mirror.IncomingChoices.Listed;
import dev.tandem.books.mirror.IncomingChoices.Step;
import dev.tandem.books.mirror.IncomingInvoices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the invoices that were made in the ledger before the practice chose to have them, and
 * brings in what was found and is not here yet. Each page and each call's worth is recorded by
 * itself, so that whoever goes on goes on there.
 */
@Component
class IncomingWork implements LaneWork {

  private static final Set<LaneStopped.Why> PACING =
      Set.of(
          LaneStopped.Why.MINUTE_SPENT,
          LaneStopped.Why.APP_SPENT,
          LaneStopped.Why.FULL,
          LaneStopped.Why.TURN_OVER);

  private static final String ALONE = "incoming invoices";

  private static final Duration LOAN = Duration.ofSeconds(60);

  /** After a call that went wrong. */
  private static final Duration LATER = Duration.ofSeconds(30);

  /** One that is refused is refused again: it is asked for ever more rarely. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Lost records are looked for first; that is another's work, and has its own time. */
  private static final Duration ASLEEP = Duration.ofSeconds(15);

  private final IncomingChoices choices;
  private final IncomingInvoices incoming;
  private final Fetching fetching;
  private final WaitingNotices waiting;
  private final Others others;
  private final Notices notices;
  private final Awakening awakening;
  private final DeadLetters letters;
  private final Readings readings;
  private final LedgerFeatures features;
  private final Sweeps sweeps;
  private final Changes changes;
  private final TransactionTemplate inPractice;

  /** How often each organisation refused in a row. */
  private final Map<UUID, Integer> refusals = new ConcurrentHashMap<>();

  IncomingWork(
      IncomingChoices choices,
      IncomingInvoices incoming,
      Fetching fetching,
      WaitingNotices waiting,
      Others others,
      Notices notices,
      Awakening awakening,
      DeadLetters letters,
      Readings readings,
      LedgerFeatures features,
      Sweeps sweeps,
      Changes changes,
      TransactionTemplate inPractice) {
    this.choices = choices;
    this.incoming = incoming;
    this.fetching = fetching;
    this.waiting = waiting;
    this.others = others;
    this.notices = notices;
    this.awakening = awakening;
    this.letters = letters;
    this.readings = readings;
    this.features = features;
    this.sweeps = sweeps;
    this.changes = changes;
    this.inPractice = inPractice;
  }

  /** Somebody waits for what is only counted. */
  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted != LaneClass.PERSON && wanted != LaneClass.SWEEP
        || scope.resting().holds(KindOfWork.reading(Kind.INVOICE))
        || !flows(scope)) {
      return null;
    }
    return readings.alone(scope, ALONE, () -> job(wanted, scope.tenant()));
  }

  private @Nullable LaneJob job(LaneClass wanted, UUID tenant) {
    Choice choice = choices.of(tenant);
    boolean mine = wanted == LaneClass.PERSON == (choice.step() == Step.COUNTING);
    if (!mine || isPutOff(choice)) {
      return null;
    }
    if (choice.step() != null) {
      return calls -> list(choice, wanted, calls);
    }
    if (found(tenant, choice).filter(it -> !it.isAfter(sweeps.now())).isEmpty()) {
      return null;
    }
    List<Asked> contacts = choices.contacts(tenant, Books.AT_ONCE);
    return contacts.isEmpty() ? this::bringIn : calls -> askFor(contacts, calls);
  }

  private boolean flows(LaneScope scope) {
    return Standstill.of(features.of(new BindingId(scope.binding()))).isEmpty();
  }

  private boolean isPutOff(Choice it) {
    return it.notBefore() != null && it.notBefore().isAfter(sweeps.now());
  }

  /** One page of what is there: first those that we made ourselves, then all. */
  private void list(Choice choice, LaneClass laneClass, LaneCalls calls) {
    LocalDate day = Objects.requireNonNull(choice.listed());
    carefully(
        calls.scope(),
        () -> {
          Answer<LedgerPage> page =
              calls.call(
                  Operation.read(laneClass, Kind.INVOICE, "changed invoices to bring in", 0),
                  books ->
                      choice.ownListed()
                          ? books.salesFrom(day, choice.page())
                          : books.ownSalesFrom(day, choice.page()));
          inPractice.executeWithoutResult(_ -> listed(calls.scope(), choice, day, page.value()));
        });
  }

  private void listed(LaneScope scope, Choice asked, LocalDate day, LedgerPage page) {
    UUID tenant = scope.tenant();
    if (!choices.hold(tenant).equals(asked)) {
      // Somebody chose otherwise meanwhile.
      return;
    }
    if (asked.ownListed()) {
      choices.noteListed(
          tenant,
          incoming.among(tenant, day, page.records()).stream().map(IncomingWork::listed).toList(),
          asked.step() == Step.LISTING);
      if (asked.step() == Step.LISTING) {
        putUnreadable(tenant, page.unreadable());
      }
    } else {
      choices.noteOwn(tenant, unlinked(tenant, page.records()));
      choices.noteOwn(tenant, page.unreadable());
    }
    if (!page.more() && asked.ownListed()) {
      choices.forgetOwn(tenant);
    }
    choices.save(tenant, after(asked, page.more(), tenant));
    changes.announce(new RecordRef("ledger", scope.binding()));
  }

  /** Whose they are it cannot be told: a person says what becomes of them. */
  private void putUnreadable(UUID tenant, List<String> ids) {
    var known = new HashSet<>(choices.own(tenant, ids));
    known.addAll(incoming.here(tenant, ids));
    known.addAll(letters.troubled(tenant, ids).keySet());
    ids.stream()
        .filter(it -> !known.contains(it))
        .forEach(it -> letters.put(tenant, Kind.INVOICE, it, Instant.MAX, Blame.UNREADABLE));
  }

  private Choice after(Choice it, boolean more, UUID tenant) {
    boolean over = !more && it.ownListed();
    boolean chosen = it.step() == Step.LISTING;
    return new Choice(
        it.from(),
        it.tried(),
        over ? null : it.step(),
        more ? it.page() + 1 : 1,
        it.ownListed() || !more,
        over && chosen ? choices.left(tenant) : it.toCome(),
        null,
        null);
  }

  private List<String> unlinked(UUID tenant, List<LedgerRecord> own) {
    List<String> ids = own.stream().map(LedgerRecord::id).toList();
    Set<String> here = incoming.here(tenant, ids);
    return ids.stream().filter(it -> !here.contains(it)).toList();
  }

  private static Listed listed(LedgerRecord it) {
    String total = it.derived().get(Fields.TOTAL);
    return new Listed(
        it.id(),
        total == null ? null : new BigDecimal(total),
        it.fields().getOrDefault(Fields.CURRENCY, ""));
  }

  /** The invoices of contacts that clients were linked with since. */
  private void askFor(List<Asked> contacts, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    List<String> ids = contacts.stream().map(Asked::contact).toList();
    LocalDate from = choices.of(tenant).from();
    if (from == null) {
      return;
    }
    carefully(
        calls.scope(),
        () -> {
          Answer<LedgerPage> page =
              calls.call(
                  Operation.read(
                      LaneClass.SWEEP, Kind.INVOICE, "changed invoices of linked clients", 0),
                  books -> books.salesOf(ids, from, contacts.getFirst().page()));
          inPractice.executeWithoutResult(
              _ -> {
                if (!from.equals(choices.hold(tenant).from())) {
                  return;
                }
                List<String> found =
                    incoming.among(tenant, page.value().records()).stream()
                        .map(LedgerRecord::id)
                        .toList();
                choices.wantLater(tenant, found, sweeps.now());
                choices.asked(tenant, ids, page.value().more());
              });
        });
  }

  /** One call's worth of what was found. */
  private void bringIn(LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    List<String> lent = choices.lend(tenant, Books.AT_ONCE, LOAN);
    if (lent.isEmpty()) {
      return;
    }
    try {
      carefully(calls.scope(), () -> bringIn(lent, calls));
    } catch (RuntimeException e) {
      choices.giveBack(tenant, lent);
      throw e;
    }
  }

  private void bringIn(List<String> lent, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    Fetching.Fetched fetched;
    try {
      fetched = fetching.fetch(Kind.INVOICE, LaneClass.SWEEP, calls, lent);
    } catch (LedgerTrouble e) {
      if (!Blame.mayBeTheirs(e, lent.size())
          || !others.areGiven(Kind.INVOICE, LaneClass.SWEEP, calls, lent)) {
        throw e;
      }
      askApart(lent, calls.scope());
      return;
    }
    inPractice.executeWithoutResult(
        _ -> {
          // What is here, what is not there, and what somebody is asked about on the inbox
          // page. What was shown and is nobody's, or has to wait, is settled already.
          var over = new HashSet<>(fetched.missing());
          over.addAll(fetched.setAside());
          over.addAll(fetched.early());
          choices.done(tenant, over);
          choices.done(tenant, incoming.here(tenant, lent));
          changes.announce(new RecordRef("ledger", calls.scope().binding()));
        });
  }

  /**
   * Others are given, and of these one is to blame. Which it is is found out where events wait; the
   * import goes on past it, and all but that one come in from there.
   */
  private void askApart(List<String> lent, LaneScope scope) {
    UUID tenant = scope.tenant();
    inPractice.executeWithoutResult(
        _ -> {
          waiting.askApart(tenant, notices.category(Kind.INVOICE), lent, Duration.ZERO);
          choices.done(tenant, lent);
          changes.announce(new RecordRef("ledger", scope.binding()));
        });
  }

  /** What was claimed is found again later, and the page tells why it does not go on. */
  private void carefully(LaneScope scope, Runnable work) {
    try {
      work.run();
      refusals.remove(scope.tenant());
      say(scope, null, LATER);
    } catch (LaneStopped e) {
      // That a minute's calls are spent is how it goes.
      if (!PACING.contains(e.why())) {
        say(scope, "Xero was not asked: " + e.getMessage() + ".", LATER);
      }
      throw e;
    } catch (LedgerTrouble e) {
      say(scope, words(e), pause(scope.tenant(), e));
      throw e;
    } catch (RuntimeException e) {
      say(scope, "It did not go on; it is tried again.", LATER);
      throw e;
    }
  }

  /** What is away comes back; what is refused is most likely refused again. */
  private Duration pause(UUID tenant, LedgerTrouble it) {
    if (it.remedy() != LedgerTrouble.Remedy.GONE && it.remedy() != LedgerTrouble.Remedy.CORRECT) {
      return LATER;
    }
    int times = Math.min(refusals.merge(tenant, 1, Integer::sum) - 1, 10);
    Duration pause = LATER.multipliedBy(1L << times);
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private void say(LaneScope scope, @Nullable String problem, Duration pause) {
    inPractice.executeWithoutResult(
        _ -> {
          UUID tenant = scope.tenant();
          Choice it = choices.hold(tenant);
          if (it.equals(Choice.NONE) || problem == null && it.problem() == null) {
            return;
          }
          choices.save(
              tenant,
              new Choice(
                  it.from(),
                  it.tried(),
                  it.step(),
                  it.page(),
                  it.ownListed(),
                  it.toCome(),
                  problem,
                  problem == null ? null : sweeps.now().plus(pause)));
          changes.announce(new RecordRef("ledger", scope.binding()));
        });
  }

  private static String words(LedgerTrouble it) {
    return switch (it.remedy()) {
      case WAIT -> "Xero asked to wait.";
      case LATER -> "Xero could not be reached.";
      case RECONNECT -> "Xero no longer lets Tandem into this organisation.";
      case GONE, CORRECT -> "Xero refused to list them.";
    };
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    return due(scope, choices.of(scope.tenant()));
  }

  @Override
  public @Nullable Instant dueForPeople(LaneScope scope) {
    Choice choice = choices.of(scope.tenant());
    return choice.step() == Step.COUNTING ? due(scope, choice) : null;
  }

  private @Nullable Instant due(LaneScope scope, Choice choice) {
    if (choice.equals(Choice.NONE) || !flows(scope)) {
      return null;
    }
    Instant due = choice.step() == null ? found(scope.tenant(), choice).orElse(null) : sweeps.now();
    return due == null
        ? null
        : later(
            later(due, choice.notBefore()),
            scope.resting().until(KindOfWork.reading(Kind.INVOICE)));
  }

  /** When the next of those that were found may be dealt with. */
  private Optional<Instant> found(UUID tenant, Choice choice) {
    if (choice.from() == null) {
      return Optional.empty();
    }
    Instant now = sweeps.now();
    boolean awake =
        Boolean.TRUE.equals(inPractice.execute(_ -> awakening.over(Kind.INVOICE, tenant)));
    Instant earliest = awake ? now : now.plus(ASLEEP);
    return choices.due(tenant).map(it -> later(it, earliest));
  }

  private static Instant later(Instant a, @Nullable Instant b) {
    return b != null && b.isAfter(a) ? b : a;
  }
}
