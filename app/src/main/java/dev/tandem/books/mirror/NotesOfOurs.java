package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.LedgerCredits;
import java.math.BigDecimal;
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
   * Which of these are ours, or may be.
   *
   * @param clients the contacts' clients here, by the ledger's ids
   * @return the ledger's ids
   */
  Set<String> among(UUID tenant, List<LedgerRecord> shown, Map<String, UUID> clients) {
    List<LedgerRecord> notes = shown.stream().filter(NotesOfOurs::isNote).toList();
    if (notes.isEmpty()) {
      return Set.of();
    }
    // First of all, so that one which comes to be known meanwhile is known below.
    boolean underWay = areUnderWay(tenant);
    List<CreditNoteView> unknown = credits.unknownThere();
    List<String> ids = notes.stream().map(LedgerRecord::id).toList();
    Set<String> ours = new HashSet<>(credits.known(ids));
    links.times(Kind.CREDIT_NOTE, tenant, ids).forEach(it -> ours.add(it.ledgerId()));
    List<LedgerRecord> strange = notes.stream().filter(it -> !ours.contains(it.id())).toList();
    if (!strange.isEmpty()) {
      // One that is void and never left is nothing to anybody.
      Map<CreditNoteView, UUID> payers =
          payers(unknown.stream().filter(it -> it.stands() || underWay).toList());
      strange.stream()
          .filter(it -> isWaitedFor(it, payers, client(it, clients)) || mayBeLost(tenant, it))
          .forEach(it -> ours.add(it.id()));
    }
    return ours;
  }

  /**
   * Whether it stands in the ledger's list of credit notes: of all advances only these have one.
   */
  static boolean isNote(LedgerRecord it) {
    return it.fields().containsKey(Fields.NUMBER);
  }

  /** Whether one of ours that is not known there yet is just being written. */
  boolean areUnderWay(UUID tenant) {
    return links.creating(Kind.CREDIT_NOTE, tenant);
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
   * about that. Xero numbers its own alike, so a number alone says nothing.
   */
  private static boolean isWaitedFor(
      LedgerRecord it, Map<CreditNoteView, UUID> waiting, @Nullable UUID client) {
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
              return one.getValue().equals(client) && sums
                  || our.number().equals(it.fields().get(Fields.NUMBER))
                      && (sums || words(it, our));
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
