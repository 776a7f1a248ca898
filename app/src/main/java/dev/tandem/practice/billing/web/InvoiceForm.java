package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An invoice as it is being written; kept when it is refused. */
class InvoiceForm {

  private static final int ROWS = 2;

  private @Nullable ClientId client;
  private @Nullable LocationId location;
  private @Nullable LocalDate date;
  private @Nullable LocalDate dueDate;
  private String reference = "";
  private List<LineForm> lines = new ArrayList<>();

  static InvoiceForm of(InvoiceView it) {
    var form = new InvoiceForm();
    form.client = it.client();
    form.location = it.location();
    form.date = it.date();
    form.dueDate = it.dueDate();
    form.reference = it.reference();
    it.lines().forEach(line -> form.lines.add(LineForm.of(line.details())));
    return form;
  }

  /** With an empty row to write into. */
  InvoiceForm roomy() {
    while (lines.size() < ROWS || !lines.getLast().isEmpty()) {
      lines.add(new LineForm());
    }
    return this;
  }

  InvoiceForm withAnotherLine() {
    lines.add(new LineForm());
    return this;
  }

  InvoiceDetails details(
      Setup setup, Billing billing, LocalDate today, @Nullable InvoiceView before) {
    var errors = new LinkedHashMap<String, String>();
    if (client == null) {
      errors.put("client", "Choose who it is for");
    }
    List<LineDetails> written = new ArrayList<>();
    @Nullable Boolean inclusive = null;
    for (int i = 0; i < lines.size(); i++) {
      LineForm line = lines.get(i);
      if (line.isEmpty()) {
        continue;
      }
      LineDetails was = before == null ? null : lineOf(before, i);
      if (before != null && was != null && Objects.equals(line.getService(), was.service())) {
        inclusive = before.lineAmounts() == LineAmounts.INCLUSIVE;
        written.add(line.onto(was));
        continue;
      }
      if (line.getService() == null) {
        errors.put("lines[" + i + "].service", "Choose the service: it brings account and tax");
        continue;
      }
      ServiceView service = setup.service(line.getService());
      if (inclusive != null && inclusive != service.taxInclusive()) {
        errors.put(
            "lines[" + i + "].service",
            "Its price is "
                + (service.taxInclusive() ? "with" : "without")
                + " tax, unlike the lines above");
      }
      inclusive = inclusive == null ? Boolean.valueOf(service.taxInclusive()) : inclusive;
      Posting posting = billing.posting(service, null, location);
      if (posting.accountCode().isBlank() || posting.taxType().isBlank()) {
        errors.put(
            "lines[" + i + "].service",
            "Nothing says its account and tax yet: set them under Ledger, Mapping");
        continue;
      }
      written.add(line.details(service, posting));
    }
    if (client == null || !errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    LocalDate on = date == null ? today : date;
    return new InvoiceDetails(
        client,
        before == null ? null : before.appointment(),
        location,
        on,
        dueDate == null ? on.plusDays(setup.preferences().paymentTermsDays()) : dueDate,
        reference.strip(),
        amounts(inclusive, before),
        written);
  }

  private static LineAmounts amounts(@Nullable Boolean inclusive, @Nullable InvoiceView before) {
    if (before != null && before.lineAmounts() == LineAmounts.NO_TAX) {
      return LineAmounts.NO_TAX;
    }
    return Boolean.TRUE.equals(inclusive) ? LineAmounts.INCLUSIVE : LineAmounts.EXCLUSIVE;
  }

  private static @Nullable LineDetails lineOf(InvoiceView before, int row) {
    return row < before.lines().size() ? before.lines().get(row).details() : null;
  }

  public @Nullable ClientId getClient() {
    return client;
  }

  public void setClient(@Nullable ClientId client) {
    this.client = client;
  }

  public @Nullable LocationId getLocation() {
    return location;
  }

  public void setLocation(@Nullable LocationId location) {
    this.location = location;
  }

  public @Nullable LocalDate getDate() {
    return date;
  }

  public void setDate(@Nullable LocalDate date) {
    this.date = date;
  }

  public @Nullable LocalDate getDueDate() {
    return dueDate;
  }

  public void setDueDate(@Nullable LocalDate dueDate) {
    this.dueDate = dueDate;
  }

  public String getReference() {
    return reference;
  }

  public void setReference(String reference) {
    this.reference = reference;
  }

  public List<LineForm> getLines() {
    return lines;
  }

  public void setLines(List<LineForm> lines) {
    this.lines = lines;
  }
}
