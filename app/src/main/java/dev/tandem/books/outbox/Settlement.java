package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.outbox.PushOutcome.Stored;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides, after looking, what became of each open item. Only what is provably ours is adopted. */
@Component
class Settlement {

  private final PushOutcome outcome;
  private final PushBatches batches;
  private final Mirror mirror;

  Settlement(PushOutcome outcome, PushBatches batches, Mirror mirror) {
    this.outcome = outcome;
    this.batches = batches;
    this.mirror = mirror;
  }

  /**
   * @param found what carries the items' markers (or ids); of payments, all on their invoices
   */
  @Transactional
  public void settle(PushBatch batch, List<LedgerRecord> found, long seq) {
    if (!batches.lockOpen(batch.id())) {
      return;
    }
    var stored = new ArrayList<Stored>();
    for (PushBatch.Item it : batch.items()) {
      Stored there = it.ledgerId() == null ? created(batch, it, found) : changed(batch, it, found);
      if (there != null) {
        stored.add(there);
      }
    }
    outcome.stored(batch, stored, seq);
    outcome.close(batch, "resolved");
  }

  private @Nullable Stored created(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    List<LedgerRecord> ours =
        found.stream().filter(it -> item.marker().equals(it.marker())).toList();
    if (ours.size() > 1 && batch.kind() != Kind.INVOICE) {
      outcome.settle(
          batch,
          item,
          "Xero has this record twice. Remove one of the two in Xero, then try again.");
      return null;
    }
    return switch (batch.kind()) {
      case CLIENT -> ours.isEmpty() ? clientMissing(batch, item) : adopt(item, ours.getFirst());
      case PAYMENT ->
          ours.isEmpty() ? paymentMissing(batch, item, found) : adopt(item, ours.getFirst());
      case INVOICE -> invoice(batch, item, ours);
    };
  }

  private static Stored adopt(PushBatch.Item item, LedgerRecord found) {
    return new Stored(item, found, item.sent(), true);
  }

  /** Not there. If the ledger called it a duplicate, somebody else carries its name. */
  private @Nullable Stored clientMissing(PushBatch batch, PushBatch.Item item) {
    if (item.taken()) {
      mirror.nameIsTaken(batch.tenant(), Objects.requireNonNull(item.sent().get(Fields.NAME)));
    }
    return missing(batch, item);
  }

  private @Nullable Stored missing(PushBatch batch, PushBatch.Item item) {
    String said = item.verdict();
    if (said == null) {
      outcome.again(batch, item, "Xero did not take this, several times, without saying why.");
    } else if (said.equals(PushOutcome.HALVE) || item.taken()) {
      outcome.again(batch, item, said);
    } else {
      boolean taken = said.startsWith(PushBatch.TAKEN);
      outcome.settle(batch, item, taken ? said.substring(PushBatch.TAKEN.length()) : said);
    }
    return null;
  }

  /**
   * Our number in the ledger is ours only with our client, and with our date or our lines: either
   * may have been edited over there since, but not both.
   */
  private @Nullable Stored invoice(
      PushBatch batch, PushBatch.Item item, List<LedgerRecord> numbered) {
    if (numbered.isEmpty()) {
      return missing(batch, item);
    }
    LedgerRecord mine =
        numbered.stream()
            .filter(it -> same(Fields.CLIENT, it, item))
            .filter(it -> same(Fields.DATE, it, item) || same(Fields.LINES, it, item))
            .findFirst()
            .orElse(null);
    if (mine == null) {
      outcome.settle(
          batch,
          item,
          "The number %s is already used in Xero for another invoice. Give this one the next number."
              .formatted(item.marker()));
      return null;
    }
    return adopt(item, mine);
  }

  private static boolean same(String field, LedgerRecord found, PushBatch.Item item) {
    return Objects.equals(found.fields().get(field), item.sent().get(field));
  }

  /**
   * Not there by its word. A payment of the same amount and day that nobody knows may be this one
   * with its reference edited: a person decides.
   */
  private @Nullable Stored paymentMissing(
      PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    List<LedgerRecord> twins =
        found.stream()
            .filter(
                it ->
                    !it.removed()
                        && it.marker() == null
                        && same(Fields.INVOICE, it, item)
                        && same(Fields.DATE, it, item)
                        && amount(it.fields()).compareTo(amount(item.sent())) == 0)
            .toList();
    if (twins.isEmpty()) {
      return missing(batch, item);
    }
    outcome.settle(
        batch,
        item,
        "Xero shows a payment of the same amount and day on this invoice. If it is this one, remove"
            + " it here; if not, try again.");
    return null;
  }

  private static BigDecimal amount(Map<String, String> fields) {
    return new BigDecimal(fields.getOrDefault(Fields.AMOUNT, "0"));
  }

  /** Fields that show what we sent are agreed; the rest goes again. */
  private @Nullable Stored changed(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    LedgerRecord there =
        found.stream().filter(it -> it.id().equals(item.ledgerId())).findFirst().orElse(null);
    if (there == null) {
      outcome.settle(batch, item, "Xero no longer has this record.");
      return null;
    }
    var landed = new HashMap<String, String>();
    item.sent()
        .forEach(
            (field, sent) -> {
              if (mirror.same(batch.kind(), field, sent, there.fields().get(field))) {
                landed.put(field, sent);
              }
            });
    if (landed.size() == item.sent().size()) {
      return new Stored(item, there, landed, true);
    }
    if (item.verdict() != null) {
      outcome.settle(batch, item, item.verdict());
    } else {
      outcome.again(batch, item, "Xero did not take this change, several times.");
    }
    return null;
  }
}
