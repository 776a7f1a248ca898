package dev.tandem.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.xero.models.accounting.Attachment;
import com.xero.models.accounting.Contact;
import com.xero.models.accounting.HistoryRecord;
import com.xero.models.accounting.HistoryRecords;
import com.xero.models.accounting.Invoice;
import com.xero.models.accounting.Invoices;
import com.xero.models.accounting.LineItem;
import com.xero.models.accounting.RequestEmpty;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invoices, their documents and files, through xero-java. */
class SdkInvoicesTest extends SdkTest {
  private Contact ada;

  @BeforeEach
  void aContact() throws IOException {
    ada = contact("Ada");
  }

  @Test
  void anInvoiceIsCreatedTaxedAndReadBack() throws IOException {
    Invoice made = stored(sales(ada, "S-1", line("Visit", 20.1234).quantity(2.0), line("More", 5)));
    Invoice read = read(made.getInvoiceID());
    assertThat(read.getInvoiceNumber()).isEqualTo("S-1");
    assertThat(read.getStatus()).isEqualTo(Invoice.StatusEnum.AUTHORISED);
    assertThat(read.getSubTotal()).isEqualTo(45.25);
    assertThat(read.getTotalTax()).isEqualTo(4.53);
    assertThat(read.getTotal()).isEqualTo(49.78);
    assertThat(read.getAmountDue()).isEqualTo(49.78);
    assertThat(read.getDateAsDate()).isEqualTo(DAY);
    assertThat(read.getDueDateAsDate()).isEqualTo(DUE);
    assertThat(read.getUpdatedDateUTCAsDate()).isNotNull();
    assertThat(read.getContact().getName()).isEqualTo("Ada");
    assertThat(read.getLineItems().getFirst().getUnitAmount()).isEqualTo(20.1234);
    assertThat(read.getLineItems().getFirst().getTaxType()).isEqualTo("OUTPUT");
    assertThat(read.getLineItems().getFirst().getLineItemID()).isNotNull();
  }

  @Test
  void aBatchTellsOfEachElement() throws IOException {
    Invoices batch =
        new Invoices()
            .addInvoicesItem(sales(ada, "S-1", line("Visit", 1)))
            .addInvoicesItem(sales(ada, "S-2", line("Visit", 1).accountCode("99999")));
    List<Invoice> answered =
        xero.createInvoices(token, TENANT, batch, null, false, null).getInvoices();
    assertThat(answered.get(0).getStatusAttributeString()).isEqualTo("OK");
    assertThat(answered.get(1).getStatusAttributeString()).isEqualTo("ERROR");
    assertThat(answered.get(1).getHasErrors()).isTrue();
    assertThat(answered.get(1).getValidationErrors()).isNotEmpty();
    assertThat(answered.get(1).getInvoiceID()).isEqualTo(new UUID(0, 0));
  }

  @Test
  void linesAreKeptByTheirIds() throws IOException {
    Invoice made = stored(sales(ada, "S-1", line("Visit", 10), line("More", 5)));
    LineItem kept = made.getLineItems().getFirst().description("Long visit");
    Invoices change =
        new Invoices().addInvoicesItem(new Invoice().lineItems(List.of(kept)).reference("R"));
    xero.updateInvoice(token, TENANT, made.getInvoiceID(), change, null, 4);
    Invoice read = read(made.getInvoiceID());
    assertThat(read.getLineItems()).hasSize(1);
    assertThat(read.getLineItems().getFirst().getLineItemID()).isEqualTo(kept.getLineItemID());
    assertThat(read.getLineItems().getFirst().getDescription()).isEqualTo("Long visit");
    assertThat(read.getReference()).isEqualTo("R");
    assertThat(read.getTotal()).isEqualTo(11.0);
  }

  @Test
  void listsAreFilteredByIdsNumbersContactsStatusesAndWhere() throws IOException {
    UUID one = stored(sales(ada, "S-1", line("Visit", 10))).getInvoiceID();
    stored(sales(ada, "S-2", line("Visit", 20)));
    assertThat(invoices("Total>15", null, null)).hasSize(1);
    assertThat(invoices(null, List.of(one), null)).hasSize(1);
    assertThat(invoices(null, null, List.of("S-1", "S-2"))).hasSize(2);
    assertThat(
            xero.getInvoices(
                    token,
                    TENANT,
                    null,
                    null,
                    "InvoiceNumber DESC",
                    null,
                    null,
                    List.of(ada.getContactID()),
                    List.of("AUTHORISED"),
                    1,
                    false,
                    true,
                    4,
                    false)
                .getInvoices())
        .extracting(Invoice::getInvoiceNumber)
        .containsExactly("S-2", "S-1");
  }

  private List<Invoice> invoices(String where, List<UUID> ids, List<String> numbers)
      throws IOException {
    return xero.getInvoices(
            token, TENANT, null, where, null, ids, numbers, null, null, null, null, null, null,
            null)
        .getInvoices();
  }

  @Test
  void anInvoiceIsVoided() throws IOException {
    UUID id = stored(sales(ada, "S-1", line("Visit", 10))).getInvoiceID();
    Invoices change =
        new Invoices().addInvoicesItem(new Invoice().status(Invoice.StatusEnum.VOIDED));
    xero.updateInvoice(token, TENANT, id, change, null, null);
    assertThat(read(id).getStatus()).isEqualTo(Invoice.StatusEnum.VOIDED);
  }

  @Test
  void itIsMailedShownOnlineAndPrinted() throws IOException {
    ada =
        xero.createContacts(
                token,
                TENANT,
                new com.xero.models.accounting.Contacts()
                    .addContactsItem(new Contact().name("Eve").emailAddress("eve@example.com")),
                null,
                true)
            .getContacts()
            .getFirst();
    UUID id = stored(sales(ada, "S-1", line("Visit", 10))).getInvoiceID();
    assertThat(
            xero.getOnlineInvoice(token, TENANT, id)
                .getOnlineInvoices()
                .getFirst()
                .getOnlineInvoiceUrl())
        .startsWith("http");
    xero.emailInvoice(token, TENANT, id, new RequestEmpty(), null);
    assertThat(read(id).getSentToContact()).isTrue();
    assertThat(text(xero.getInvoiceAsPdf(token, TENANT, id))).startsWith("%PDF-");
  }

  private static String text(ByteArrayInputStream bytes) {
    return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void itHasAHistoryAndFiles() throws IOException {
    UUID id = stored(sales(ada, "S-1", line("Visit", 10))).getInvoiceID();
    HistoryRecords note =
        new HistoryRecords().addHistoryRecordsItem(new HistoryRecord().details("Called"));
    xero.createInvoiceHistory(token, TENANT, id, note, null);
    assertThat(xero.getInvoiceHistory(token, TENANT, id).getHistoryRecords())
        .anySatisfy(record -> assertThat(record.getDetails()).isEqualTo("Called"));
    byte[] file = "hello".getBytes(StandardCharsets.UTF_8);
    xero.createInvoiceAttachmentByFileName(
        token, TENANT, id, "note.txt", file, null, true, "text/plain");
    List<Attachment> files = xero.getInvoiceAttachments(token, TENANT, id).getAttachments();
    assertThat(files).hasSize(1);
    assertThat(files.getFirst().getContentLength()).isEqualTo(5);
    assertThat(
            text(xero.getInvoiceAttachmentByFileName(token, TENANT, id, "note.txt", "text/plain")))
        .isEqualTo("hello");
    assertThat(read(id).getHasAttachments()).isTrue();
  }
}
