package dev.tandem.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.xero.models.accounting.Account;
import com.xero.models.accounting.Allocation;
import com.xero.models.accounting.Allocations;
import com.xero.models.accounting.BankTransaction;
import com.xero.models.accounting.BankTransactions;
import com.xero.models.accounting.BatchPayment;
import com.xero.models.accounting.BatchPaymentDeleteByUrlParam;
import com.xero.models.accounting.BatchPayments;
import com.xero.models.accounting.Contact;
import com.xero.models.accounting.CreditNote;
import com.xero.models.accounting.CreditNotes;
import com.xero.models.accounting.Invoice;
import com.xero.models.accounting.LineAmountTypes;
import com.xero.models.accounting.LineItem;
import com.xero.models.accounting.Overpayment;
import com.xero.models.accounting.Payment;
import com.xero.models.accounting.PaymentDelete;
import com.xero.models.accounting.Payments;
import com.xero.models.accounting.Prepayment;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments, credit and bank transactions, through xero-java. */
class SdkMoneyTest extends SdkTest {
  private Contact ada;
  private UUID invoice;

  /** 110.00 with tax. */
  @BeforeEach
  void anInvoice() throws IOException {
    ada = contact("Ada");
    invoice = stored(sales(ada, "S-1", line("Visit", 100))).getInvoiceID();
  }

  private Payment payment(UUID invoiceId, double amount) {
    Payment payment = new Payment().invoice(only(invoiceId)).account(BANK).amount(amount);
    payment.setDate(DAY);
    return payment;
  }

  @Test
  void paymentsSettleAnInvoiceAndReopenIt() throws IOException {
    Payments sent = new Payments().addPaymentsItem(payment(invoice, 10));
    UUID first =
        xero.createPayments(token, TENANT, sent, null, true)
            .getPayments()
            .getFirst()
            .getPaymentID();
    assertThat(read(invoice).getAmountDue()).isEqualTo(100.0);
    xero.createPayment(token, TENANT, payment(invoice, 100), null);
    Invoice paid = read(invoice);
    assertThat(paid.getStatus()).isEqualTo(Invoice.StatusEnum.PAID);
    assertThat(paid.getFullyPaidOnDateAsDate()).isEqualTo(DAY);
    assertThat(paid.getPayments()).hasSize(2);
    xero.deletePayment(token, TENANT, first, new PaymentDelete().status("DELETED"), null);
    Payment deleted = xero.getPayment(token, TENANT, first).getPayments().getFirst();
    assertThat(deleted.getStatus()).isEqualTo(Payment.StatusEnum.DELETED);
    assertThat(deleted.getPaymentType()).isEqualTo(Payment.PaymentTypeEnum.ACCRECPAYMENT);
    assertThat(read(invoice).getStatus()).isEqualTo(Invoice.StatusEnum.AUTHORISED);
    assertThat(
            xero.getPayments(token, TENANT, null, "Status==\"AUTHORISED\"", null, 1).getPayments())
        .hasSize(1);
  }

  @Test
  void aCreditNoteIsAllocatedTakenBackAndRefunded() throws IOException {
    CreditNote note =
        new CreditNote()
            .type(CreditNote.TypeEnum.ACCRECCREDIT)
            .status(CreditNote.StatusEnum.AUTHORISED)
            .contact(only(ada))
            .lineItems(List.of(line("Back", 20)));
    note.setDate(DAY);
    UUID id =
        xero.createCreditNotes(
                token, TENANT, new CreditNotes().addCreditNotesItem(note), null, false, null)
            .getCreditNotes()
            .getFirst()
            .getCreditNoteID();
    UUID allocation =
        xero.createCreditNoteAllocation(token, TENANT, id, allocate(12), null, true)
            .getAllocations()
            .getFirst()
            .getAllocationID();
    assertThat(read(invoice).getAmountCredited()).isEqualTo(12.0);
    assertThat(creditNote(id).getRemainingCredit()).isEqualTo(10.0);
    xero.deleteCreditNoteAllocations(token, TENANT, id, allocation);
    assertThat(creditNote(id).getRemainingCredit()).isEqualTo(22.0);
    Payment refund =
        new Payment().creditNote(new CreditNote().creditNoteID(id)).account(BANK).amount(22.0);
    refund.setDate(DAY);
    xero.createPayment(token, TENANT, refund, null);
    assertThat(creditNote(id).getStatus()).isEqualTo(CreditNote.StatusEnum.PAID);
  }

  private CreditNote creditNote(UUID id) throws IOException {
    return xero.getCreditNote(token, TENANT, id, null).getCreditNotes().getFirst();
  }

  private Allocations allocate(double amount) {
    Allocation allocation = new Allocation().invoice(only(invoice)).amount(amount);
    allocation.setDate(DAY);
    return new Allocations().addAllocationsItem(allocation);
  }

  @Test
  void aBatchPaysSeveralInvoicesAndIsDeletedAsAWhole() throws IOException {
    UUID second = stored(sales(ada, "S-2", line("Visit", 50))).getInvoiceID();
    UUID bank =
        xero.getAccounts(token, TENANT, null, "Code==\"090\"", null)
            .getAccounts()
            .getFirst()
            .getAccountID();
    BatchPayment batch =
        new BatchPayment()
            .account(new Account().accountID(bank))
            .reference("B")
            .payments(
                List.of(
                    new Payment().invoice(only(invoice)).amount(110.0),
                    new Payment().invoice(only(second)).amount(5.0)));
    batch.setDate(DAY);
    BatchPayment made =
        xero.createBatchPayment(
                token, TENANT, new BatchPayments().addBatchPaymentsItem(batch), true, null)
            .getBatchPayments()
            .getFirst();
    assertThat(made.getTotalAmount()).isEqualTo(115.0);
    assertThat(made.getType()).isEqualTo(BatchPayment.TypeEnum.RECBATCH);
    assertThat(read(invoice).getStatus()).isEqualTo(Invoice.StatusEnum.PAID);
    xero.deleteBatchPaymentByUrlParam(
        token,
        TENANT,
        made.getBatchPaymentID(),
        new BatchPaymentDeleteByUrlParam().status("DELETED"),
        null);
    assertThat(read(invoice).getAmountDue()).isEqualTo(110.0);
    assertThat(xero.getBatchPayments(token, TENANT, null, null, null).getBatchPayments())
        .hasSize(1);
  }

  private UUID receive(BankTransaction.TypeEnum type, LineItem line) throws IOException {
    BankTransaction sent =
        new BankTransaction()
            .type(type)
            .contact(only(ada))
            .bankAccount(BANK)
            .lineAmountTypes(LineAmountTypes.NOTAX)
            .lineItems(List.of(line));
    sent.setDate(DAY);
    return xero.createBankTransactions(
            token, TENANT, new BankTransactions().addBankTransactionsItem(sent), null, true, null)
        .getBankTransactions()
        .getFirst()
        .getBankTransactionID();
  }

  @Test
  void moneyReceivedIsABankTransaction() throws IOException {
    UUID id = receive(BankTransaction.TypeEnum.RECEIVE, line("Cash sale", 20));
    BankTransaction read =
        xero.getBankTransaction(token, TENANT, id, null).getBankTransactions().getFirst();
    assertThat(read.getTotal()).isEqualTo(20.0);
    assertThat(read.getBankAccount().getCode()).isEqualTo("090");
    assertThat(read.getStatus()).isEqualTo(BankTransaction.StatusEnum.AUTHORISED);
    assertThat(
            xero.getBankTransactions(token, TENANT, null, "Type==\"RECEIVE\"", null, 1, null)
                .getBankTransactions())
        .hasSize(1);
  }

  @Test
  void anOverpaymentIsReceivedAndAllocated() throws IOException {
    LineItem line = new LineItem().description("Too much").quantity(1.0).unitAmount(40.0);
    receive(BankTransaction.TypeEnum.RECEIVE_OVERPAYMENT, line);
    Overpayment over =
        xero.getOverpayments(token, TENANT, null, null, null, 1, null).getOverpayments().getFirst();
    assertThat(over.getRemainingCredit()).isEqualTo(40.0);
    xero.createOverpaymentAllocations(
        token, TENANT, over.getOverpaymentID(), allocate(15), null, true);
    over = xero.getOverpayment(token, TENANT, over.getOverpaymentID()).getOverpayments().getFirst();
    assertThat(over.getRemainingCredit()).isEqualTo(25.0);
    assertThat(over.getAllocations()).hasSize(1);
    assertThat(read(invoice).getAmountDue()).isEqualTo(95.0);
  }

  @Test
  void aPrepaymentIsReceivedAllocatedAndTakenBack() throws IOException {
    receive(BankTransaction.TypeEnum.RECEIVE_PREPAYMENT, line("Deposit", 30));
    Prepayment pre =
        xero.getPrepayments(token, TENANT, null, null, null, 1, null).getPrepayments().getFirst();
    assertThat(pre.getRemainingCredit()).isEqualTo(30.0);
    UUID allocation =
        xero.createPrepaymentAllocations(
                token, TENANT, pre.getPrepaymentID(), allocate(30), null, true)
            .getAllocations()
            .getFirst()
            .getAllocationID();
    pre = xero.getPrepayment(token, TENANT, pre.getPrepaymentID()).getPrepayments().getFirst();
    assertThat(pre.getStatus()).isEqualTo(Prepayment.StatusEnum.PAID);
    xero.deletePrepaymentAllocations(token, TENANT, pre.getPrepaymentID(), allocation);
    assertThat(read(invoice).getAmountDue()).isEqualTo(110.0);
  }
}
