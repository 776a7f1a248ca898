package dev.tandem.practice.billing.web;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoicePage;
import dev.tandem.practice.billing.InvoiceRow;
import dev.tandem.practice.billing.InvoiceSearch;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.RecordRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invoices and payments for programs. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
@Tag(name = "Invoices")
class InvoicesApi {

  record InvoiceList(List<InvoiceSummary> items, int page, int size, long total) {}

  record InvoiceSummary(
      UUID id,
      @Nullable String number,
      String status,
      UUID client,
      LocalDate date,
      LocalDate dueDate,
      String currency,
      BigDecimal total,
      BigDecimal due) {

    static InvoiceSummary of(InvoiceRow it) {
      return new InvoiceSummary(
          it.id().value(),
          it.number(),
          it.status().name(),
          it.client().value(),
          it.date(),
          it.dueDate(),
          it.currency(),
          it.total(),
          it.due());
    }
  }

  /**
   * Left out: date is today, due date by the payment terms, line amounts exclusive.
   *
   * @param billTo who pays it, if not the client
   * @param approve left out or false: it stays a draft
   */
  record NewInvoice(
      @Nullable UUID client,
      @Nullable UUID billTo,
      @Nullable UUID location,
      @Nullable LocalDate date,
      @Nullable LocalDate dueDate,
      @Nullable String reference,
      @Nullable LineAmounts lineAmounts,
      @Nullable List<NewLine> lines,
      @Nullable Boolean approve) {}

  /**
   * Left out: taken from the service and the mapping; without a service account and tax are needed.
   *
   * @param discountRate percent taken off; this or {@code discountAmount}
   * @param tracking at most two options of the ledger's tracking categories, by ids or names
   */
  record NewLine(
      @Nullable UUID service,
      @Nullable String description,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal unitPrice,
      @Nullable String accountCode,
      @Nullable String taxType,
      @Nullable BigDecimal taxRate,
      @Nullable String itemCode,
      @Nullable BigDecimal discountRate,
      @Nullable BigDecimal discountAmount,
      @Nullable List<InvoiceJson.Option> tracking) {}

  record NewPayment(
      @Nullable BigDecimal amount,
      @Nullable LocalDate date,
      @Nullable PaymentMethod method,
      @Nullable String reference,
      @Nullable String accountCode) {}

  private final Billing billing;
  private final Setup setup;
  private final ObjectProvider<LedgerSides> ledger;
  private final Clock clock;

  InvoicesApi(Billing billing, Setup setup, ObjectProvider<LedgerSides> ledger, Clock clock) {
    this.billing = billing;
    this.setup = setup;
    this.ledger = ledger;
    this.clock = clock;
  }

  @GetMapping("/invoices")
  @Operation(summary = "Invoices, newest first; by state, or by the beginning of the number")
  InvoiceList list(
      @RequestParam(required = false) InvoiceSearch.@Nullable State state,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    InvoicePage found =
        billing.search(new InvoiceSearch(state, number, List.of(), today(), page, size));
    return new InvoiceList(
        found.rows().stream().map(InvoiceSummary::of).toList(),
        found.page(),
        found.size(),
        found.count());
  }

  @GetMapping("/invoices/{id}")
  InvoiceJson get(@PathVariable InvoiceId id) {
    var record = new RecordRef("invoice", id.value());
    LedgerSides books = ledger.getIfAvailable();
    return InvoiceJson.of(
        billing.find(id), books == null ? null : books.of(List.of(record)).get(record));
  }

  @PostMapping("/invoices")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  ResponseEntity<InvoiceJson> create(@RequestBody NewInvoice wanted) {
    InvoiceDetails details = details(wanted);
    return created(
        Boolean.TRUE.equals(wanted.approve()) ? billing.issue(details) : billing.draft(details));
  }

  @PostMapping("/appointments/{id}/invoice")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  @Operation(summary = "Issues the invoice of a completed appointment; asked again, the same one")
  ResponseEntity<InvoiceJson> issue(@PathVariable AppointmentId id) {
    return created(billing.issueFor(id));
  }

  @PostMapping("/invoices/{id}/approval")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  InvoiceJson approve(@PathVariable InvoiceId id) {
    billing.approve(id);
    return get(id);
  }

  @PostMapping("/invoices/{id}/voiding")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  InvoiceJson voidInvoice(@PathVariable InvoiceId id) {
    billing.voidInvoice(id);
    return get(id);
  }

  @PostMapping("/invoices/{id}/payments")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Records a payment; 409 if it is more than what is left, or nothing is owed")
  InvoiceJson pay(@PathVariable InvoiceId id, @RequestBody NewPayment it) {
    if (it.amount() == null) {
      throw new InvalidInput("amount", "Is needed");
    }
    billing.takePayment(
        id,
        new PaymentDetails(
            it.date() == null ? today() : it.date(),
            it.amount(),
            it.method() == null ? PaymentMethod.OTHER : it.method(),
            it.reference() == null ? "" : it.reference(),
            it.accountCode()));
    return get(id);
  }

  @PostMapping("/payments/{id}/removal")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  InvoiceJson removePayment(@PathVariable PaymentId id) {
    return get(billing.removePayment(id));
  }

  private ResponseEntity<InvoiceJson> created(InvoiceId id) {
    return ResponseEntity.created(URI.create("/api/v1/invoices/" + id)).body(get(id));
  }

  private InvoiceDetails details(NewInvoice it) {
    if (it.client() == null) {
      throw new InvalidInput("client", "Is needed");
    }
    LocalDate date = it.date() == null ? today() : it.date();
    @Nullable LocationId location =
        it.location() == null ? null : setup.location(new LocationId(it.location())).id();
    return new InvoiceDetails(
        new ClientId(it.client()),
        null,
        location,
        date,
        it.dueDate() == null ? setup.preferences().paymentTerms().due(date) : it.dueDate(),
        it.reference() == null ? "" : it.reference(),
        it.lineAmounts() == null ? LineAmounts.EXCLUSIVE : it.lineAmounts(),
        it.lines() == null
            ? List.of()
            : it.lines().stream().map(line -> line(line, location)).toList(),
        it.billTo() == null ? null : new ClientId(it.billTo()));
  }

  private LineDetails line(NewLine it, @Nullable LocationId location) {
    if (it.discountRate() != null && it.discountAmount() != null) {
      throw new InvalidInput("lines", "A line has a discountRate or a discountAmount, not both");
    }
    @Nullable ServiceView service =
        it.service() == null ? null : setup.service(new ServiceId(it.service()));
    Posting posting = service == null ? Posting.NOWHERE : billing.posting(service, null, location);
    return new LineDetails(
        or(it.description(), service == null ? "" : service.name()),
        or(it.quantity(), BigDecimal.ONE),
        or(it.unitPrice(), service == null ? BigDecimal.ZERO : service.price().amount()),
        or(it.accountCode(), posting.accountCode()),
        or(it.taxType(), posting.taxType()),
        or(it.taxRate(), posting.taxRate()),
        service == null ? null : service.id(),
        or(it.itemCode(), posting.itemCode()),
        Discount.of(it.discountRate(), it.discountAmount()),
        it.tracking() == null
            ? posting.tracking()
            : it.tracking().stream().map(InvoiceJson.Option::tracking).toList());
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
