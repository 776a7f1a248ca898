package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LedgerChange;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An invoice is an invoice on both sides; its number is ours. */
@Component
class InvoiceMirror implements RecordMirror {

  /** Prices mean something else with tax in them. */
  private static final Set<String> CHARGES = Set.of(Fields.LINES, Fields.LINE_AMOUNTS);

  private static final String STRANGER =
      "In Xero this invoice belongs to another contact, who is not known here: here it is still owed by whoever owed it before.";

  private static final String NOT_TAKEN =
      "In Xero this invoice belongs to a contact who is not known here, so it cannot be theirs here. Nothing was decided: add them here and link them with that contact first, or let what stands here count.";

  private final Billing billing;
  private final Links links;
  private final TaxRates rates;
  private final InvoicePayments payments;
  private final InvoiceCredits credits;
  private final KeptCurrencies currencies;
  private final ChargedTaxes taxes;

  InvoiceMirror(
      Billing billing,
      Links links,
      TaxRates rates,
      InvoicePayments payments,
      InvoiceCredits credits,
      KeptCurrencies currencies,
      ChargedTaxes taxes) {
    this.taxes = taxes;
    this.credits = credits;
    this.payments = payments;
    this.currencies = currencies;
    this.billing = billing;
    this.links = links;
    this.rates = rates;
  }

  @Override
  public Kind kind() {
    return Kind.INVOICE;
  }

  @Override
  public void hold(Collection<UUID> records) {
    billing.holdAll(records.stream().map(InvoiceId::new).toList());
  }

  @Override
  public Set<UUID> holdFree(Collection<UUID> records) {
    return billing.holdFree(records.stream().map(InvoiceId::new).toList()).stream()
        .map(InvoiceId::value)
        .collect(Collectors.toSet());
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    List<InvoiceView> invoices = billing.byIds(records.stream().map(InvoiceId::new).toList());
    Map<UUID, String> clients =
        links.ledgerIds(
            Kind.CLIENT,
            tenant,
            invoices.stream().map(it -> it.billTo().value()).distinct().toList());
    Map<InvoiceId, String> strange = currencies.holds(tenant, invoices);
    Map<UUID, String> untrue =
        taxes.holds(
            tenant,
            Kind.INVOICE,
            invoices.stream()
                .map(
                    it ->
                        new ChargedTaxes.Taxed(
                            it.id().value(), it.currency(), it.lineAmounts(), it.lines()))
                .toList());
    var ours = new HashMap<UUID, Ours>();
    invoices.forEach(
        it ->
            ours.put(
                it.id().value(),
                ours(
                    it,
                    clients.get(it.billTo().value()),
                    strange.getOrDefault(it.id(), untrue.get(it.id().value())))));
    return ours;
  }

  private static Ours ours(InvoiceView invoice, @Nullable String client, @Nullable String hold) {
    String number = invoice.number() == null ? "" : invoice.number();
    var fields = new HashMap<String, String>();
    fields.put(Fields.CLIENT, client == null ? "" : client);
    fields.put(Fields.NUMBER, number);
    fields.put(Fields.DATE, invoice.date().toString());
    fields.put(Fields.DUE_DATE, invoice.dueDate().toString());
    fields.put(Fields.REFERENCE, invoice.reference());
    fields.put(Fields.CURRENCY, invoice.currency());
    if (invoice.rate() != null) {
      // Without one the ledger takes its own of the day, and what it took is its own affair.
      fields.put(Fields.RATE, Fields.number(invoice.rate()));
    }
    fields.put(Fields.LINE_AMOUNTS, InvoiceLines.text(invoice.lineAmounts()));
    fields.put(Fields.LINES, InvoiceLines.text(invoice.lines()));
    fields.put(Fields.STATUS, status(invoice.status()));
    boolean wanted = !number.isEmpty() && invoice.status() != InvoiceStatus.VOIDED;
    return new Ours(number, fields, wanted, invoice.total(), wanted ? hold : null, path(invoice));
  }

  private static String status(InvoiceStatus status) {
    return switch (status) {
      case DRAFT -> Fields.DRAFT;
      case APPROVED, PAID -> Fields.APPROVED;
      case VOIDED -> Fields.REMOVED;
    };
  }

  /** Of one that somebody else pays it names the client, too, whom the ledger never hears of. */
  static String path(InvoiceView it) {
    return it.payer() == null
        ? "/invoices/" + it.id()
        : "/invoices/of/" + it.client() + "/" + it.id();
  }

  @Override
  public String said(String field, String ours, @Nullable String theirs) {
    boolean draft = field.equals(Fields.STATUS) && Fields.DRAFT.equals(theirs);
    return draft && ours.equals(Fields.REMOVED) ? Fields.DISCARDED : ours;
  }

  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {
    var id = new InvoiceId(record);
    InvoiceView ours = billing.find(id);
    String lines = theirs.get(Fields.LINES);
    String amounts =
        theirs.getOrDefault(Fields.LINE_AMOUNTS, InvoiceLines.text(ours.lineAmounts()));
    boolean priced = lines != null || theirs.containsKey(Fields.LINE_AMOUNTS);
    billing.takeFromLedger(
        id,
        new LedgerChange(
            status(theirs.get(Fields.STATUS)),
            theirs.get(Fields.NUMBER),
            date(theirs.get(Fields.DATE)),
            date(theirs.get(Fields.DUE_DATE)),
            theirs.get(Fields.REFERENCE),
            null,
            priced ? InvoiceLines.amounts(amounts) : null,
            lines != null
                ? InvoiceLines.read(
                    lines, ours, InvoiceLines.amounts(amounts), type -> rates.percent(tenant, type))
                : priced ? details(ours) : null,
            theirs.get(Fields.CURRENCY),
            rate(theirs.get(Fields.RATE)),
            client(tenant, theirs.get(Fields.CLIENT))));
  }

  /** Whoever gives up what they said themselves expects theirs in its place, not neither. */
  @Override
  public void giveUp(UUID tenant, UUID record, Map<String, String> theirs) {
    String contact = theirs.getOrDefault(Fields.CLIENT, "");
    if (!contact.isEmpty() && client(tenant, contact) == null) {
      throw new Refused(NOT_TAKEN);
    }
    take(tenant, record, theirs);
  }

  private static @Nullable InvoiceStatus status(@Nullable String theirs) {
    return switch (theirs) {
      case Fields.DRAFT -> InvoiceStatus.DRAFT;
      case Fields.APPROVED -> InvoiceStatus.APPROVED;
      case Fields.REMOVED -> InvoiceStatus.VOIDED;
      case null, default -> null;
    };
  }

  /** Who that contact is here; null for nobody, and then it stays as it was here. */
  private @Nullable ClientId client(UUID tenant, @Nullable String contact) {
    return contact == null || contact.isEmpty()
        ? null
        : links.times(Kind.CLIENT, tenant, List.of(contact)).stream()
            .map(it -> new ClientId(it.record()))
            .findFirst()
            .orElse(null);
  }

  /** Somebody gave it to a contact there who is no client here: it cannot be theirs here. */
  @Override
  public @Nullable String unknown(UUID tenant, Ours ours, LedgerRecord theirs) {
    String contact = theirs.fields().getOrDefault(Fields.CLIENT, "");
    boolean another = !contact.isEmpty() && !contact.equals(ours.fields().get(Fields.CLIENT));
    return another && !theirs.removed() && client(tenant, contact) == null ? STRANGER : null;
  }

  @Override
  public String unknownWords() {
    return STRANGER;
  }

  private static @Nullable BigDecimal rate(@Nullable String text) {
    return text == null || text.isEmpty() ? null : new BigDecimal(text);
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null || text.isEmpty() ? null : LocalDate.parse(text);
  }

  private static List<LineDetails> details(InvoiceView ours) {
    return ours.lines().stream().map(InvoiceLine::details).toList();
  }

  /** As somebody would type it on its own page: with what is looked at there. */
  @Override
  public void correct(UUID tenant, UUID record, Map<String, String> values) {
    var id = new InvoiceId(record);
    InvoiceView now = billing.find(id);
    LocalDate day = date(values.get(Fields.DATE));
    LocalDate due = date(values.get(Fields.DUE_DATE));
    billing.change(
        id,
        new InvoiceDetails(
            now.client(),
            now.appointment(),
            now.location(),
            day == null ? now.date() : day,
            due == null ? now.dueDate() : due,
            values.getOrDefault(Fields.REFERENCE, now.reference()),
            now.lineAmounts(),
            details(now),
            now.payer(),
            now.currency(),
            now.rate()));
  }

  @Override
  public void takeFacts(UUID tenant, UUID record, LedgerRecord theirs) {
    var id = new InvoiceId(record);
    credits.take(tenant, id, theirs);
    payments.take(tenant, id, theirs);
  }

  @Override
  public String canonical(String field, String value) {
    if (field.equals(Fields.LINES)) {
      return InvoiceLines.canonical(value);
    }
    return value.equals(Fields.DISCARDED) ? Fields.REMOVED : value.strip();
  }

  /** Lines are joined only if both sides mean their prices alike, with tax or without. */
  @Override
  public Optional<String> join(
      String field, Pair agreed, Map<String, String> ours, Map<String, String> theirs) {
    boolean alike = Objects.equals(ours.get(Fields.LINE_AMOUNTS), theirs.get(Fields.LINE_AMOUNTS));
    return field.equals(Fields.LINES) && alike
        ? LineJoin.join(agreed, ours.getOrDefault(field, ""), theirs.getOrDefault(field, ""))
        : Optional.empty();
  }

  /** What happened to an invoice over there is a fact; its currency is ours. */
  @Override
  public Owner owner(String field) {
    return switch (field) {
      case Fields.STATUS -> Owner.THEIRS;
      case Fields.CURRENCY, Fields.RATE -> Owner.OURS;
      default -> Owner.NOBODY;
    };
  }

  @Override
  public Owner owner(String field, String ours, String theirs, boolean used) {
    return field.equals(Fields.STATUS)
        ? StatusTable.whose(canonical(field, ours), canonical(field, theirs), used)
        : owner(field);
  }

  @Override
  public Set<String> together(String field) {
    return CHARGES.contains(field) ? CHARGES : Set.of(field);
  }
}
