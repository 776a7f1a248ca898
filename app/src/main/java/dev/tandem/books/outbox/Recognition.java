package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Mirror;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells which of the records that a reading found is the one that a lost call of ours made. What
 * only might be it is never taken for it: a person is asked.
 */
@Component
class Recognition {

  private final PushBatches batches;
  private final Mirror mirror;

  Recognition(PushBatches batches, Mirror mirror) {
    this.batches = batches;
    this.mirror = mirror;
  }

  /** What came of looking. */
  sealed interface Result {}

  /**
   * It was made.
   *
   * @param record as it is now; removed, if a person has removed it since
   */
  record Ours(LedgerRecord record) implements Result {}

  /** It is there more than once, living. */
  record Twice() implements Result {}

  /**
   * Something is there that may be it.
   *
   * @param about by the ledger's ids; empty if no answer of a person is enough
   */
  record Ask(String question, List<String> about) implements Result {}

  /** Something stands in its place that is surely somebody else's. */
  record Others(String reason) implements Result {}

  record Missing() implements Result {}

  /**
   * @param found what carries the markers of the batch's items; of payments, all on their invoices
   */
  Result of(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    Result result = found(batch, item, found);
    return result instanceof Ours it && isAnothers(batch, item, it.record())
        ? new Others(
            "What Xero has under the mark of this record is linked with another record here. Undo that link, or take the mark off in Xero, then try again.")
        : result;
  }

  /** One over there stands for one of ours; whatever its mark says, the link counts. */
  private boolean isAnothers(PushBatch batch, PushBatch.Item item, LedgerRecord found) {
    // A credit note that somebody wrote over there came in as its client's credit.
    boolean theirs =
        batch.kind() == Kind.CREDIT_NOTE
            && !mirror.linked(Kind.ADVANCE, batch.tenant(), List.of(found.id())).isEmpty();
    return theirs
        || mirror.times(batch.kind(), batch.tenant(), List.of(found.id())).stream()
            .anyMatch(it -> !it.record().equals(item.record()));
  }

  private Result found(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    return switch (batch.kind()) {
      case CLIENT -> sure(marked(item, found)).orElse(new Missing());
      case PAYMENT ->
          sure(marked(item, found)).orElseGet(() -> paymentWithoutItsWord(batch, item, found));
      case REFUND ->
          sure(marked(item, found)).orElseGet(() -> paymentWithoutItsWord(batch, item, found));
      case ALLOCATION -> allocation(batch, item, found);
      case INVOICE, CREDIT_NOTE -> invoice(batch, item, found);
      case ADVANCE ->
          sure(marked(item, found)).orElseGet(() -> advanceWithoutItsWord(batch, item, found));
      case RECEIPT ->
          sure(marked(item, found)).orElseGet(() -> receiptWithoutItsWord(batch, item, found));
    };
  }

  /**
   * Nothing tells one from another of the same credit note, invoice and amount: whichever stands
   * for none of ours yet is this one.
   */
  private Result allocation(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    List<LedgerRecord> alike =
        found.stream()
            .filter(it -> !it.removed())
            .filter(it -> same(Fields.CREDIT_NOTE, it, item) && same(Fields.INVOICE, it, item))
            .filter(
                it ->
                    number(it.fields(), Fields.AMOUNT).compareTo(number(item.sent(), Fields.AMOUNT))
                        == 0)
            .toList();
    Set<String> known = mirror.linked(batch.kind(), batch.tenant(), ids(alike));
    return alike.stream()
        .filter(it -> !known.contains(it.id()))
        .findFirst()
        .<Result>map(Ours::new)
        .orElseGet(Missing::new);
  }

  private static List<LedgerRecord> marked(PushBatch.Item item, List<LedgerRecord> found) {
    return found.stream().filter(it -> item.marker().equals(it.marker())).toList();
  }

  /**
   * A living one before those that somebody removed. Found only as removed it was made all the
   * same: it is linked, its removal taken over, and it is never made again.
   */
  private static Optional<Result> sure(List<LedgerRecord> ours) {
    List<LedgerRecord> living = ours.stream().filter(it -> !it.removed()).toList();
    if (living.size() > 1) {
      return Optional.of(new Twice());
    }
    return Stream.concat(living.stream(), ours.reversed().stream()).findFirst().map(Ours::new);
  }

  private static String noun(PushBatch batch) {
    return batch.kind() == Kind.INVOICE ? "invoice" : "credit note";
  }

  /**
   * An invoice that names our record as its origin is ours, whatever its number is by now. Without
   * such a name our number is ours only with our client, and with our date or our lines: either may
   * have been edited over there since, but not both.
   */
  private Result invoice(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    List<LedgerRecord> named = found.stream().filter(it -> it.standsFor(item.record())).toList();
    if (!named.isEmpty()) {
      List<LedgerRecord> numbered = marked(item, named);
      return sure(numbered.isEmpty() ? named : numbered).orElseThrow();
    }
    List<LedgerRecord> numbered = marked(item, found);
    if (numbered.isEmpty()) {
      return renumbered(batch, item, found);
    }
    return sure(numbered.stream().filter(it -> isLike(batch, item, it)).toList())
        .orElseGet(
            () ->
                new Others(
                    "The number %s is already used in Xero for another %s. Give this one the next number."
                        .formatted(item.marker(), noun(batch))));
  }

  /**
   * Xero keeps no page of ours with a credit note, and numbers its own as we do: one of the same
   * client and day may well be the bookkeeper's, so it has to say what ours says, too.
   */
  private static boolean isLike(PushBatch batch, PushBatch.Item item, LedgerRecord found) {
    boolean alike = same(Fields.DATE, found, item) || same(Fields.LINES, found, item);
    return found.page().isEmpty()
        && same(Fields.CLIENT, found, item)
        && (batch.kind() == Kind.INVOICE
            ? alike
            : same(Fields.REFERENCE, found, item)
                || same(Fields.DATE, found, item) && same(Fields.LINES, found, item));
  }

  /** Nothing has our number, but somebody may have given what we made another one. */
  private Result renumbered(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    BigDecimal total = mirror.total(batch.kind(), batch.tenant(), item.record()).orElse(null);
    if (total == null) {
      return new Missing();
    }
    Set<String> underWay = batches.markersUnderWay(batch.tenant(), batch.kind());
    List<LedgerRecord> twins =
        likely(
            batch,
            found,
            it ->
                it.page().isEmpty()
                    && !underWay.contains(String.valueOf(it.marker()))
                    && same(Fields.CLIENT, it, item)
                    && same(Fields.DATE, it, item)
                    && total.compareTo(number(it.derived(), Fields.TOTAL)) == 0);
    return twins.isEmpty()
        ? new Missing()
        : new Ask(
            "Xero has %s of the same client, day and total under the number %s. If it is this one, give it the number %s in Xero, then try again; if it is another, just try again."
                .formatted(
                    batch.kind() == Kind.INVOICE ? "an invoice" : "a credit note",
                    twins.getFirst().marker(),
                    item.marker()),
            ids(twins));
  }

  /**
   * Not there by its word. A payment of the same amount and day that nobody knows may be this one
   * with its reference edited, or remade over there: a person decides.
   */
  private Result paymentWithoutItsWord(
      PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    List<LedgerRecord> twins =
        likely(
            batch,
            found,
            it ->
                same(Fields.INVOICE, it, item)
                    && same(Fields.CREDIT_NOTE, it, item)
                    && same(Fields.DATE, it, item)
                    && number(it.fields(), Fields.AMOUNT)
                            .compareTo(number(item.sent(), Fields.AMOUNT))
                        == 0);
    return twins.isEmpty()
        ? new Missing()
        : new Ask(
            batch.kind() == Kind.REFUND
                ? "Xero shows a refund of the same amount and day of this credit. If it is this one, take it back here; if not, try again."
                : "Xero shows a payment of the same amount and day on this invoice. If it is this one, remove it here; if not, try again.",
            ids(twins));
  }

  private Result advanceWithoutItsWord(
      PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    List<LedgerRecord> twins =
        likely(
            batch,
            found,
            it ->
                same(Fields.CLIENT, it, item)
                    && same(Fields.DATE, it, item)
                    && same(Fields.AMOUNT, it, item));
    return twins.isEmpty()
        ? new Missing()
        : new Ask(
            "Xero shows an overpayment of the same client, day and amount. If it is this one, write %s into its reference there, then try again; if not, just try again."
                .formatted(item.marker()),
            ids(twins));
  }

  /** Not there by its word, but one of the same day pays the same invoices the same amounts. */
  private Result receiptWithoutItsWord(
      PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    List<LedgerRecord> twins =
        likely(batch, found, it -> same(Fields.DATE, it, item) && same(Fields.PARTS, it, item));
    return twins.isEmpty()
        ? new Missing()
        : new Ask(
            "Xero shows a batch payment of the same day on the same invoices. If it is this one, write %s into its reference there, then try again; if not, just try again."
                .formatted(item.marker()),
            ids(twins));
  }

  /** Living, nobody's yet, and not untouched since before we sent ours. */
  private List<LedgerRecord> likely(
      PushBatch batch, List<LedgerRecord> found, Predicate<LedgerRecord> alike) {
    Instant sent = batch.preparedAt().minus(ReadBack.SKEW);
    List<LedgerRecord> twins =
        found.stream()
            .filter(it -> !it.removed())
            .filter(it -> it.changedAt() == null || !it.changedAt().isBefore(sent))
            .filter(alike)
            .toList();
    var known = new HashSet<>(mirror.linked(batch.kind(), batch.tenant(), ids(twins)));
    if (batch.kind() == Kind.CREDIT_NOTE) {
      known.addAll(mirror.linked(Kind.ADVANCE, batch.tenant(), ids(twins)));
    }
    return twins.stream().filter(it -> !known.contains(it.id())).toList();
  }

  private static List<String> ids(List<LedgerRecord> records) {
    return records.stream().map(LedgerRecord::id).toList();
  }

  private static boolean same(String field, LedgerRecord found, PushBatch.Item item) {
    return Objects.equals(found.fields().get(field), item.sent().get(field));
  }

  private static BigDecimal number(Map<String, String> values, String name) {
    @Nullable String text = values.get(name);
    return text == null ? BigDecimal.ZERO : new BigDecimal(text);
  }
}
