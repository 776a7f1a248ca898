package dev.tandem.practice.billing.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tandem.practice.billing.InvoiceRow;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Invoices as rows of a spreadsheet. */
class InvoiceFile {

  private final CsvWriter csv;

  InvoiceFile(Writer writer) throws IOException {
    // Spreadsheets take UTF-8 for what it is only after this mark.
    writer.write('\uFEFF');
    csv = CsvWriter.builder().build(writer);
    csv.writeRecord(
        "Number", "Status", "Client", "Date", "Due", "Reference", "Currency", "Total", "To pay");
  }

  void write(List<InvoiceRow> rows, Map<ClientId, ClientView> clients) throws IOException {
    for (InvoiceRow it : rows) {
      ClientView client = clients.get(it.client());
      csv.writeRecord(
          it.number() == null ? "" : harmless(it.number()),
          it.status().name().toLowerCase(java.util.Locale.ROOT),
          client == null ? "" : harmless(client.name()),
          it.date().toString(),
          it.dueDate().toString(),
          harmless(it.reference()),
          it.currency(),
          it.total().toPlainString(),
          it.due().toPlainString());
    }
    csv.flush();
  }

  /** A spreadsheet takes what begins like this for a formula. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
