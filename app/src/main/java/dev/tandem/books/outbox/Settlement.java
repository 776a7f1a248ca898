package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.LostAnswers;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.outbox.PushOutcome.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides, after looking, what became of each open item. Only what is provably ours is adopted. */
@Component
class Settlement {

  private static final String UNTOLD = "Xero did not take this, several times, without saying why.";

  private final PushOutcome outcome;
  private final PushBatches batches;
  private final Mirror mirror;
  private final Recognition recognition;
  private final OpenQuestions questions;
  private final LostAnswers lostAnswers;

  Settlement(
      PushOutcome outcome,
      PushBatches batches,
      Mirror mirror,
      Recognition recognition,
      OpenQuestions questions,
      LostAnswers lostAnswers) {
    this.lostAnswers = lostAnswers;
    this.outcome = outcome;
    this.batches = batches;
    this.mirror = mirror;
    this.recognition = recognition;
    this.questions = questions;
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
    Set<Integer> open = batches.openPositions(batch.id());
    List<PushBatch.Item> left =
        batch.items().stream().filter(it -> open.contains(it.position())).toList();
    lostAnswers.keep(batch.kind(), batch.tenant(), seq, batch.id(), unseen(batch, left, found));
    for (PushBatch.Item it : left) {
      Stored there = it.ledgerId() == null ? created(batch, it, found) : changed(batch, it, found);
      if (there != null) {
        stored.add(there);
      }
    }
    outcome.stored(batch, stored, seq);
    outcome.close(batch, "resolved");
  }

  private @Nullable Stored created(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    switch (recognition.of(batch, item, found)) {
      case Recognition.Ours it -> {
        return new Stored(item, it.record(), item.sent(), true);
      }
      case Recognition.Twice _ -> outcome.twice(batch, item);
      case Recognition.Others it -> {
        if (batch.kind().onlyMadeAndRemoved()) {
          // Sent once more without another look it might be paid twice.
          outcome.ask(batch, item, it.reason(), List.of());
        } else {
          // Surely another's: nothing is asked any more, and the next number lets it go.
          questions.close(batch.kind(), batch.tenant(), item.record());
          outcome.settle(batch, item, it.reason());
        }
      }
      case Recognition.Ask it -> {
        if (questions.areOthers(batch.kind(), batch.tenant(), item.record(), it.about())) {
          missing(batch, item);
        } else {
          outcome.ask(batch, item, it.question(), it.about());
        }
      }
      case Recognition.Missing _ -> missing(batch, item);
    }
    return null;
  }

  /** Not there. If the ledger called it a duplicate, somebody else carries its name. */
  private void missing(PushBatch batch, PushBatch.Item item) {
    String said = item.verdict();
    if (said == null) {
      outcome.again(batch, item, UNTOLD);
    } else if (said.equals(PushOutcome.HALVE) || said.equals(PushOutcome.FREED)) {
      outcome.free(batch, item);
    } else if (item.taken() && item.sent().containsKey(Fields.NAME)) {
      mirror.nameIsTaken(batch.tenant(), Objects.requireNonNull(item.sent().get(Fields.NAME)));
      outcome.again(batch, item, item.said());
    } else {
      outcome.settle(batch, item, item.said());
    }
  }

  /** Fields that show what we sent are agreed; the rest goes again. */
  private @Nullable Stored changed(PushBatch batch, PushBatch.Item item, List<LedgerRecord> found) {
    LedgerRecord there = there(item, found);
    if (there == null) {
      if (batch.kind().onlyMadeAndRemoved()) {
        outcome.settle(batch, item, "Xero no longer has this record.");
      } else {
        // One answer that lacks it is no proof: it might be made a second time because of that.
        outcome.again(batch, item, UNTOLD);
      }
      return null;
    }
    Map<String, String> landed = landed(batch, item, there);
    if (landed.size() < item.sent().size()) {
      missing(batch, item);
    }
    return landed.isEmpty() ? null : new Stored(item, there, landed, true);
  }

  /** Changes that nobody answered and of which nothing shows. */
  private List<LostAnswers.Lost> unseen(
      PushBatch batch, List<PushBatch.Item> items, List<LedgerRecord> found) {
    var unseen = new ArrayList<LostAnswers.Lost>();
    for (PushBatch.Item it : items) {
      boolean refused = it.verdict() != null;
      LedgerRecord there = it.ledgerId() == null || refused ? null : there(it, found);
      if (there != null && landed(batch, it, there).isEmpty()) {
        unseen.add(new LostAnswers.Lost(it.record(), it.sent(), there));
      }
    }
    return unseen;
  }

  private static @Nullable LedgerRecord there(PushBatch.Item item, List<LedgerRecord> found) {
    return found.stream().filter(it -> it.id().equals(item.ledgerId())).findFirst().orElse(null);
  }

  private Map<String, String> landed(PushBatch batch, PushBatch.Item item, LedgerRecord there) {
    var landed = new HashMap<String, String>();
    item.sent()
        .forEach(
            (field, sent) -> {
              if (mirror.same(batch.kind(), field, sent, there.fields().get(field))) {
                landed.put(field, sent);
              }
            });
    return landed;
  }
}
