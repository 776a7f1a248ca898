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
 * @param currency ISO 4217; null for the practice's own or, of an invoice that is there, the one it
 *     has
 * @param rate what one unit of the ledger's own currency is worth in this one, at most 6 decimals;
 *     null for the ledger's own rate of the day
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
    @Nullable ClientId payer,
    @Nullable String currency,
    @Nullable BigDecimal rate) {

  /** An invoice that the client pays, in the practice's own currency. */
  public InvoiceDetails(
      ClientId client,
      @Nullable AppointmentId appointment,
      @Nullable LocationId location,
      LocalDate date,
      LocalDate dueDate,
      String reference,
      LineAmounts lineAmounts,
      List<LineDetails> lines) {
    this(
        client,
        appointment,
        location,
        date,
        dueDate,
        reference,
        lineAmounts,
        lines,
        null,
        null,
        null);
  }

  /** Xero: what the amount of a line may come to. */
  private static final BigDecimal MOST_PER_LINE = new BigDecimal("9999999999.99");

  public InvoiceDetails {
    lines = List.copyOf(lines);
    payer = client.equals(payer) ? null : payer;
    rate = rate == null ? null : LineDetails.plain(rate, 0);
  }

  /** Paid by another; null for the client. */
  public InvoiceDetails paidBy(@Nullable ClientId other) {
    return with(date, dueDate, reference, lineAmounts, lines, other, currency, rate);
  }

  /**
   * @param other null as in {@link #currency}
   * @param otherRate null as in {@link #rate}
   */
  public InvoiceDetails in(@Nullable String other, @Nullable BigDecimal otherRate) {
    return with(date, dueDate, reference, lineAmounts, lines, payer, other, otherRate);
  }

  /** The same with a currency of its own: this one where it names none. */
  InvoiceDetails orIn(String own, @Nullable BigDecimal ownRate) {
    return currency == null ? in(own, ownRate) : this;
  }

  InvoiceDetails with(LocalDate date, LocalDate dueDate, String reference) {
    return with(date, dueDate, reference, lineAmounts, lines, payer, currency, rate);
  }

  InvoiceDetails with(LineAmounts lineAmounts, List<LineDetails> lines) {
    return with(date, dueDate, reference, lineAmounts, lines, payer, currency, rate);
  }

  private InvoiceDetails with(
      LocalDate date,
      LocalDate dueDate,
      String reference,
      LineAmounts lineAmounts,
      List<LineDetails> lines,
      @Nullable ClientId payer,
      @Nullable String currency,
      @Nullable BigDecimal rate) {
    return new InvoiceDetails(
        client,
        appointment,
        location,
        date,
        dueDate,
        reference,
        lineAmounts,
        lines,
        payer,
        currency,
        rate);
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
    if (currency != null && !CurrencyRules.known(currency)) {
      errors.put("currency", "Three letters of a currency, like AUD");
    }
    if (rate != null && !CurrencyRules.possible(rate)) {
      errors.put("rate", "A number above 0 and below a million, with at most 6 decimals");
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
