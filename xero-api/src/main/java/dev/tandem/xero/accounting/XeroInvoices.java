package dev.tandem.xero.accounting;

import dev.tandem.xero.CallFacts;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroAway.Reason;
import dev.tandem.xero.XeroReply;
import dev.tandem.xero.internal.Answer;
import dev.tandem.xero.internal.Envelope;
import dev.tandem.xero.internal.TenantCalls;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The invoices of one tenant, bills included. Prices keep four decimals in both directions. */
public final class XeroInvoices extends XeroRecords<XeroInvoice> {

  static final String ID = "InvoiceID";

  public XeroInvoices(TenantCalls calls) {
    super(calls, "Invoices", XeroInvoice.class, ID);
  }

  /** Up to 40 invoices in full, whatever their status; unknown ids are simply missing. */
  public XeroPage<XeroInvoice> byIds(Collection<UUID> ids) {
    return find(XeroQuery.ids(ids).includeArchived());
  }

  /** Up to 40 invoices by number; a number may find several, as bills' numbers are not unique. */
  public XeroPage<XeroInvoice> byNumbers(Collection<String> numbers) {
    return find(XeroQuery.invoiceNumbers(numbers).includeArchived());
  }

  public PreparedWrite prepareCreate(List<InvoiceDraft> drafts) {
    return creating(drafts);
  }

  public PreparedWrite prepareUpdate(List<InvoiceDraft> drafts) {
    return updating(drafts);
  }

  /**
   * Has Xero e-mail a sales invoice to its contact, as Xero's own button does. Xero: only from
   * SUBMITTED on; marks an approved one as sent; refuses (400) past a number of mails a day that
   * depends on the organisation. A mail leaves no mark by which it could be found again: a throw
   * that is not {@code notExecuted()} leaves open whether it went, and only a person can look.
   */
  public CallFacts email(UUID id, String key) {
    return calls()
        .send("POST", TenantCalls.ROOT + resource() + "/" + id + "/Email", new byte[0], key)
        .facts();
  }

  /** Where the customer sees a sales invoice and may pay it; Xero has none for a draft. */
  public XeroReply<Optional<String>> onlineInvoice(UUID id) {
    Answer answer = calls().get(resource() + "/" + id + "/OnlineInvoice", null);
    return new XeroReply<>(
        new Envelope(answer, "OnlineInvoices")
            .elements().stream()
                .map(it -> it.path("OnlineInvoiceUrl").asString(""))
                .filter(it -> !it.isEmpty())
                .findFirst(),
        answer.facts());
  }

  /**
   * The invoice as Xero prints it.
   *
   * @throws XeroAway if what came is no PDF
   */
  public XeroReply<byte[]> pdf(UUID id) {
    Answer answer = calls().getPdf(resource() + "/" + id);
    byte[] start = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    if (answer.body().length < start.length
        || !Arrays.equals(start, Arrays.copyOf(answer.body(), start.length))) {
      throw new XeroAway(Reason.UNREADABLE, answer.facts(), null);
    }
    return new XeroReply<>(answer.body(), answer.facts());
  }

  @Override
  String readingExtras() {
    return "&unitdp=4";
  }
}
