package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mapping.Part;
import dev.tandem.books.mapping.UnsentDocuments;
import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.outbox.WaitingRecords.Question;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Recoding;
import dev.tandem.practice.billing.Relabelling;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is put in the place of an account, tax, item or option holds for what waits, too. */
@Component
@Transactional
class FollowingDocuments implements UnsentDocuments {

  private static final int PORTION = 500;

  /** More are refused one by one, and mended together then. */
  private static final int MOST = 5_000;

  private final Documents documents;
  private final WaitingRecords waiting;

  FollowingDocuments(Documents documents, WaitingRecords waiting) {
    this.documents = documents;
    this.waiting = waiting;
  }

  @Override
  public Followed replace(UUID tenant, List<InvoiceId> drafts, Instead it) {
    Set<RecordRef> owedByNobody = new LinkedHashSet<>();
    drafts.forEach(id -> owedByNobody.add(new RecordRef(Kind.INVOICE.text(), id.value())));
    Set<RecordRef> all = new LinkedHashSet<>(owedByNobody);
    for (Kind kind : List.of(Kind.INVOICE, Kind.CREDIT_NOTE)) {
      all.addAll(waiting(tenant, kind, null));
      all.addAll(waiting(tenant, kind, Stage.HELD));
    }
    int changed = 0;
    var stayed = new ArrayList<String>();
    for (Document one : documents.of(all)) {
      if (one.lines().stream().anyMatch(line -> names(line, it))) {
        String refused = refused(one, it, owedByNobody.contains(one.record()));
        if (refused == null) {
          change(one, it);
          changed++;
        } else {
          stayed.add(refused);
        }
      }
    }
    return new Followed(changed, stayed);
  }

  /** Those that the ledger does not have; what is under way just now is answered first. */
  private List<RecordRef> waiting(UUID tenant, Kind kind, @Nullable Stage stage) {
    var question = new Question(tenant, kind, stage, null, null);
    var found = new ArrayList<RecordRef>();
    Entry last = null;
    List<Entry> some;
    do {
      some = waiting.portion(question, last, PORTION);
      some.stream()
          .filter(it -> it.creation() && it.stage() != Stage.SENDING)
          .map(Entry::record)
          .forEach(found::add);
      last = some.isEmpty() ? null : some.getLast();
    } while (some.size() == PORTION && found.size() < MOST);
    return found;
  }

  private static boolean names(LineDetails line, Instead it) {
    return switch (it.part()) {
      case ACCOUNT -> line.accountCode().equals(it.from());
      case TAX -> line.taxType().equals(it.from());
      case ITEM -> line.itemCode().equals(it.from());
      case TRACKING -> line.tracking().stream().anyMatch(on -> on.isOption(it.from()));
    };
  }

  private @Nullable String refused(Document one, Instead it, boolean draft) {
    try {
      if (it.part() == Part.ACCOUNT || it.part() == Part.TAX) {
        boolean same =
            documents.recoded(one.record(), recodings(one, it)).compareTo(one.total()) == 0;
        return same || draft
            ? null
            : one.number()
                + " is issued and would come to another amount with this tax: it stays as it is.";
      }
      documents.checkRelabel(one.record(), relabelling(it));
      return null;
    } catch (Refused e) {
      return e.getMessage();
    } catch (InvalidInput e) {
      return one.number() + ": " + String.join(" ", e.errors().values());
    }
  }

  private void change(Document one, Instead it) {
    if (it.part() == Part.ACCOUNT || it.part() == Part.TAX) {
      documents.recode(one.record(), recodings(one, it));
    } else {
      documents.relabel(one.record(), relabelling(it));
    }
  }

  /** Of an account the tax stays, of a tax the account. */
  private static List<Recoding> recodings(Document one, Instead it) {
    return one.lines().stream()
        .filter(line -> names(line, it))
        .map(
            line ->
                it.part() == Part.ACCOUNT
                    ? new Recoding(
                        it.from(), line.taxType(), it.to(), line.taxType(), line.taxRate())
                    : new Recoding(
                        line.accountCode(),
                        it.from(),
                        line.accountCode(),
                        it.to(),
                        Objects.requireNonNull(it.percent())))
        .distinct()
        .toList();
  }

  private static Relabelling relabelling(Instead it) {
    return it.part() == Part.ITEM
        ? new Relabelling.Item(it.from(), it.to())
        : new Relabelling.Option(it.from(), it.option());
  }
}
