package dev.tandem.practice.takings.web;

import dev.tandem.practice.billing.DayPayment;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.shared.Spreadsheet;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** A day's payments as rows of a spreadsheet. */
final class TakingsFile {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private TakingsFile() {}

  static void write(
      Writer writer,
      DayTakings day,
      Map<LocationId, String> places,
      Map<ClientId, ClientView> clients,
      ZoneId zone)
      throws IOException {
    Spreadsheet sheet =
        Spreadsheet.begin(
            writer,
            "Day",
            "Taken at",
            "Client",
            "Invoice",
            "Means",
            "Location",
            "Reference",
            "Currency",
            "Amount",
            "Goes",
            "Receipt");
    for (DayTakings.Entry it : day.entries()) {
      DayPayment payment = it.payment();
      ClientView client = clients.get(payment.client());
      sheet.row(
          day.day().toString(),
          TIME.format(payment.takenAt().atZone(zone)),
          client == null ? "" : Spreadsheet.text(client.name()),
          Spreadsheet.text(payment.number()),
          payment.method().label(),
          payment.location() == null
              ? ""
              : Spreadsheet.text(places.getOrDefault(payment.location(), "")),
          Spreadsheet.text(payment.reference()),
          payment.currency(),
          payment.amount().toPlainString(),
          switch (it.way()) {
            case AT_ONCE -> "by itself";
            case WAITS -> "waits for the close";
            case BANKED -> "with a receipt";
          },
          it.receipt() == null ? "" : it.receipt().toString());
    }
    sheet.flush();
  }
}
