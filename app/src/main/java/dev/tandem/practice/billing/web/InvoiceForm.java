package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An invoice as it is being written; kept when it is refused. */
class InvoiceForm {

  private static final int ROWS = 2;

  private @Nullable InvoiceId id;
  private @Nullable ClientId client;
  private @Nullable ClientId payer;
  private @Nullable ClientId usualPayer;
  private boolean payerSaid;
  private @Nullable LocationId location;
  private @Nullable LocalDate date;
  private @Nullable LocalDate dueDate;
  private @Nullable LocalDate dueByTerms;
  private @Nullable LineAmounts lineAmounts;
  private @Nullable String currency;
  private @Nullable BigDecimal rate;
  private String reference = "";
  private String shown = "";
  private String offered = "";
  private List<LineForm> lines = new ArrayList<>();

  static InvoiceForm of(InvoiceView it) {
    var form = new InvoiceForm();
    form.client = it.client();
    form.payer = it.payer();
    form.payerSaid = true;
    form.location = it.location();
    form.date = it.date();
    form.dueDate = it.dueDate();
    form.reference = it.reference();
    form.lineAmounts = it.lineAmounts();
    form.currency = it.currency();
    form.rate = it.rate();
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

  WrittenLines written(Setup setup, InvoiceBooks books, @Nullable InvoiceView before) {
    return WrittenLines.of(
        lines, lineAmounts, currency(setup, before), setup, books.of(this, before), before);
  }

  /** The one it will be in. */
  String currency(Setup setup, @Nullable InvoiceView before) {
    if (currency != null) {
      return currency;
    }
    return before == null ? setup.practice().currency() : before.currency();
  }

  InvoiceDetails details(
      Setup setup, InvoiceBooks books, LocalDate today, @Nullable InvoiceView before) {
    var errors = new LinkedHashMap<String, String>();
    if (client == null) {
      errors.put("client", "Choose who it is for");
    }
    WrittenLines written = written(setup, books, before);
    errors.putAll(written.errors());
    if (client == null || !errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    LocalDate on = date == null ? today : date;
    return new InvoiceDetails(
        client,
        before == null ? null : before.appointment(),
        location,
        on,
        Objects.requireNonNull(dueDate),
        reference.strip(),
        written.amounts(),
        written.lines(),
        payer,
        currency,
        rate);
  }

  /** Whether nobody chose the due date: it is left out, or still the one that the terms gave. */
  private boolean byTerms() {
    return dueDate == null || dueDate.equals(dueByTerms);
  }

  /**
   * The payer follows the client, and the due date follows the date and the payer, for as long as
   * nobody chose others.
   *
   * @param before of one that is changed, whose payer stays
   */
  InvoiceForm follow(
      PaymentArrangements arrangements, LocalDate today, @Nullable InvoiceView before) {
    if (before != null && !payerSaid) {
      // A form that says nothing of it changes nothing.
      payer = before.payer();
    }
    boolean usual = !payerSaid || Objects.equals(payer, usualPayer);
    if (before == null && client != null && usual) {
      payer = arrangements.payerOf(client);
      usualPayer = payer;
    }
    if (byTerms()) {
      dueDate = arrangements.termsOf(billTo()).due(date == null ? today : date);
      dueByTerms = dueDate;
    }
    return this;
  }

  /** Null as long as nobody is chosen. */
  @Nullable ClientId billTo() {
    return payer == null ? client : payer;
  }

  /** Of one that is new: the id that it will have, drawn with the page. */
  public @Nullable InvoiceId getId() {
    return id;
  }

  /** The same once that is there. */
  InvoiceId written() {
    return Objects.requireNonNull(id);
  }

  public void setId(@Nullable InvoiceId id) {
    this.id = id;
  }

  public @Nullable ClientId getUsualPayer() {
    return usualPayer;
  }

  public void setUsualPayer(@Nullable ClientId usualPayer) {
    this.usualPayer = usualPayer;
  }

  public @Nullable LocalDate getDueByTerms() {
    return dueByTerms;
  }

  public void setDueByTerms(@Nullable LocalDate dueByTerms) {
    this.dueByTerms = dueByTerms;
  }

  public @Nullable String getCurrency() {
    return currency;
  }

  public void setCurrency(String currency) {
    this.currency = currency.isBlank() ? null : currency.strip();
  }

  public @Nullable BigDecimal getRate() {
    return rate;
  }

  public void setRate(@Nullable BigDecimal rate) {
    this.rate = rate;
  }

  public @Nullable LineAmounts getLineAmounts() {
    return lineAmounts;
  }

  public void setLineAmounts(@Nullable LineAmounts lineAmounts) {
    this.lineAmounts = lineAmounts;
  }

  public @Nullable ClientId getClient() {
    return client;
  }

  public void setClient(@Nullable ClientId client) {
    this.client = client;
  }

  public @Nullable ClientId getPayer() {
    return payer;
  }

  public void setPayer(@Nullable ClientId payer) {
    payerSaid = true;
    this.payer = payer;
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

  /** The books from whose lists its lines' places are chosen; empty as long as none were shown. */
  public String getOffered() {
    return offered;
  }

  public void setOffered(String offered) {
    this.offered = offered;
  }

  /**
   * From now on these lists are shown. What was chosen from others means something else in them, if
   * it is there at all, and has to be chosen once more.
   *
   * @return the rows of which that is so
   */
  Set<Integer> offer(LineChoices.@Nullable Offer offer) {
    String now = offer == null ? "" : offer.books();
    var again = new TreeSet<Integer>();
    if (!offered.isEmpty() && !offered.equals(now)) {
      for (int row = 0; row < lines.size(); row++) {
        if (!lines.get(row).getPlace().saysNothing()) {
          lines.get(row).getPlace().forget();
          again.add(row);
        }
      }
    }
    offered = now;
    return again;
  }

  /** What was shown of lines that go to the books of another organisation; empty for nothing. */
  public String getShown() {
    return shown;
  }

  public void setShown(String shown) {
    this.shown = shown;
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
