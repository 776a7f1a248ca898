package dev.tandem.books.refusals;

import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Relabelling;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another item or tracking option for invoices and credit notes that were refused because of one,
 * or none, for all of the same organisation that wait for the same reason. What they cost stays.
 */
@Component
@Transactional
public class PartMending {

  private final Documents documents;
  private final HeldAlike held;
  private final Reference reference;

  PartMending(Documents documents, HeldAlike held, Reference reference) {
    this.documents = documents;
    this.held = held;
    this.reference = reference;
  }

  /** One of the organisation's, by name. */
  public record Choice(String key, String name) {}

  /**
   * What stands on lines and was refused.
   *
   * @param tracking an option; otherwise an item
   * @param from the item's code, or the option's id (its name where none is known)
   * @param name for people
   * @param alike others that wait for the same reason and carry it
   */
  public record Part(
      boolean tracking, String from, String name, List<Choice> choices, List<Document> alike) {}

  /** Those that the words name; if they name none, every one of this sort on it. */
  @Transactional(readOnly = true)
  public List<Part> offer(RecordRef record, UUID tenant, String words) {
    List<LineDetails> lines = documents.find(record).lines();
    boolean tracking = Refusal.key(words).contains("tracking");
    List<Document> others = others(record, tenant);
    if (tracking) {
      List<Tracking> all = lines.stream().flatMap(it -> it.tracking().stream()).distinct().toList();
      return named(all, it -> quotes(words, it.option()) || quotes(words, it.optionId())).stream()
          .map(it -> part(it, tenant, others))
          .toList();
    }
    List<String> all =
        lines.stream().map(LineDetails::itemCode).filter(it -> !it.isEmpty()).distinct().toList();
    return named(all, it -> quotes(words, it)).stream()
        .map(it -> part(it, tenant, others))
        .toList();
  }

  private static boolean quotes(String words, String text) {
    return !text.isEmpty() && words.contains("'" + text + "'");
  }

  private static <T> List<T> named(List<T> all, Predicate<T> named) {
    List<T> some = all.stream().filter(named).toList();
    return some.isEmpty() ? all : some;
  }

  private List<Document> others(RecordRef except, UUID tenant) {
    return documents.of(
        held.of(tenant, null, Step.PART).stream()
            .map(Entry::record)
            .filter(it -> !it.equals(except))
            .toList());
  }

  private Part part(Tracking it, UUID tenant, List<Document> others) {
    String from = it.optionId().isEmpty() ? it.option() : it.optionId();
    return new Part(
        true,
        from,
        it.text(),
        reference.tracking(tenant).stream()
            .filter(LedgerTracking::active)
            .map(to -> new Choice(to.id(), to.category() + ": " + to.name()))
            .toList(),
        carrying(others, line -> line.tracking().stream().anyMatch(on -> on.isOption(from))));
  }

  private Part part(String item, UUID tenant, List<Document> others) {
    return new Part(
        false,
        item,
        item,
        reference.items(tenant).stream()
            .filter(LedgerItem::active)
            .map(to -> new Choice(to.code(), to.name() + " (" + to.code() + ")"))
            .toList(),
        carrying(others, line -> line.itemCode().equals(item)));
  }

  private static List<Document> carrying(List<Document> all, Predicate<LineDetails> which) {
    return all.stream().filter(it -> it.lines().stream().anyMatch(which)).toList();
  }

  /**
   * What became of it.
   *
   * @param changed how many are changed
   * @param stayed why others are not, in a sentence each
   */
  public record Mended(int changed, List<String> stayed) {}

  /**
   * Does it; each goes again by itself. Those that cannot be changed any more stay as they are.
   *
   * @param part as it was offered
   * @param to one of its choices; empty for none
   * @param also the keys of those that go along, as far as they still wait for the same reason
   * @throws InvalidInput if the organisation has no such thing in use
   * @throws Refused if one of them became what cannot be changed just now; nothing is changed then
   */
  public Mended mend(RecordRef record, UUID tenant, Part part, String to, Collection<String> also) {
    if (!to.isEmpty() && part.choices().stream().noneMatch(it -> it.key().equals(to))) {
      throw new InvalidInput("to", "Choose one of those that Xero has.");
    }
    Relabelling change = change(tenant, part, to);
    List<RecordRef> alike =
        part.alike().stream().filter(it -> also.contains(it.key())).map(Document::record).toList();
    int changed = 0;
    var stayed = new ArrayList<String>();
    for (RecordRef it : Stream.concat(Stream.of(record), alike.stream()).toList()) {
      String refused = refused(it, change);
      if (refused == null) {
        documents.relabel(it, change);
        changed++;
      } else {
        stayed.add(refused);
      }
    }
    long gone = also.stream().filter(it -> !it.isEmpty()).distinct().count() - alike.size();
    if (gone > 0) {
      stayed.add(
          gone == 1
              ? "One that you chose does not wait for this any more and stays as it is."
              : "%,d that you chose do not wait for this any more and stay as they are."
                  .formatted(gone));
    }
    return new Mended(changed, stayed);
  }

  /** Asked first: what is refused while it is done ends the whole transaction. */
  private @Nullable String refused(RecordRef record, Relabelling change) {
    try {
      documents.checkRelabel(record, change);
      return null;
    } catch (Refused e) {
      return e.getMessage();
    } catch (InvalidInput e) {
      return String.join(" ", e.errors().values());
    }
  }

  private Relabelling change(UUID tenant, Part part, String to) {
    return part.tracking()
        ? new Relabelling.Option(
            part.from(),
            reference.tracking(tenant).stream()
                .filter(it -> it.id().equals(to))
                .findFirst()
                .map(it -> new Tracking(it.categoryId(), it.category(), it.id(), it.name()))
                .orElse(null))
        : new Relabelling.Item(part.from(), to);
  }
}
