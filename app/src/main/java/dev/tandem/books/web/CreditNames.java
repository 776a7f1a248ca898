package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of credit notes, of what they settle and of what was given back of them. */
@Component
class CreditNames {

  private final Credits credits;
  private final Billing billing;
  private final Clients clients;

  CreditNames(Credits credits, Billing billing, Clients clients) {
    this.credits = credits;
    this.billing = billing;
    this.clients = clients;
  }

  /** Of those that exist. */
  Map<RecordRef, Named> of(Collection<RecordRef> records) {
    var names = new HashMap<RecordRef, Named>();
    List<UUID> written = ids(records, Kind.CREDIT_NOTE);
    List<AllocationView> settling =
        credits
            .allocationsByIds(
                ids(records, Kind.ALLOCATION).stream().map(AllocationId::new).toList())
            .stream()
            .filter(it -> it.of() instanceof CreditNoteId)
            .toList();
    List<RefundView> back =
        credits
            .refundsByIds(ids(records, Kind.REFUND).stream().map(RefundId::new).toList())
            .stream()
            .filter(it -> it.of() instanceof CreditNoteId)
            .toList();
    List<CreditNoteId> wanted =
        Stream.of(
                written.stream().map(CreditNoteId::new),
                settling.stream().map(AllocationView::note),
                back.stream().map(RefundView::note))
            .flatMap(Function.identity())
            .distinct()
            .toList();
    if (wanted.isEmpty()) {
      return names;
    }
    Map<CreditNoteId, CreditNoteView> notes =
        credits.byIds(wanted).stream()
            .collect(Collectors.toMap(CreditNoteView::id, Function.identity()));
    Map<InvoiceId, InvoiceView> invoices =
        billing
            .byIds(
                Stream.concat(
                        notes.values().stream().map(CreditNoteView::invoice),
                        settling.stream().map(AllocationView::invoice).filter(Objects::nonNull))
                    .distinct()
                    .toList())
            .stream()
            .collect(Collectors.toMap(InvoiceView::id, Function.identity()));
    Map<ClientId, ClientView> whose =
        clients.byIds(invoices.values().stream().map(InvoiceView::client).distinct().toList());
    for (UUID it : written) {
      put(
          names,
          Kind.CREDIT_NOTE,
          it,
          notes.get(new CreditNoteId(it)),
          "credit note",
          invoices,
          whose);
    }
    for (AllocationView it : settling) {
      CreditNoteView note = notes.get(it.note());
      String word = "credit of " + figures(it.amount(), note) + elsewhere(it, note, invoices);
      put(names, Kind.ALLOCATION, it.id().value(), note, word, invoices, whose);
    }
    for (RefundView it : back) {
      String word = "refund of " + figures(it.amount(), notes.get(it.note()));
      put(names, Kind.REFUND, it.id().value(), notes.get(it.note()), word, invoices, whose);
    }
    return names;
  }

  private static String figures(BigDecimal amount, @Nullable CreditNoteView of) {
    return Money.figures(amount, of == null ? null : of.currency());
  }

  /** Which invoice it settles, where that is not the one that the credit note was written for. */
  private static String elsewhere(
      AllocationView it, @Nullable CreditNoteView note, Map<InvoiceId, InvoiceView> invoices) {
    InvoiceView settled = it.invoice() == null ? null : invoices.get(it.invoice());
    return note == null || settled == null || note.invoice().equals(settled.id())
        ? ""
        : " for " + settled.number();
  }

  private static void put(
      Map<RecordRef, Named> names,
      Kind kind,
      UUID id,
      @Nullable CreditNoteView note,
      String word,
      Map<InvoiceId, InvoiceView> invoices,
      Map<ClientId, ClientView> whose) {
    InvoiceView invoice = note == null ? null : invoices.get(note.invoice());
    if (note == null || invoice == null) {
      return;
    }
    ClientView client = whose.get(invoice.client());
    names.put(
        new RecordRef(kind.text(), id),
        new Named(
            note.number(),
            word,
            "/invoices/" + invoice.id(),
            "/clients/" + invoice.client(),
            client == null ? null : client.name()));
  }

  private static List<UUID> ids(Collection<RecordRef> records, Kind kind) {
    return records.stream().filter(it -> it.kind().equals(kind.text())).map(RecordRef::id).toList();
  }
}
