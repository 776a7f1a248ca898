package dev.tandem.books.outbox;

import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.Pages;
import dev.tandem.books.ledger.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks for records by the markers that we wrote into them. */
@Component
class ReadBack {

  /** Looking for so few clients one by one is cheaper than reading what changed. */
  private static final int FEW = 5;

  /** Our clock and the ledger's may differ by this much. */
  static final Duration SKEW = Duration.ofMinutes(10);

  /** What changed since a moment so long ago would be many pages. */
  private static final Duration RECENT = Duration.ofDays(1);

  private final Clock clock;

  ReadBack(Clock clock) {
    this.clock = clock;
  }

  /**
   * The records that carry the markers of the batch's items; for payments all of those invoices'
   * payments, so that a twin without its word is seen, too.
   */
  Answer<List<LedgerRecord>> byMarker(PushBatch batch, LaneCalls calls) {
    return switch (batch.kind()) {
      case CLIENT ->
          batch.items().size() <= FEW ? oneByOne(batch, calls) : changedSince(batch, calls);
      case INVOICE -> invoices(batch, calls);
      case CREDIT_NOTE -> creditNotes(batch, calls);
      case ADVANCE -> advances(batch, calls);
      case PAYMENT ->
          inPieces(
              Kind.PAYMENT,
              named(batch, Fields.INVOICE),
              calls,
              "look up payments",
              Books::paymentsOn);
      case REFUND ->
          inPieces(
              Kind.REFUND,
              named(batch, Fields.CREDIT_NOTE),
              calls,
              "look up refunds",
              Books::paymentsOn);
      case ALLOCATION -> allocations(batch, calls);
      case RECEIPT ->
          everything(
              Kind.RECEIPT,
              calls,
              "look up receipts",
              batch.items().size(),
              batch.preparedAt().minus(SKEW),
              (books, from, page) -> books.changedSince(Kind.RECEIPT, from, page),
              _ -> true);
    };
  }

  /** The records that an update is about, as they are now. */
  Answer<List<LedgerRecord>> byIds(PushBatch batch, LaneCalls calls) {
    if (batch.kind() == Kind.ALLOCATION) {
      return removedAllocations(batch, calls);
    }
    return inPieces(
        batch.kind(),
        batch.items().stream().map(it -> Objects.requireNonNull(it.ledgerId())).toList(),
        calls,
        "look up changed records",
        (books, piece) -> books.byIds(batch.kind(), piece));
  }

  private static Set<String> markers(PushBatch batch) {
    return batch.items().stream().map(PushBatch.Item::marker).collect(Collectors.toSet());
  }

  /**
   * What the ledger calls a duplicate may be anybody's and of any age: it is found by number. What
   * may have been made by a lost call is among what was made through us since, though somebody has
   * given it another number meanwhile.
   */
  private Answer<List<LedgerRecord>> invoices(PushBatch batch, LaneCalls calls) {
    boolean duplicates = batch.items().stream().anyMatch(PushBatch.Item::taken);
    boolean old = batch.preparedAt().plus(RECENT).isBefore(clock.instant());
    return duplicates || old
        ? inPieces(
            Kind.INVOICE, markers(batch), calls, "look up invoices", Books::invoicesByNumbers)
        : own(batch, calls);
  }

  /** In full only what may be one of the batch's: a summary shows neither lines nor payments. */
  private static Answer<List<LedgerRecord>> own(PushBatch batch, LaneCalls calls) {
    Answer<List<LedgerRecord>> made =
        everything(
            Kind.INVOICE,
            calls,
            "look up invoices",
            batch.items().size(),
            batch.preparedAt().minus(SKEW),
            Books::ownInvoicesSince,
            it -> batch.items().stream().anyMatch(item -> mayBe(item, it)));
    List<String> ids = made.value().stream().map(LedgerRecord::id).toList();
    return ids.isEmpty()
        ? made
        : inPieces(
            Kind.INVOICE,
            ids,
            calls,
            "look up invoices",
            (books, piece) -> books.byIds(Kind.INVOICE, piece));
  }

  private static boolean mayBe(PushBatch.Item item, LedgerRecord found) {
    return item.marker().equals(found.marker())
        || found.standsFor(item.record())
        || Objects.equals(found.fields().get(Fields.CLIENT), item.sent().get(Fields.CLIENT));
  }

  private static Set<String> named(PushBatch batch, String field) {
    return batch.items().stream()
        .map(it -> Objects.requireNonNull(it.sent().get(field)))
        .collect(Collectors.toSet());
  }

  /**
   * By number where the ledger calls one a duplicate, else among what changed since: somebody may
   * have given it another number meanwhile.
   */
  private static Answer<List<LedgerRecord>> creditNotes(PushBatch batch, LaneCalls calls) {
    if (batch.items().stream().noneMatch(PushBatch.Item::taken)) {
      return everything(
          Kind.CREDIT_NOTE,
          calls,
          "look up credit notes",
          batch.items().size(),
          batch.preparedAt().minus(SKEW),
          (books, from, page) -> books.changedSince(Kind.CREDIT_NOTE, from, page),
          it -> batch.items().stream().anyMatch(item -> mayBe(item, it)));
    }
    var all = new ArrayList<LedgerRecord>();
    long first = Long.MAX_VALUE;
    for (PushBatch.Item it : batch.items()) {
      Answer<List<LedgerRecord>> answer =
          read(
              Kind.CREDIT_NOTE,
              calls,
              "look up a credit note",
              1,
              books -> books.creditNoteByNumber(it.marker()));
      all.addAll(answer.value());
      first = Math.min(first, answer.seq());
    }
    return new Answer<>(all, first);
  }

  /** By the word in the reference; those of the same client, too, if somebody edited that. */
  private static Answer<List<LedgerRecord>> advances(PushBatch batch, LaneCalls calls) {
    return everything(
        Kind.ADVANCE,
        calls,
        "look up deposits",
        batch.items().size(),
        batch.preparedAt().minus(SKEW),
        (books, from, page) -> books.changedSince(Kind.ADVANCE, from, page),
        it -> batch.items().stream().anyMatch(item -> mayBe(item, it)));
  }

  /** One that its credit note does not list any more was taken off. */
  private static Answer<List<LedgerRecord>> removedAllocations(PushBatch batch, LaneCalls calls) {
    Answer<List<LedgerRecord>> listed = allocations(batch, calls);
    Set<String> there = listed.value().stream().map(LedgerRecord::id).collect(Collectors.toSet());
    var all = new ArrayList<>(listed.value());
    for (PushBatch.Item it : batch.items()) {
      String id = Objects.requireNonNull(it.ledgerId());
      if (!there.contains(id)) {
        all.add(
            new LedgerRecord(
                Kind.ALLOCATION,
                id,
                null,
                Map.of(Fields.STATUS, Fields.REMOVED),
                Map.of(),
                null,
                null,
                null));
      }
    }
    return new Answer<>(all, listed.seq());
  }

  /** Each is listed with its credit note alone. */
  private static Answer<List<LedgerRecord>> allocations(PushBatch batch, LaneCalls calls) {
    Answer<List<LedgerRecord>> notes =
        inPieces(Kind.ALLOCATION, markers(batch), calls, "look up credit notes", ReadBack::credits);
    return new Answer<>(
        notes.value().stream()
            .flatMap(it -> it.payments() == null ? Stream.empty() : it.payments().stream())
            .filter(it -> it.kind() == Kind.ALLOCATION)
            .toList(),
        notes.seq());
  }

  /** They go one by one, so these are of one kind. */
  private static Reply<List<LedgerRecord>> credits(Books books, List<String> ids) {
    Kind kind = books.isAdvance(ids.getFirst()) ? Kind.ADVANCE : Kind.CREDIT_NOTE;
    return books.byIds(kind, ids);
  }

  private static Answer<List<LedgerRecord>> inPieces(
      Kind kind,
      Collection<String> names,
      LaneCalls calls,
      String operation,
      BiFunction<Books, List<String>, Reply<List<LedgerRecord>>> call) {
    var all = new ArrayList<LedgerRecord>();
    long first = Long.MAX_VALUE;
    List<String> left = List.copyOf(names);
    for (int from = 0; from < left.size(); from += Books.AT_ONCE) {
      List<String> piece = left.subList(from, Math.min(left.size(), from + Books.AT_ONCE));
      Answer<List<LedgerRecord>> answer =
          read(kind, calls, operation, piece.size(), books -> call.apply(books, piece));
      all.addAll(answer.value());
      first = Math.min(first, answer.seq());
    }
    return new Answer<>(all, first);
  }

  private static Answer<List<LedgerRecord>> oneByOne(PushBatch batch, LaneCalls calls) {
    var all = new ArrayList<LedgerRecord>();
    long first = Long.MAX_VALUE;
    for (PushBatch.Item it : batch.items()) {
      Answer<List<LedgerRecord>> answer =
          read(
              Kind.CLIENT,
              calls,
              "look up a client",
              1,
              books -> books.clientByMarker(it.marker()));
      all.addAll(answer.value());
      first = Math.min(first, answer.seq());
    }
    return new Answer<>(all, first);
  }

  /**
   * What may have been made by a lost call changed since; what the ledger calls a duplicate may be
   * much older (we were restored from a backup), so then everything is read.
   */
  private static Answer<List<LedgerRecord>> changedSince(PushBatch batch, LaneCalls calls) {
    boolean duplicates = batch.items().stream().anyMatch(it -> it.verdict() != null);
    Set<String> wanted = markers(batch);
    return everything(
        Kind.CLIENT,
        calls,
        "look up clients",
        batch.items().size(),
        duplicates ? null : batch.preparedAt().minus(SKEW),
        (books, from, page) -> books.changedSince(Kind.CLIENT, from, page),
        it -> wanted.contains(marker(it)));
  }

  /** One question about what changed since a moment, or ever. */
  private interface Since {
    Reply<LedgerPage> ask(Books books, @Nullable Instant from, int page);
  }

  private static Answer<List<LedgerRecord>> everything(
      Kind kind,
      LaneCalls calls,
      String operation,
      int records,
      @Nullable Instant since,
      Since question,
      Predicate<LedgerRecord> wanted) {
    var all = new LinkedHashMap<String, LedgerRecord>();
    long first = Long.MAX_VALUE;
    var pages = new Pages(since);
    while (true) {
      Answer<LedgerPage> answer =
          read(
              kind,
              calls,
              operation,
              records,
              books -> question.ask(books, pages.since(), pages.page()));
      first = Math.min(first, answer.seq());
      answer.value().records().stream().filter(wanted).forEach(it -> all.put(it.id(), it));
      if (!pages.next(answer.value())) {
        return new Answer<>(List.copyOf(all.values()), first);
      }
    }
  }

  private static String marker(LedgerRecord it) {
    @Nullable String marker = it.marker();
    return marker == null ? "" : marker;
  }

  private static <T> Answer<T> read(
      Kind kind, LaneCalls calls, String operation, int records, Function<Books, Reply<T>> call) {
    return calls.call(Operation.read(LaneClass.PUSH, kind, operation, records), call);
  }
}
