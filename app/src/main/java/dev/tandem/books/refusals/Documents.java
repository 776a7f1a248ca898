package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.Recoding;
import dev.tandem.practice.billing.Relabelling;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Rebooking;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Invoices and credit notes alike: both have lines that the ledger may not take. */
@Component
class Documents {

  private final Billing billing;
  private final Corrections invoices;
  private final Credits credits;
  private final Rebooking notes;

  Documents(Billing billing, Corrections invoices, Credits credits, Rebooking notes) {
    this.billing = billing;
    this.invoices = invoices;
    this.credits = credits;
    this.notes = notes;
  }

  Document find(RecordRef record) {
    return of(List.of(record)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord(record.kind(), record.id()));
  }

  /** Those of these that are invoices or credit notes and exist, invoices first. */
  List<Document> of(Collection<RecordRef> records) {
    List<InvoiceId> bills =
        records.stream()
            .filter(it -> it.kind().equals(Kind.INVOICE.text()))
            .map(it -> new InvoiceId(it.id()))
            .toList();
    List<CreditNoteId> credited =
        records.stream().filter(Documents::note).map(it -> new CreditNoteId(it.id())).toList();
    return Stream.concat(
            billing.byIds(bills).stream().map(Documents::invoice),
            credits.byIds(credited).stream().map(Documents::note))
        .toList();
  }

  private static boolean note(RecordRef it) {
    return it.kind().equals(Kind.CREDIT_NOTE.text());
  }

  private static Document invoice(InvoiceView it) {
    return new Document(
        new RecordRef(Kind.INVOICE.text(), it.id().value()),
        Objects.requireNonNullElse(it.number(), "A draft"),
        "/invoices/" + it.id(),
        it.currency(),
        it.total(),
        it.lines().stream().map(InvoiceLine::details).toList());
  }

  private static Document note(CreditNoteView it) {
    return new Document(
        new RecordRef(Kind.CREDIT_NOTE.text(), it.id().value()),
        it.number(),
        "/invoices/" + it.invoice(),
        it.currency(),
        it.total(),
        it.lines().stream().map(InvoiceLine::details).toList());
  }

  /**
   * @return what it would come to
   * @throws Refused if it cannot be done
   */
  BigDecimal recoded(RecordRef record, List<Recoding> recodings) {
    return note(record)
        ? notes.rebooked(new CreditNoteId(record.id()), recodings)
        : invoices.recoded(new InvoiceId(record.id()), recodings);
  }

  /**
   * @throws Refused if it cannot be done
   */
  void recode(RecordRef record, List<Recoding> recodings) {
    if (note(record)) {
      notes.rebook(new CreditNoteId(record.id()), recodings);
    } else {
      invoices.recode(new InvoiceId(record.id()), recodings);
    }
  }

  /**
   * @throws Refused if it cannot be done
   */
  void checkRelabel(RecordRef record, Relabelling change) {
    if (note(record)) {
      notes.checkRelabel(new CreditNoteId(record.id()), change);
    } else {
      invoices.checkRelabel(new InvoiceId(record.id()), change);
    }
  }

  /**
   * @throws Refused if it cannot be done
   */
  void relabel(RecordRef record, Relabelling change) {
    if (note(record)) {
      notes.relabel(new CreditNoteId(record.id()), change);
    } else {
      invoices.relabel(new InvoiceId(record.id()), change);
    }
  }
}
