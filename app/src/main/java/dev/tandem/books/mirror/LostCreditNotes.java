package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.LedgerCredits;
import dev.tandem.practice.credits.LostNote;
import dev.tandem.shared.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings credit notes back that only the ledger remembers. It keeps neither who made one nor an
 * address of ours: one is ours by a number of our form that nobody here has, together with the
 * words that it carries over there, which name an invoice of ours of the same contact.
 */
@Component
public class LostCreditNotes {

  private final LedgerCredits credits;
  private final Billing billing;
  private final Namesakes namesakes;
  private final Links links;
  private final TaxRates rates;
  private final Homecoming homecoming;
  private final AdoptionRepository adoptions;
  private final Clock clock;

  LostCreditNotes(
      LedgerCredits credits,
      Billing billing,
      Namesakes namesakes,
      Links links,
      TaxRates rates,
      Homecoming homecoming,
      AdoptionRepository adoptions,
      Clock clock) {
    this.credits = credits;
    this.billing = billing;
    this.namesakes = namesakes;
    this.links = links;
    this.rates = rates;
    this.homecoming = homecoming;
    this.adoptions = adoptions;
    this.clock = clock;
  }

  /** The ledger's ids of those in a reading in summary form that have to be looked at whole. */
  @Transactional(readOnly = true)
  public List<String> candidates(UUID tenant, List<LedgerRecord> rows) {
    return lost(tenant, rows).stream().map(LedgerRecord::id).toList();
  }

  private List<LedgerRecord> lost(UUID tenant, List<LedgerRecord> rows) {
    List<LedgerRecord> likely =
        rows.stream().filter(it -> !it.removed() && isNumbered(it.marker())).toList();
    if (likely.isEmpty()) {
      return List.of();
    }
    List<String> ids = likely.stream().map(LedgerRecord::id).toList();
    Set<String> settled = new HashSet<>(adoptions.foreign(Kind.CREDIT_NOTE, tenant, ids));
    links.times(Kind.CREDIT_NOTE, tenant, ids).forEach(it -> settled.add(it.ledgerId()));
    // Somebody wrote it over there, and it came in as that.
    links.times(Kind.ADVANCE, tenant, ids).forEach(it -> settled.add(it.ledgerId()));
    Set<String> here =
        credits.numbersInUse(
            likely.stream().map(LedgerRecord::marker).filter(Objects::nonNull).toList());
    return likely.stream()
        .filter(it -> !settled.contains(it.id()) && !here.contains(it.marker()))
        .toList();
  }

  private boolean isNumbered(@Nullable String number) {
    return number != null && credits.numbersLike(number);
  }

  /**
   * Brings these back, read whole, where they are ours.
   *
   * @return whether one names an invoice that may be ours and is not linked here (yet)
   */
  @Transactional
  public boolean take(UUID tenant, long seq, List<LedgerRecord> found) {
    adoptions.alone(tenant);
    boolean early = false;
    for (LedgerRecord it : lost(tenant, found)) {
      CreditWords words =
          CreditWords.read(it.fields().getOrDefault(Fields.REFERENCE, "")).orElse(null);
      if (words == null) {
        continue;
      }
      InvoiceId invoice = namesakes.in(tenant, List.of(words.invoice())).get(words.invoice());
      if (invoice == null || !isLinked(tenant, invoice)) {
        early |= billing.numbersLike(words.invoice());
      } else if (Objects.equals(contact(tenant, invoice), it.fields().get(Fields.CLIENT))) {
        bringBack(tenant, seq, it, invoice, words.reason());
      }
    }
    return early;
  }

  private boolean isLinked(UUID tenant, InvoiceId invoice) {
    return !links.ledgerIds(Kind.INVOICE, tenant, List.of(invoice.value())).isEmpty();
  }

  private @Nullable String contact(UUID tenant, InvoiceId invoice) {
    UUID payer = billing.find(invoice).billTo().value();
    return links.ledgerIds(Kind.CLIENT, tenant, List.of(payer)).get(payer);
  }

  private void bringBack(
      UUID tenant, long seq, LedgerRecord found, InvoiceId invoice, String reason) {
    Map<String, String> fields = found.fields();
    LineAmounts amounts =
        InvoiceLines.amounts(fields.getOrDefault(Fields.LINE_AMOUNTS, Fields.EXCLUSIVE));
    var id = new CreditNoteId(Ids.next(clock));
    String number = Objects.requireNonNull(found.marker());
    credits.bringBack(
        id,
        new LostNote(
            number,
            invoice,
            LocalDate.parse(Objects.requireNonNull(fields.get(Fields.DATE))),
            Objects.requireNonNull(fields.get(Fields.CURRENCY)),
            reason,
            amounts,
            InvoiceLines.readBeside(
                fields.getOrDefault(Fields.LINES, ""),
                List.of(),
                amounts,
                type -> rates.percent(tenant, type)),
            found.id()));
    homecoming.agree(Kind.CREDIT_NOTE, tenant, seq, id.value(), found);
    adoptions.noteReturned(Kind.CREDIT_NOTE, tenant, found.id(), id.value(), number);
  }
}
