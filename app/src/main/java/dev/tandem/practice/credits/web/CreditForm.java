package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.shared.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A credit, a write-off or a correction as it is being written; kept when it is refused. */
class CreditForm {

  private CreditPurpose purpose = CreditPurpose.CREDIT;
  private @Nullable LocalDate date;
  private String reason = "";
  private List<CreditLineForm> lines = new ArrayList<>();
  private List<AddedLineForm> added = new ArrayList<>();
  private String account = "";
  private boolean refund;
  private @Nullable LocalDate refundDate;
  private @Nullable PaymentMethod refundMethod;
  private String refundReference = "";
  private String refundAccount = "";
  private String seen = "";
  private String invoiceSeen = "";

  static CreditForm of(InvoiceView invoice, CreditPurpose purpose, LocalDate today) {
    var form = new CreditForm();
    form.purpose = purpose;
    form.date = today;
    form.refundDate = today;
    form.refund = invoice.paid().signum() > 0;
    form.invoiceSeen = invoice.seen();
    invoice.lines().forEach(it -> form.lines.add(CreditLineForm.of(it)));
    return form;
  }

  /**
   * Each line is credited with account and tax of the invoice's line at its place, which has to be
   * the one that was seen.
   *
   * @throws Refused if the invoice says something else by now
   */
  void requireAsSeen(InvoiceView invoice) {
    if (!invoice.seen().equals(invoiceSeen)) {
      throw new Refused(
          "%s was changed after this page was opened. What you wrote is still here: compare it with the invoice as it is now, then show what will happen."
              .formatted(invoice.number()));
    }
  }

  /** Lines that were written for such of the invoice as it does not have any more. */
  List<CreditLineForm> without(InvoiceView invoice) {
    return lines.stream().skip(invoice.lines().size()).filter(it -> !it.isLeftOut()).toList();
  }

  /** The invoice's lines as they were written over, those without a quantity left out. */
  List<LineDetails> written(InvoiceView invoice) {
    var written = new ArrayList<LineDetails>();
    for (int i = 0; i < Math.min(lines.size(), invoice.lines().size()); i++) {
      if (!lines.get(i).isLeftOut()) {
        written.add(lines.get(i).onto(invoice.lines().get(i)));
      }
    }
    return written;
  }

  /**
   * What was said of the lines that were written, at the rows of this form.
   *
   * @param errors by field of the line: those of the invoice first, then the added ones
   */
  Map<String, String> atRows(InvoiceView invoice, Map<String, String> errors) {
    var rows = new ArrayList<String>();
    for (int i = 0; i < Math.min(lines.size(), invoice.lines().size()); i++) {
      if (!lines.get(i).isLeftOut()) {
        rows.add("lines[" + i + "]");
      }
    }
    for (int i = 0; i < added.size(); i++) {
      if (!added.get(i).isEmpty()) {
        rows.add("added[" + i + "]");
      }
    }
    var at = new LinkedHashMap<String, String>();
    errors.forEach((field, error) -> at.put(row(rows, field), error));
    return at;
  }

  private static String row(List<String> rows, String field) {
    for (int i = 0; i < rows.size(); i++) {
      String line = "lines[" + i + "]";
      if (field.startsWith(line)) {
        return rows.get(i) + field.substring(line.length());
      }
    }
    return field;
  }

  CreditForm withAnotherLine() {
    added.add(new AddedLineForm());
    return this;
  }

  @Nullable Refunding refunding(LocalDate today) {
    return refund
        ? new Refunding(
            refundDate == null ? today : refundDate,
            refundMethod == null ? PaymentMethod.TRANSFER : refundMethod,
            refundReference.strip(),
            refundAccount.isBlank() ? null : refundAccount)
        : null;
  }

  public CreditPurpose getPurpose() {
    return purpose;
  }

  public void setPurpose(CreditPurpose purpose) {
    this.purpose = purpose;
  }

  public @Nullable LocalDate getDate() {
    return date;
  }

  public void setDate(@Nullable LocalDate date) {
    this.date = date;
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public List<CreditLineForm> getLines() {
    return lines;
  }

  public void setLines(List<CreditLineForm> lines) {
    this.lines = lines;
  }

  /** Lines that the invoice should have had besides. */
  public List<AddedLineForm> getAdded() {
    return added;
  }

  public void setAdded(List<AddedLineForm> added) {
    this.added = added;
  }

  public String getAccount() {
    return account;
  }

  public void setAccount(String account) {
    this.account = account;
  }

  public boolean isRefund() {
    return refund;
  }

  public void setRefund(boolean refund) {
    this.refund = refund;
  }

  public @Nullable LocalDate getRefundDate() {
    return refundDate;
  }

  public void setRefundDate(@Nullable LocalDate refundDate) {
    this.refundDate = refundDate;
  }

  public @Nullable PaymentMethod getRefundMethod() {
    return refundMethod;
  }

  public void setRefundMethod(@Nullable PaymentMethod refundMethod) {
    this.refundMethod = refundMethod;
  }

  public String getRefundReference() {
    return refundReference;
  }

  public void setRefundReference(String refundReference) {
    this.refundReference = refundReference;
  }

  public String getRefundAccount() {
    return refundAccount;
  }

  public void setRefundAccount(String refundAccount) {
    this.refundAccount = refundAccount;
  }

  public String getSeen() {
    return seen;
  }

  public void setSeen(String seen) {
    this.seen = seen;
  }

  public String getInvoiceSeen() {
    return invoiceSeen;
  }

  public void setInvoiceSeen(String invoiceSeen) {
    this.invoiceSeen = invoiceSeen;
  }
}
