package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerCredits;
import dev.tandem.practice.credits.LedgerNoteChange;
import dev.tandem.practice.credits.StandingAgain;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A credit note is one on both sides; its number is ours. Nobody changes here what it says once it
 * is written; what somebody changes over there is so.
 */
@Component
class CreditNoteMirror implements RecordMirror {

  private static final String STRANGER =
      "In Xero this credit note belongs to another contact than its invoice here: what is left of it is theirs there, and is not used or given back from here.";

  private final Credits credits;
  private final LedgerCredits ledger;
  private final StandingAgain again;
  private final Billing billing;
  private final TaxRates rates;
  private final Links links;
  private final ChargedTaxes taxes;
  private final RemovedThere gone;

  CreditNoteMirror(
      Credits credits,
      LedgerCredits ledger,
      StandingAgain again,
      Billing billing,
      TaxRates rates,
      Links links,
      ChargedTaxes taxes,
      RemovedThere gone) {
    this.gone = gone;
    this.rates = rates;
    this.taxes = taxes;
    this.again = again;
    this.credits = credits;
    this.ledger = ledger;
    this.billing = billing;
    this.links = links;
  }

  @Override
  public Kind kind() {
    return Kind.CREDIT_NOTE;
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    List<CreditNoteView> notes = credits.byIds(records.stream().map(CreditNoteId::new).toList());
    Map<InvoiceId, InvoiceView> invoices =
        billing.byIds(notes.stream().map(CreditNoteView::invoice).distinct().toList()).stream()
            .collect(Collectors.toMap(InvoiceView::id, Function.identity()));
    Map<UUID, String> clients =
        links.ledgerIds(
            Kind.CLIENT,
            tenant,
            invoices.values().stream().map(it -> it.billTo().value()).distinct().toList());
    Map<UUID, String> holds =
        taxes.holds(
            tenant,
            Kind.CREDIT_NOTE,
            notes.stream()
                .map(
                    it ->
                        new ChargedTaxes.Taxed(
                            it.id().value(), it.currency(), it.lineAmounts(), it.lines()))
                .toList());
    var ours = new HashMap<UUID, Ours>();
    for (CreditNoteView it : notes) {
      InvoiceView invoice = invoices.get(it.invoice());
      if (invoice != null) {
        UUID id = it.id().value();
        ours.put(id, ours(it, invoice, clients.get(invoice.billTo().value()), holds.get(id)));
      }
    }
    return ours;
  }

  private static Ours ours(
      CreditNoteView note, InvoiceView invoice, @Nullable String client, @Nullable String hold) {
    var fields = new HashMap<String, String>();
    fields.put(Fields.CLIENT, client == null ? "" : client);
    fields.put(Fields.NUMBER, note.number());
    fields.put(Fields.DATE, note.date().toString());
    fields.put(Fields.REFERENCE, reference(note, invoice));
    fields.put(Fields.CURRENCY, note.currency());
    fields.put(Fields.LINE_AMOUNTS, InvoiceLines.text(note.lineAmounts()));
    fields.put(Fields.LINES, InvoiceLines.text(note.lines()));
    fields.put(Fields.STATUS, note.stands() ? Fields.APPROVED : Fields.REMOVED);
    return new Ours(
        note.number(), fields, note.stands(), note.total(), note.stands() ? hold : null);
  }

  private static String reference(CreditNoteView note, InvoiceView invoice) {
    return note.reference() == null
        ? new CreditWords(String.valueOf(invoice.number()), note.reason()).text()
        : note.reference();
  }

  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {
    var id = new CreditNoteId(record);
    CreditNoteView ours = credits.find(id);
    String number = theirs.get(Fields.NUMBER);
    String date = theirs.get(Fields.DATE);
    String lines = theirs.get(Fields.LINES);
    LineAmounts amounts =
        InvoiceLines.amounts(
            theirs.getOrDefault(Fields.LINE_AMOUNTS, InvoiceLines.text(ours.lineAmounts())));
    List<LineDetails> known = ours.lines().stream().map(InvoiceLine::details).toList();
    ledger.changedInLedger(
        id,
        new LedgerNoteChange(
            Fields.REMOVED.equals(theirs.get(Fields.STATUS)),
            number == null || number.isBlank() ? null : number,
            date == null || date.isEmpty() ? null : LocalDate.parse(date),
            theirs.get(Fields.REFERENCE),
            amounts,
            lines == null
                ? null
                : InvoiceLines.readBeside(
                    lines, known, amounts, type -> rates.percent(tenant, type))));
  }

  /** Somebody gave it to another contact there: nobody here knows what that one is owed. */
  @Override
  public @Nullable String unknown(UUID tenant, Ours ours, LedgerRecord theirs) {
    String contact = theirs.fields().getOrDefault(Fields.CLIENT, "");
    String own = ours.fields().getOrDefault(Fields.CLIENT, "");
    boolean another = !contact.isEmpty() && !own.isEmpty() && !contact.equals(own);
    return another && !theirs.removed() ? STRANGER : null;
  }

  @Override
  public String unknownWords() {
    return STRANGER;
  }

  /** Void on both sides: that its voiding was refused is over. */
  @Override
  public void takeFacts(UUID tenant, UUID record, LedgerRecord theirs) {
    if (theirs.removed() && !credits.find(new CreditNoteId(record)).stands()) {
      gone.endRefusals(Kind.CREDIT_NOTE, tenant, List.of(record));
    }
  }

  @Override
  public boolean keepsOwn(String field) {
    return !field.equals(Fields.STATUS) && !field.equals(Fields.NUMBER);
  }

  @Override
  public void giveUp(UUID tenant, UUID record, Map<String, String> theirs) {
    var id = new CreditNoteId(record);
    if (Fields.APPROVED.equals(theirs.get(Fields.STATUS)) && !credits.find(id).stands()) {
      again.note(id);
    }
    take(tenant, record, theirs);
  }

  @Override
  public void linked(UUID record, String ledgerId) {
    ledger.noteIsKnownAs(new CreditNoteId(record), ledgerId);
  }

  @Override
  public String canonical(String field, String value) {
    if (field.equals(Fields.LINES)) {
      return InvoiceLines.canonical(value);
    }
    return value.equals(Fields.DISCARDED) ? Fields.REMOVED : value.strip();
  }

  /**
   * Whose it is here follows the invoice: where somebody gave it to another contact there
   * meanwhile, a person is told by {@link #unknown}, and nothing goes over that.
   */
  @Override
  public Owner owner(String field) {
    return field.equals(Fields.CURRENCY) ? Owner.OURS : Owner.THEIRS;
  }

  @Override
  public Owner owner(String field, String ours, String theirs, boolean used) {
    return field.equals(Fields.STATUS)
        ? StatusTable.whose(canonical(field, ours), canonical(field, theirs), used)
        : owner(field);
  }
}
