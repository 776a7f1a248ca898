package dev.tandem.books.outbox;

import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.Epochs;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.mirror.Proposal;
import dev.tandem.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes what may go now and stores it as one call, in one transaction. Each row's revision is read
 * (and locked) before its record's fields: an edit that comes between raises the revision again and
 * goes next.
 */
@Component
class PushClaim {

  /** A record waits this long for others to share its call. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Each finds at least as many documents as fit if there are two records of each. */
  private static final int FILLING_LOOKS = 3;

  /** Costs no call, so it is looked at again soon. */
  private static final Duration TRIED_AGAIN = Duration.ofMinutes(3);

  private static final String NOT_TAKEN_IN =
      "What somebody changed of it in Xero could not be taken in yet, and is not overwritten. It goes once that is done: Ledger, Inbox tells more.";

  private static final String WHOLE_NOT_TAKEN_IN =
      "What somebody changed in Xero of the invoice or credit that it belongs to could not be taken in yet, and nothing is sent over it. It goes once that is done: Ledger, Inbox tells more.";

  private static final String NOT_SHOWN =
      "Xero does not show its %s just now, so nobody can tell whether this money is there already. It goes once they are read: Ledger, Reading tells more.";

  /** Xero: at most 3.5 MB a request in practice, and never more than 10. */
  private static final int MOST_BYTES = 3_000_000;

  private final PendingPushes pending;
  private final PushBatches batches;
  private final OpenQuestions questions;
  private final NotBeingRead notBeingRead;
  private final Mirror mirror;
  private final Inbox inbox;
  private final ReadThisTurn readThisTurn;
  private final ClosedDayHold closedDays;
  private final TwinHold twins;
  private final Epochs epochs;
  private final List<Ledger> ledgers;
  private final Clock clock;

  /** When receipts were looked for that may have been lost. */
  private final Map<UUID, Instant> soughtReceipts = new ConcurrentHashMap<>();

  PushClaim(
      PendingPushes pending,
      PushBatches batches,
      OpenQuestions questions,
      NotBeingRead notBeingRead,
      Mirror mirror,
      Inbox inbox,
      ReadThisTurn readThisTurn,
      ClosedDayHold closedDays,
      TwinHold twins,
      Epochs epochs,
      List<Ledger> ledgers,
      Clock clock) {
    this.pending = pending;
    this.batches = batches;
    this.questions = questions;
    this.notBeingRead = notBeingRead;
    this.mirror = mirror;
    this.inbox = inbox;
    this.readThisTurn = readThisTurn;
    this.closedDays = closedDays;
    this.twins = twins;
    this.epochs = epochs;
    this.ledgers = ledgers;
    this.clock = clock;
  }

  /** What a claim came to. */
  sealed interface Claimed {

    /** Nothing of this kind may go now. */
    record Nothing() implements Claimed {}

    /** Rows were dropped or held because there was nothing to send; look again. */
    record Again() implements Claimed {}

    /** Before updates of this kind the ledger's changes have to be read. */
    record ReadFirst(Kind kind) implements Claimed {}

    /** Before these records are sent they have to be read in full. */
    record ReadWhole(Kind kind, List<String> ledgerIds) implements Claimed {}

    record Batch(PushBatch batch) implements Claimed {}

    /** Whether the ledger has it is not known: stored as a call whose outcome has to be found. */
    record Look(PushBatch batch) implements Claimed {}
  }

  /** For one kind, in one transaction. Whoever has lost the lane to a later turn gets nothing. */
  @Transactional
  public Claimed claim(Kind kind, LaneScope scope, boolean urgentOnly) {
    if (!epochs.isPresent(scope)) {
      return new Claimed.Nothing();
    }
    List<PendingPush> rows = together(kind, scope, urgentOnly, Books.BATCH);
    return rows.isEmpty() ? new Claimed.Nothing() : prepare(kind, scope, rows);
  }

  /**
   * The same with one record at most.
   *
   * @param except those that were tried before
   * @throws NotPrepared if it cannot be prepared for a reason of its own
   */
  @Transactional
  public Claimed claimOne(Kind kind, LaneScope scope, boolean urgentOnly, Collection<UUID> except) {
    if (!epochs.isPresent(scope)) {
      return new Claimed.Nothing();
    }
    List<PendingPush> ready =
        free(kind, scope, urgentOnly, except.size() + Books.BATCH).stream()
            .filter(it -> !except.contains(it.record()))
            .toList();
    // The first one may be busy, and those behind it are not.
    List<PendingPush> rows =
        notBeingRead.of(kind, scope.tenant(), ready).stream().limit(1).toList();
    if (rows.isEmpty()) {
      return new Claimed.Nothing();
    }
    try {
      return prepare(kind, scope, rows);
    } catch (RuntimeException e) {
      PendingPush row = rows.getFirst();
      throw NotPrepared.passes(e)
          ? e
          : new NotPrepared(new PendingPushes.Revision(row.record(), row.revision()), e);
    }
  }

  private Claimed prepare(Kind kind, LaneScope scope, List<PendingPush> ready) {
    List<PendingPush> rows = notBeingRead.of(kind, scope.tenant(), ready);
    if (rows.isEmpty()) {
      return new Claimed.Nothing();
    }
    for (Kind shown : rows.stream().map(it -> it.shownBy(kind)).distinct().toList()) {
      if (!inbox.isAwake(shown, scope.tenant())) {
        return readFirst(shown, scope);
      }
    }
    if (rows.getFirst().linked()
        && !kind.onlyMadeAndRemoved()
        && !inbox.isFresh(kind, scope.tenant())) {
      return readFirst(kind, scope);
    }
    if (twins.isOld(kind, scope.tenant(), rows)) {
      return readForTwins(kind, scope, rows);
    }
    Claimed.Look before = kind == Kind.RECEIPT ? maybeLost(scope, rows.getFirst()) : null;
    if (before != null) {
      return before;
    }
    // Before the links are looked up: a reading that ends in between is not in what they say.
    Set<String> read = readThisTurn.read(scope);
    Set<String> unknown = inbox.cannotBeTaken(scope.tenant());
    var byRecord = new HashMap<UUID, PendingPush>();
    rows.forEach(it -> byRecord.put(it.record(), it));
    List<Proposal.Send> sends = new ArrayList<>();
    var needless = new ArrayList<PendingPushes.Revision>();
    int busy = 0;
    for (Proposal it :
        mirror.proposals(kind, scope.tenant(), rows.stream().map(PendingPush::record).toList())) {
      PendingPush row = byRecord.get(it.record());
      var edit = new PendingPushes.Revision(it.record(), row == null ? 0 : row.revision());
      switch (it) {
        case Proposal.Nothing _ -> {
          Proposal.Send lost = row == null ? null : sought(kind, scope, row);
          if (row != null && lost != null) {
            byRecord.put(it.record(), row.settlingNothing());
            sends.add(lost);
          } else if (row == null || row.askedSince() == null || !mayStand(kind, row)) {
            needless.add(edit);
          }
        }
        case Proposal.Busy _ -> busy++;
        case Proposal.Hold hold -> pending.hold(kind, scope.tenant(), edit, hold.reason());
        case Proposal.Send send -> sends.add(send);
      }
    }
    pending.drop(kind, scope.tenant(), needless);
    if (busy == rows.size()) {
      return new Claimed.Nothing();
    }
    Instant asked = rows.getFirst().askedSince();
    if (asked != null && !sends.isEmpty()) {
      return new Claimed.Look(lookFor(asked, scope, batch(kind, scope, sends, byRecord)));
    }
    sends = onOpenDays(kind, scope, takenIn(kind, scope, sends, byRecord, unknown), byRecord);
    sends = twins.others(kind, sends, holding(kind, scope, byRecord));
    if (sends.isEmpty()) {
      return new Claimed.Again();
    }
    List<String> whole = whole(kind, scope, sends);
    List<String> unread = whole.stream().filter(it -> !read.contains(it)).toList();
    if (!unread.isEmpty()) {
      return new Claimed.ReadWhole(kind, unread);
    }
    PushBatch batch = notTooBig(kind, scope, sends, byRecord);
    batches.store(batch, scope.epoch());
    if (kind.onlyMadeAndRemoved()) {
      // A removal does not say of what, and moves its time all the same.
      readThisTurn.forget(scope);
    } else {
      readThisTurn.used(
          scope, batch.items().stream().flatMap(it -> Stream.ofNullable(it.ledgerId())).toList());
    }
    return new Claimed.Batch(batch);
  }

  /**
   * While the list is refused in which its like would stand, whoever looks is told for what it
   * waits.
   */
  private Claimed readForTwins(Kind kind, LaneScope scope, List<PendingPush> rows) {
    Kind shown = kind == Kind.ADVANCE ? kind : Kind.PAYMENT;
    Instant until = inbox.waitsUntil(shown, scope.tenant());
    if (until == null) {
      return new Claimed.ReadFirst(shown);
    }
    if (shown == Kind.PAYMENT && inbox.waitsUntil(Kind.INVOICE, scope.tenant()) == null) {
      // What was paid on an invoice stands with the invoice, too.
      return new Claimed.ReadFirst(Kind.INVOICE);
    }
    String words = NOT_SHOWN.formatted(shown == Kind.ADVANCE ? "deposits" : "payments");
    Duration rest = Duration.between(clock.instant(), until);
    rows.forEach(
        it ->
            pending.putOff(
                kind,
                scope.tenant(),
                new PendingPushes.Revision(it.record(), it.revision()),
                words,
                rest));
    return new Claimed.Nothing();
  }

  /** What is read in vain just now is not read for each that waits for it. */
  private Claimed readFirst(Kind shown, LaneScope scope) {
    return inbox.waitsUntil(shown, scope.tenant()) == null
        ? new Claimed.ReadFirst(shown)
        : new Claimed.Nothing();
  }

  /**
   * Nothing goes over what somebody changed there and we could not take in.
   *
   * @param unknown the ledger's ids of what could not be taken in before the links were looked up
   */
  private List<Proposal.Send> takenIn(
      Kind kind,
      LaneScope scope,
      List<Proposal.Send> sends,
      Map<UUID, PendingPush> rows,
      Set<String> unknown) {
    if (unknown.isEmpty()) {
      return sends;
    }
    Set<UUID> wholes = kind.onlyMadeAndRemoved() ? wholes(scope.tenant(), unknown) : Set.of();
    var known = new ArrayList<Proposal.Send>();
    for (Proposal.Send it : sends) {
      PendingPush row = rows.get(it.record());
      String there = it.draft().ledgerId();
      boolean itself = there != null && unknown.contains(there);
      if (row == null
          || !itself
              && !wholes.contains(row.document())
              && !belongsTo(it.draft()).anyMatch(unknown::contains)) {
        known.add(it);
      } else {
        pending.putOff(
            kind,
            scope.tenant(),
            new PendingPushes.Revision(it.record(), row.revision()),
            itself ? NOT_TAKEN_IN : WHOLE_NOT_TAKEN_IN,
            TRIED_AGAIN);
      }
    }
    return known;
  }

  /** Ours of these that have parts. */
  private Set<UUID> wholes(UUID tenant, Set<String> unknown) {
    return Stream.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.ADVANCE)
        .flatMap(it -> mirror.times(it, tenant, unknown).stream())
        .map(LinkTimes::record)
        .collect(Collectors.toSet());
  }

  /**
   * Payments, and what is used or given back of a credit, say to what they belong.
   *
   * @return the ledger's ids
   */
  private static Stream<String> belongsTo(Draft it) {
    Map<String, String> fields = it.fields();
    return Stream.concat(
        Stream.of(Fields.INVOICE, Fields.CREDIT_NOTE)
            .flatMap(field -> Stream.ofNullable(fields.get(field))),
        fields.getOrDefault(Fields.PARTS, "").lines().map(part -> part.split(" ", 2)[0]));
  }

  /**
   * Whoever sends one all the same may know better than we: the books may have been opened since
   * their lock dates were read.
   */
  private List<Proposal.Send> onOpenDays(
      Kind kind, LaneScope scope, List<Proposal.Send> sends, Map<UUID, PendingPush> rows) {
    List<Proposal.Send> insisted =
        sends.stream().filter(it -> isUrgent(rows.get(it.record()))).toList();
    List<Proposal.Send> others = sends.stream().filter(it -> !insisted.contains(it)).toList();
    List<Proposal.Send> open = closedDays.open(scope.tenant(), others, holding(kind, scope, rows));
    return Stream.concat(insisted.stream(), open.stream()).toList();
  }

  private BiConsumer<Proposal.Send, String> holding(
      Kind kind, LaneScope scope, Map<UUID, PendingPush> rows) {
    return (it, reason) -> {
      PendingPush row = rows.get(it.record());
      if (row != null) {
        pending.hold(
            kind, scope.tenant(), new PendingPushes.Revision(it.record(), row.revision()), reason);
      }
    };
  }

  private static boolean isUrgent(@Nullable PendingPush row) {
    return row != null && row.urgent();
  }

  /**
   * One that waited already when lost records were last looked for may have been sent since the
   * backup: the readings show its payments, but not whose they are, so it is looked for by its
   * word.
   */
  private Claimed.@Nullable Look maybeLost(LaneScope scope, PendingPush row) {
    Instant searched = inbox.searched(Kind.PAYMENT, scope.tenant()).at();
    Instant looked = soughtReceipts.get(row.record());
    if (row.linked()
        || row.askedSince() != null
        || searched == null
        || !row.queuedAt().isBefore(searched)
        || looked != null && !looked.isBefore(searched)) {
      return null;
    }
    Proposal.Send made = mirror.receiptAsMade(scope.tenant(), row.record());
    if (made == null) {
      return null;
    }
    Instant now = clock.instant();
    // Not before it is stored that it is looked for.
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            soughtReceipts.put(row.record(), now);
          }
        });
    return new Claimed.Look(
        lookFor(
            row.queuedAt(),
            scope,
            batch(Kind.RECEIPT, scope, List.of(made), Map.of(row.record(), row))));
  }

  /** What does not go with it stays where it waits. */
  private PushBatch notTooBig(
      Kind kind, LaneScope scope, List<Proposal.Send> sends, Map<UUID, PendingPush> rows) {
    List<Proposal.Send> some = sends;
    PushBatch batch = batch(kind, scope, some, rows);
    while (batch.write().body().length > MOST_BYTES && some.size() > 1) {
      some = some.subList(0, some.size() / 2);
      batch = batch(kind, scope, some, rows);
    }
    return batch;
  }

  /** A payment removed here that a lost call may have made: it has to be found to be removed. */
  private Proposal.@Nullable Send sought(Kind kind, LaneScope scope, PendingPush row) {
    return kind == Kind.PAYMENT
            && row.askedSince() != null
            && questions.isSought(scope.tenant(), row.record())
        ? mirror.paymentAsMade(scope.tenant(), row.record())
        : null;
  }

  private boolean mayStand(Kind kind, PendingPush row) {
    return kind == Kind.INVOICE && questions.askWhetherItStands(row.record());
  }

  /** As if it were the lost call that may have made it; not that it is sent again by that. */
  private PushBatch lookFor(Instant asked, LaneScope scope, PushBatch batch) {
    PushBatch lost = batch.asOf(asked);
    batches.store(lost, scope.epoch());
    batches.judge(
        lost.id(),
        lost.items().stream().map(PushBatch.Item::position).toList(),
        PushOutcome.FREED,
        true);
    batches.unknown(lost.id(), clock.instant().plus(PushWork.LOAN), false);
    return lost;
  }

  /** What has to be read in full before it is sent. */
  private List<String> whole(Kind kind, LaneScope scope, List<Proposal.Send> sends) {
    List<String> replacing = replacing(sends);
    if (kind.onlyMadeAndRemoved()) {
      return replacing;
    }
    List<String> linked =
        sends.stream().flatMap(it -> Stream.ofNullable(it.draft().ledgerId())).toList();
    return Stream.concat(
            replacing.stream(), inbox.movedByUs(kind, scope.tenant(), linked).stream().sorted())
        .distinct()
        .toList();
  }

  /**
   * Over there, of those that replace a list: lines always, because somebody may have added one
   * since the last reading; a client's phones and addresses if none of our readings has shown them.
   */
  private static List<String> replacing(List<Proposal.Send> sends) {
    return sends.stream()
        .map(Proposal.Send::draft)
        .filter(
            it ->
                it.fields().containsKey(Fields.LINES)
                    || (it.kept() == null
                        && it.fields().keySet().stream().anyMatch(Fields.LISTED::contains)))
        .flatMap(it -> Stream.ofNullable(it.ledgerId()))
        .toList();
  }

  /** Rows that share a call: one verb, one per document, as many as wait or have waited enough. */
  private List<PendingPush> together(Kind kind, LaneScope scope, boolean urgentOnly, int limit) {
    List<PendingPush> ready = free(kind, scope, urgentOnly, limit);
    if (ready.isEmpty()) {
      return ready;
    }
    PendingPush first = ready.getFirst();
    if (first.askedSince() != null) {
      return List.of(first);
    }
    // The ledger removes payments one by one, and a credit note is put against invoices in a call
    // of its own; a receipt is a call of many payments already.
    boolean alone =
        kind == Kind.ALLOCATION
            || kind == Kind.RECEIPT
            || (kind.onlyMadeAndRemoved() && first.linked());
    int most = alone ? 1 : Math.min(limit, first.atMost());
    var documents = new HashSet<UUID>();
    var rows = new ArrayList<PendingPush>();
    boolean more = ready.size() == limit;
    add(rows, documents, ready, first, most);
    // Creations between changes, or part payments side by side: what does not fit in made way.
    for (int look = 0; more && rows.size() < most && look < FILLING_LOOKS; look++) {
      List<PendingPush> others =
          pending.lockMore(kind, scope.tenant(), urgentOnly, limit, first.linked(), documents);
      more = others.size() == limit;
      add(rows, documents, others, first, most);
    }
    boolean waited =
        rows.stream().anyMatch(it -> !it.queuedAt().plus(PATIENCE).isAfter(clock.instant()));
    return urgentOnly || rows.size() >= most || waited ? rows : List.of();
  }

  /** What waits for a list that is refused keeps none back that does not need it. */
  private List<PendingPush> free(Kind kind, LaneScope scope, boolean urgentOnly, int limit) {
    UUID tenant = scope.tenant();
    List<PendingPush> ready = pending.lockReady(kind, tenant, urgentOnly, limit);
    if (kind.onlyMadeAndRemoved()) {
      Set<Kind> waited =
          ready.stream()
              .map(it -> it.shownBy(kind))
              .distinct()
              .filter(it -> !inbox.isAwake(it, tenant) && inbox.waitsUntil(it, tenant) != null)
              .collect(Collectors.toSet());
      return ready.stream().filter(it -> !waited.contains(it.shownBy(kind))).toList();
    }
    boolean changing = ready.stream().anyMatch(PendingPush::linked);
    return changing && inbox.isAwake(kind, tenant) && inbox.waitsUntil(kind, tenant) != null
        ? pending.lockMore(kind, tenant, urgentOnly, limit, false, Set.of())
        : ready;
  }

  /**
   * The oldest of each document, or none of it: what is passed over has to go before the others.
   */
  private static void add(
      List<PendingPush> rows,
      Set<UUID> documents,
      List<PendingPush> found,
      PendingPush first,
      int most) {
    found.stream()
        .filter(it -> documents.add(it.document()))
        .filter(it -> it.linked() == first.linked() && it.askedSince() == null)
        .limit(most - rows.size())
        .forEach(rows::add);
  }

  private PushBatch batch(
      Kind kind, LaneScope scope, List<Proposal.Send> sends, Map<UUID, PendingPush> rows) {
    var items = new ArrayList<PushBatch.Item>();
    for (Proposal.Send it : sends) {
      items.add(item(items.size(), it, rows.get(it.record())));
    }
    Books books = ledger(scope).books(scope.binding());
    return new PushBatch(
        Ids.next(clock),
        scope.tenant(),
        kind,
        books.prepare(sends.stream().map(Proposal.Send::draft).toList()),
        UUID.randomUUID().toString(),
        clock.instant(),
        true,
        0,
        items);
  }

  private static PushBatch.Item item(int position, Proposal.Send it, @Nullable PendingPush row) {
    return new PushBatch.Item(
        position,
        it.record(),
        row == null ? it.record() : row.document(),
        row == null ? 0 : row.revision(),
        it.draft().ledgerId(),
        it.draft().fields(),
        it.ours(),
        it.draft().marker(),
        null);
  }

  private Ledger ledger(LaneScope scope) {
    return ledgers.stream()
        .filter(it -> it.provider().equals(scope.lane().provider()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No ledger is called " + scope.lane().provider()));
  }
}
