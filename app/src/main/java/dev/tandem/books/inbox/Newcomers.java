package dev.tandem.books.inbox;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.IncomingChoices;
import dev.tandem.books.mirror.IncomingInvoices;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What readings show of invoices that nobody here has, and that are to come in. */
@Component
class Newcomers {

  /** Nobody looks for those that wait before they may come, and then all at once. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final String UNLISTED =
      "Xero does not list all that was paid on it, so it would look owed here.";

  private static final String FORGOTTEN =
      "%1$s was linked with it until somebody ended that, so it would stand here twice. If %1$s is left out of Xero, send it after all: then they are linked again. If it was made in Xero anew, void one of the two there.";

  private final IncomingInvoices incoming;
  private final IncomingChoices choices;
  private final Awakening awakening;
  private final DeadLetters letters;
  private final Connections connections;
  private final LedgerFeatures features;
  private final Sweeps sweeps;
  private final TransactionTemplate inPractice;

  Newcomers(
      IncomingInvoices incoming,
      IncomingChoices choices,
      Awakening awakening,
      DeadLetters letters,
      Connections connections,
      LedgerFeatures features,
      Sweeps sweeps,
      TransactionTemplate inPractice) {
    this.incoming = incoming;
    this.choices = choices;
    this.awakening = awakening;
    this.letters = letters;
    this.connections = connections;
    this.features = features;
    this.sweeps = sweeps;
    this.inPractice = inPractice;
  }

  /** Whether what an event tells of a stranger's record is worth a look. */
  boolean mayBe(Kind kind, UUID tenant) {
    return kind == Kind.INVOICE && incoming.come(tenant);
  }

  /**
   * The ledger's ids of those among a reading's rows that have to be read whole. What could not be
   * taken in is tried again by itself; while none may come in all of them wait.
   */
  List<String> among(Kind kind, UUID tenant, List<LedgerRecord> rows) {
    if (kind != Kind.INVOICE) {
      return List.of();
    }
    List<LedgerRecord> coming = incoming.among(tenant, rows);
    if (!coming.isEmpty() && !mayCome(tenant)) {
      choices.wantLater(tenant, ids(coming), sweeps.now());
      return List.of();
    }
    var troubled = letters.troubled(tenant, coming.stream().map(LedgerRecord::id).toList());
    return coming.stream()
        .filter(it -> DeadLetters.isNews(it.changedAt(), troubled.get(it.id())))
        .map(LedgerRecord::id)
        .toList();
  }

  /**
   * The same of a list of everything, which shows them each time: of what we made ourselves nobody
   * asks twice.
   */
  List<String> amongAll(Kind kind, UUID tenant, List<LedgerRecord> rows) {
    List<String> coming = among(kind, tenant, rows);
    Set<String> own = coming.isEmpty() ? Set.of() : choices.own(tenant, coming);
    return coming.stream().filter(it -> !own.contains(it)).toList();
  }

  /**
   * While records of ours are looked for that were lost, none comes in: it may be one of them.
   * While payments are left alone, none does: what is paid there would be owed here.
   */
  private boolean mayCome(UUID tenant) {
    return awakening.over(Kind.INVOICE, tenant)
        && connections.bindings().stream()
            .filter(it -> it.tenantId().equals(tenant.toString()))
            .anyMatch(it -> Standstill.of(features.of(it.id())).isEmpty());
  }

  /** Which of these we made ourselves: asked where their looks do not tell. */
  Set<String> madeByUs(LaneClass laneClass, LaneCalls calls, List<LedgerRecord> read) {
    UUID tenant = calls.scope().tenant();
    List<String> doubtful =
        Objects.requireNonNull(
            inPractice.execute(_ -> incoming.doubtful(tenant, incoming.among(tenant, read))));
    var own = new HashSet<String>();
    for (int from = 0; from < doubtful.size(); from += Books.AT_ONCE) {
      List<String> some = doubtful.subList(from, Math.min(doubtful.size(), from + Books.AT_ONCE));
      calls
          .call(
              Operation.read(laneClass, Kind.INVOICE, "fetch who made invoices", some.size()),
              books -> books.ownAmong(some))
          .value()
          .records()
          .forEach(it -> own.add(it.id()));
    }
    return own;
  }

  /**
   * Brings those in that come, or has them wait while none may.
   *
   * @return the ledger's ids of those that could not be taken in: they are tried again by
   *     themselves, later each time, and then a person is asked
   */
  Set<String> take(UUID tenant, long seq, List<LedgerRecord> unknown, Set<String> made) {
    if (unknown.isEmpty() || !incoming.come(tenant)) {
      return Set.of();
    }
    var dealtWith = ids(unknown);
    if (!mayCome(tenant)) {
      Set<String> waiting = ids(incoming.among(tenant, unknown));
      choices.wantLater(tenant, waiting, sweeps.now().plus(SOON));
      dealtWith.removeAll(waiting);
      choices.done(tenant, dealtWith);
      return Set.of();
    }
    var stayOut = new HashSet<String>();
    for (IncomingInvoices.KeptOut it : incoming.take(tenant, seq, unknown, made)) {
      keepOut(tenant, it);
      stayOut.add(it.found().id());
    }
    choices.done(tenant, dealtWith);
    dealtWith.retainAll(made);
    choices.noteOwn(tenant, dealtWith);
    return stayOut;
  }

  /** What does not list all its payments may do so soon; what stands here already will stand. */
  private void keepOut(UUID tenant, IncomingInvoices.KeptOut it) {
    String id = it.found().id();
    if (it.ours() != null) {
      letters.giveUp(tenant, Kind.INVOICE, id, FORGOTTEN.formatted(it.ours()));
    } else {
      letters.put(
          tenant,
          Kind.INVOICE,
          id,
          Objects.requireNonNullElse(it.found().changedAt(), Instant.MAX),
          UNLISTED);
    }
  }

  private static Set<String> ids(List<LedgerRecord> records) {
    var ids = new HashSet<String>();
    records.forEach(it -> ids.add(it.id()));
    return ids;
  }
}
