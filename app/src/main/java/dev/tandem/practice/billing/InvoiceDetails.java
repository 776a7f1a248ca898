package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice says: all of it that people write.
 *
 * @param appointment the one appointment it charges for; an appointment has at most one invoice
 *     that is not voided
 * @param location where the income was earned
 * @param date in the practice's time zone
 * @param payer who pays it, if not the client: the ledger's contact of the invoice
 */
public record InvoiceDetails(
    ClientId client,
    @Nullable AppointmentId appointment,
    @Nullable LocationId location,
    LocalDate date,
    LocalDate dueDate,
    String reference,
    LineAmounts lineAmounts,
    List<LineDetails> lines,
    @Nullable ClientId payer) {

  /** An invoice that the client pays. */
  public InvoiceDetails(
      ClientId client,
      @Nullable AppointmentId appointment,
      @Nullable LocationId location,
      LocalDate date,
      LocalDate dueDate,
      String reference,
      LineAmounts lineAmounts,
      List<LineDetails> lines) {
    this(client, appointment, location, date, dueDate, reference, lineAmounts, lines, null);
  }

  /** Xero: what the amount of a line may come to. */
  private static final BigDecimal MOST_PER_LINE = new BigDecimal("9999999999.99");

  public InvoiceDetails {
    lines = List.copyOf(lines);
    payer = client.equals(payer) ? null : payer;
  }

  /** Paid by another; null for the client. */
  public InvoiceDetails paidBy(@Nullable ClientId other) {
    return new InvoiceDetails(
        client, appointment, location, date, dueDate, reference, lineAmounts, lines, other);
  }

  InvoiceDetails with(LocalDate date, LocalDate dueDate, String reference) {
    return new InvoiceDetails(
        client, appointment, location, date, dueDate, reference, lineAmounts, lines, payer);
  }

  InvoiceDetails with(LineAmounts lineAmounts, List<LineDetails> lines) {
    return new InvoiceDetails(
        client, appointment, location, date, dueDate, reference, lineAmounts, lines, payer);
  }

  /** What it comes to, by its lines alone. */
  public InvoiceTotals totals() {
    return InvoiceTotals.of(priced(), lineAmounts);
  }

  List<InvoiceLine> priced() {
    return lines.stream().map(it -> InvoiceLine.of(it, lineAmounts)).toList();
  }

  /**
   * Stands for all that it says: whoever changes it shows with this what the change is based on.
   */
  String fingerprint() {
    try {
      byte[] text = toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  InvoiceDetails checked() {
    var errors = new LinkedHashMap<String, String>();
    Days.check("date", date, errors);
    Days.check("dueDate", dueDate, errors);
    if (dueDate.isBefore(date)) {
      errors.put("dueDate", "Not before the invoice's own date");
    }
    if (reference.length() > 255) {
      errors.put("reference", "At most 255 characters");
    }
    if (lines.isEmpty()) {
      errors.put("lines", "An invoice needs at least one line");
    }
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).check("lines[" + i + "]", errors);
    }
    if (errors.isEmpty()) {
      checkTotal(errors);
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return this;
  }

  private void checkTotal(Map<String, String> errors) {
    List<InvoiceLine> priced = priced();
    if (InvoiceTotals.of(priced, lineAmounts).total().signum() < 0) {
      errors.put("lines", "The total cannot be below zero: that would be a credit note");
    }
    for (int i = 0; i < priced.size(); i++) {
      if (priced.get(i).amount().abs().compareTo(MOST_PER_LINE) > 0) {
        errors.put("lines[" + i + "].quantity", "The line comes to more than an invoice can hold");
      }
    }
  }
}
