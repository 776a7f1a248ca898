package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of what a program says what an invoice that exists is to say. */
@Component
class ChangedInvoices {

  private final NewInvoices written;
  private final PaymentArrangements arrangements;
  private final Clients clients;
  private final Setup setup;

  ChangedInvoices(
      NewInvoices written, PaymentArrangements arrangements, Clients clients, Setup setup) {
    this.written = written;
    this.arrangements = arrangements;
    this.clients = clients;
    this.setup = setup;
  }

  /** What is left out stays. */
  InvoiceDetails changed(InvoiceView before, InvoiceChange it) {
    return details(
        before,
        it,
        it.client() == null ? before.client() : client("client", it.client()),
        it.billTo() == null ? before.payer() : client("billTo", it.billTo()),
        it.location() == null ? before.location() : location(it.location()),
        it.date() == null ? before.date() : it.date(),
        it.dueDate() == null ? before.dueDate() : it.dueDate(),
        it.reference() == null ? before.reference() : it.reference());
  }

  /** All of it is said anew. */
  InvoiceDetails replaced(InvoiceView before, InvoiceChange it) {
    needed(it);
    ClientId client = client("client", Objects.requireNonNull(it.client()));
    @Nullable ClientId payer = it.billTo() == null ? null : client("billTo", it.billTo());
    LocalDate date = Objects.requireNonNull(it.date());
    return details(
        before,
        it,
        client,
        payer,
        it.location() == null ? null : location(it.location()),
        date,
        it.dueDate() == null
            ? arrangements.termsOf(payer == null ? client : payer).due(date)
            : it.dueDate(),
        it.reference() == null ? "" : it.reference());
  }

  private static void needed(InvoiceChange it) {
    var errors = new LinkedHashMap<String, String>();
    Map<String, @Nullable Object> asked = new LinkedHashMap<>();
    asked.put("client", it.client());
    asked.put("date", it.date());
    asked.put("lines", it.lines());
    asked.forEach(
        (field, value) -> {
          if (value == null) {
            errors.put(field, "Is needed: PUT says all of it, PATCH what is different");
          }
        });
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }

  private ClientId client(String field, UUID id) {
    return known(field, "There is no such client", () -> clients.find(new ClientId(id)).id());
  }

  private LocationId location(UUID id) {
    return known(
        "location", "There is no such location", () -> setup.location(new LocationId(id)).id());
  }

  private static <T> T known(String field, String otherwise, Supplier<T> found) {
    try {
      return found.get();
    } catch (NoSuchRecord e) {
      throw new InvalidInput(field, otherwise);
    }
  }

  private InvoiceDetails details(
      InvoiceView before,
      InvoiceChange it,
      ClientId client,
      @Nullable ClientId payer,
      @Nullable LocationId location,
      LocalDate date,
      LocalDate dueDate,
      String reference) {
    boolean same = it.keepsCurrency(before.currency());
    LineAmounts amounts = it.lineAmounts() == null ? before.lineAmounts() : it.lineAmounts();
    String currency = it.currency() == null ? before.currency() : it.currency();
    return new InvoiceDetails(
        client,
        before.appointment(),
        location,
        date,
        dueDate,
        reference,
        amounts,
        lines(before, it.lines(), amounts, currency, location),
        payer,
        currency,
        it.rate() == null && same ? before.rate() : it.rate());
  }

  private List<LineDetails> lines(
      InvoiceView before,
      @Nullable List<ChangedLine> wanted,
      LineAmounts amounts,
      String currency,
      @Nullable LocationId location) {
    if (wanted == null) {
      return before.lines().stream().map(InvoiceLine::details).toList();
    }
    var lines = new ArrayList<LineDetails>();
    for (int i = 0; i < wanted.size(); i++) {
      ChangedLine it = wanted.get(i);
      String field = "lines[" + i + "].";
      @Nullable LineDetails was = before(before, it, field);
      lines.add(
          was == null || !it.stays(was)
              ? written.line(it.fresh(), field, amounts, currency, location)
              : over(was, it, field, location));
    }
    return lines;
  }

  private static @Nullable LineDetails before(InvoiceView invoice, ChangedLine it, String field) {
    if (it.line() == null) {
      return null;
    }
    if (it.line() < 1 || it.line() > invoice.lines().size()) {
      throw new InvalidInput(
          field + "line", "The invoice has no such line: they are counted from 1");
    }
    return invoice.lines().get(it.line() - 1).details();
  }

  private LineDetails over(
      LineDetails was, ChangedLine it, String field, @Nullable LocationId location) {
    NewInvoices.refuseTwoDiscounts(it.fresh());
    boolean discounted = it.discountRate() != null || it.discountAmount() != null;
    return new LineDetails(
        or(it.description(), was.description()),
        or(it.quantity(), was.quantity()),
        or(it.unitPrice(), was.unitPrice()),
        or(it.accountCode(), was.accountCode()),
        or(it.taxType(), was.taxType()),
        taxRate(was, it, field, location),
        was.service(),
        or(it.itemCode(), was.itemCode()),
        discounted ? Discount.of(it.discountRate(), it.discountAmount()) : was.discount(),
        it.tracking() == null
            ? was.tracking()
            : it.tracking().stream().map(InvoiceJson.Option::tracking).toList());
  }

  /** The same tax has the rate that it had: the invoice was computed with it. */
  private BigDecimal taxRate(
      LineDetails was, ChangedLine it, String field, @Nullable LocationId location) {
    boolean same = it.taxType() == null || it.taxType().equals(was.taxType());
    boolean rated = it.taxRate() == null || it.taxRate().compareTo(was.taxRate()) == 0;
    return same && rated
        ? was.taxRate()
        : written.taxRate(or(it.taxType(), was.taxType()), it.taxRate(), field, location);
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
