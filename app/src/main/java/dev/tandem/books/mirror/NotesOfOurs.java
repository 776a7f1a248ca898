package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.LedgerCredits;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells credit notes of ours from those that somebody wrote over there: what is left of one of ours
 * counts here already, and must not come in once more as a credit of its client's.
 */
@Component
class NotesOfOurs {

  private final LedgerCredits credits;
  private final Billing billing;
  private final Namesakes namesakes;
  private final Links links;

  NotesOfOurs(LedgerCredits credits, Billing billing, Namesakes namesakes, Links links) {
    this.namesakes = namesakes;
    this.credits = credits;
    this.billing = billing;
    this.links = links;
  }

  /**
   * Which of some are ours.
   *
   * @param all by the ledger's ids, with those that may be
   * @param doubtful of these what is ours only if a call has made it of which nobody knows yet what
   *     became of it: to be asked again
   */
  record Among(Set<String> all, Set<String> doubtful) {}

  /**
   * Which of these are ours, or may be.
   *
   * @param clients the contacts' clients here, by the ledger's ids
   */
  Among among(UUID tenant, List<LedgerRecord> shown, Map<String, UUID> clients) {
    List<LedgerRecord> notes = shown.stream().filter(NotesOfOurs::isNote).toList();
    if (notes.isEmpty()) {
      return new Among(Set.of(), Set.of());
    }
    // First of all, so that one which comes to be known meanwhile is known below.
    Set<UUID> mayBeMade = links.mayBeMade(Kind.CREDIT_NOTE, tenant);
    List<CreditNoteView> unknown = credits.unknownThere();
    List<String> ids = notes.stream().map(LedgerRecord::id).toList();
    Set<String> ours = new HashSet<>(credits.known(ids));
    links.times(Kind.CREDIT_NOTE, tenant, ids).forEach(it -> ours.add(it.ledgerId()));
    List<LedgerRecord> strange = notes.stream().filter(it -> !ours.contains(it.id())).toList();
    Set<String> doubtful = new HashSet<>();
    if (!strange.isEmpty()) {
      // One that is void and never left is nothing to anybody.
      Map<CreditNoteView, UUID> payers =
          payers(
              unknown.stream()
                  .filter(it -> it.stands() || mayBeMade.contains(it.id().value()))
                  .toList());
      Map<CreditNoteView, UUID> made = new HashMap<>(payers);
      made.keySet().removeIf(it -> !mayBeMade.contains(it.id().value()));
      Set<UUID> alike = new HashSet<>(links.notesLeftOut());
      alike.addAll(mayBeMade);
      for (LedgerRecord it : strange) {
        UUID client = client(it, clients);
        if (isWaitedFor(it, payers, client, alike) || mayBeLost(tenant, it)) {
          ours.add(it.id());
        }
        if (isWaitedFor(it, made, client, alike)) {
          doubtful.add(it.id());
        }
      }
    }
    return new Among(ours, doubtful);
  }

  /**
   * Whether it stands in the ledger's list of credit notes: of all advances only these have one.
   */
  static boolean isNote(LedgerRecord it) {
    return it.fields().containsKey(Fields.NUMBER);
  }

  private static @Nullable UUID client(LedgerRecord it, Map<String, UUID> clients) {
    return clients.get(it.fields().getOrDefault(Fields.CLIENT, ""));
  }

  private Map<CreditNoteView, UUID> payers(List<CreditNoteView> notes) {
    Map<UUID, UUID> byInvoice =
        billing.byIds(notes.stream().map(CreditNoteView::invoice).distinct().toList()).stream()
            .collect(Collectors.toMap(it -> it.id().value(), it -> it.billTo().value()));
    return notes.stream()
        .filter(it -> byInvoice.containsKey(it.invoice().value()))
        .collect(
            Collectors.toMap(
                it -> it, it -> Objects.requireNonNull(byInvoice.get(it.invoice().value()))));
  }

  /**
   * One of ours whose answer was lost, whatever somebody edited of it since: a person is asked
   * about that. Xero numbers its own alike, so a number alone says nothing. A restored copy does
   * not know of a call that was made since; then it is known by its number and words.
   *
   * @param alike those that a call may have made there, or a person by hand: of another it is no
   *     sign that it comes to the same
   */
  private static boolean isWaitedFor(
      LedgerRecord it, Map<CreditNoteView, UUID> waiting, @Nullable UUID client, Set<UUID> alike) {
    return waiting.entrySet().stream()
        .anyMatch(
            one -> {
              CreditNoteView our = one.getKey();
              boolean sums =
                  our.date().toString().equals(it.fields().get(Fields.DATE))
                      && our.total()
                              .compareTo(
                                  new BigDecimal(it.fields().getOrDefault(Fields.AMOUNT, "0")))
                          == 0;
              boolean number = our.number().equals(it.fields().get(Fields.NUMBER));
              boolean same = sums && (number || one.getValue().equals(client));
              return same && alike.contains(our.id().value()) || number && words(it, our);
            });
  }

  private static boolean words(LedgerRecord it, CreditNoteView our) {
    return CreditWords.read(it.fields().getOrDefault(Fields.REFERENCE, ""))
        .map(CreditWords::reason)
        .filter(our.reason()::startsWith)
        .isPresent();
  }

  /** As {@link LostCreditNotes} knows those that only the ledger remembers. */
  private boolean mayBeLost(UUID tenant, LedgerRecord it) {
    return credits.numbersLike(it.fields().getOrDefault(Fields.NUMBER, ""))
        && CreditWords.read(it.fields().getOrDefault(Fields.REFERENCE, ""))
            .map(CreditWords::invoice)
            .filter(
                number ->
                    billing.numbersLike(number)
                        || namesakes.in(tenant, List.of(number)).containsKey(number))
            .isPresent();
  }
}
