package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.InvoiceRow;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.shared.Spreadsheet;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Invoices as rows of a spreadsheet. */
class InvoiceFile {

  private final Spreadsheet sheet;

  InvoiceFile(Writer writer) throws IOException {
    sheet =
        Spreadsheet.begin(
            writer,
            "Number",
            "Status",
            "Client",
            "Date",
            "Due",
            "Reference",
            "Currency",
            "Total",
            "To pay",
            "Paid by");
  }

  void write(List<InvoiceRow> rows, Map<ClientId, ClientView> clients) throws IOException {
    for (InvoiceRow it : rows) {
      ClientView client = clients.get(it.client());
      ClientView payer = it.payer() == null ? null : clients.get(it.payer());
      sheet.row(
          it.number() == null ? "" : Spreadsheet.text(it.number()),
          it.status().name().toLowerCase(java.util.Locale.ROOT),
          client == null ? "" : Spreadsheet.text(client.name()),
          it.date().toString(),
          it.dueDate().toString(),
          Spreadsheet.text(it.reference()),
          it.currency(),
          it.total().toPlainString(),
          it.due().toPlainString(),
          payer == null ? "" : Spreadsheet.text(payer.name()));
    }
    sheet.flush();
  }
}
