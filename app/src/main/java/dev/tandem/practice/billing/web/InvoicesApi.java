package dev.tandem.practice.billing.web;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoicePage;
import dev.tandem.practice.billing.InvoiceRow;
import dev.tandem.practice.billing.InvoiceSearch;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.practice.clients.ClientId;
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

  /**
   * @param ledger its side in the ledger; null where there is none
   */
  record InvoiceSummary(
      UUID id,
      @Nullable String number,
      String status,
      UUID client,
      @Nullable UUID billTo,
      LocalDate date,
      LocalDate dueDate,
      String currency,
      BigDecimal total,
      BigDecimal due,
      LedgerSides.@Nullable Side ledger) {

    static InvoiceSummary of(InvoiceRow it, LedgerSides.@Nullable Side ledger) {
      return new InvoiceSummary(
          it.id().value(),
          it.number(),
          it.status().name(),
          it.client().value(),
          it.payer() == null ? null : it.payer().value(),
          it.date(),
          it.dueDate(),
          it.currency(),
          it.total(),
          it.due(),
          ledger);
    }
  }

  record NewPayment(
      @Nullable BigDecimal amount,
      @Nullable LocalDate date,
      @Nullable PaymentMethod method,
      @Nullable String reference,
      @Nullable String accountCode) {}

  private final Billing billing;
  private final DoubleCounting doubles;
  private final NewInvoices written;
  private final Setup setup;
  private final ObjectProvider<LedgerSides> ledger;
  private final Clock clock;

  InvoicesApi(
      Billing billing,
      DoubleCounting doubles,
      NewInvoices written,
      Setup setup,
      ObjectProvider<LedgerSides> ledger,
      Clock clock) {
    this.billing = billing;
    this.doubles = doubles;
    this.written = written;
    this.setup = setup;
    this.ledger = ledger;
    this.clock = clock;
  }

  @GetMapping("/invoices")
  @Operation(
      summary = "Invoices, newest first",
      description =
          "By `state` (due contains overdue), the beginning of the `number`, the `client` whom it is for or who pays"
              + " it, its own date `from` and `to`, and how it stands with the `ledger`: `pending` or `error`, as each"
              + " item's `ledger` says. Several narrow it further.")
  InvoiceList list(
      @RequestParam(required = false) InvoiceSearch.@Nullable State state,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(required = false) @Nullable UUID client,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(name = "ledger", required = false) @Nullable String standing,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    if (from != null && to != null && to.isBefore(from)) {
      throw new InvalidInput("to", "Not before from");
    }
    var within =
        new InvoiceSearch.Within(
            client == null ? null : new ClientId(client),
            from,
            to,
            standing == null ? null : standing(standing));
    InvoicePage found =
        billing.search(new InvoiceSearch(state, number, List.of(), today(), within, page, size));
    var sides = LedgerSides.of(ledger, found.rows().stream().map(InvoicesApi::ref).toList());
    return new InvoiceList(
        found.rows().stream().map(it -> InvoiceSummary.of(it, sides.get(ref(it)))).toList(),
        found.page(),
        found.size(),
        found.count());
  }

  private List<InvoiceId> standing(String status) {
    if (!status.equals("pending") && !status.equals("error")) {
      throw new InvalidInput("ledger", "One of pending and error");
    }
    LedgerSides sides = ledger.getIfAvailable();
    return sides == null
        ? List.of()
        : sides.standing("invoice", status).stream().map(it -> new InvoiceId(it.id())).toList();
  }

  @GetMapping("/invoices/{id}")
  InvoiceJson get(@PathVariable InvoiceId id) {
    InvoiceView invoice = billing.find(id);
    return InvoiceJson.of(invoice, LedgerSides.of(ledger, InvoiceJson.records(invoice)));
  }

  @PostMapping("/invoices")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  ResponseEntity<InvoiceJson> create(@RequestBody NewInvoice wanted) {
    InvoiceDetails details = written.details(wanted);
    return created(billing.issue(details, as(wanted)));
  }

  private WrittenAs as(NewInvoice wanted) {
    if (Boolean.TRUE.equals(wanted.approve())) {
      return WrittenAs.APPROVED;
    }
    return Boolean.TRUE.equals(wanted.issue()) ? WrittenAs.of(setup.preferences()) : WrittenAs.KEPT;
  }

  @PostMapping("/invoices/{id}/issuing")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  @Operation(
      summary =
          "A draft gets its number and reaches the ledger as the practice has set: as a draft, or approved")
  InvoiceJson issue(@PathVariable InvoiceId id) {
    billing.proceed(id, WrittenAs.of(setup.preferences()));
    return get(id);
  }

  @PostMapping("/appointments/{id}/invoice")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  @Operation(summary = "Issues the invoice of a completed appointment; asked again, the same one")
  ResponseEntity<InvoiceJson> issue(@PathVariable AppointmentId id) {
    return created(billing.issueFor(id));
  }

  @PostMapping("/invoices/{id}/approval")
  @PreAuthorize("hasAuthority('INVOICES_EDIT')")
  @Operation(summary = "Makes a draft owed, whatever the practice has set")
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
  @Operation(
      summary = "Records a payment; 409 if it is more than what is left, or nothing is owed",
      description =
          "409 with `twins` if it looks like money that is known already, as a payment of the same or almost the"
              + " same amount: each names its `difference` and where that may come from, `likeness` (equal, rounded,"
              + " fee, swapped digits). With `sure` for the `key` of each of them it is recorded all the same; under a"
              + " new `Idempotency-Key`. What comes in before it is sent may still have it held, for a person to answer.")
  InvoiceJson pay(
      @PathVariable InvoiceId id,
      @RequestParam(defaultValue = "") List<String> sure,
      @RequestBody NewPayment it) {
    if (it.amount() == null) {
      throw new InvalidInput("amount", "Is needed");
    }
    Sure others = Sure.named(sure);
    if (sure.isEmpty()) {
      doubles.freshen(id);
    }
    doubles.take(
        billing.freshPayment(),
        id,
        new PaymentDetails(
            it.date() == null ? today() : it.date(),
            it.amount(),
            it.method() == null ? PaymentMethod.OTHER : it.method(),
            it.reference() == null ? "" : it.reference(),
            it.accountCode()),
        others);
    return get(id);
  }

  @PostMapping("/payments/{id}/removal")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  InvoiceJson removePayment(@PathVariable PaymentId id) {
    return get(billing.removePayment(id));
  }

  private static RecordRef ref(InvoiceRow it) {
    return new RecordRef("invoice", it.id().value());
  }

  private ResponseEntity<InvoiceJson> created(InvoiceId id) {
    return ResponseEntity.created(URI.create("/api/v1/invoices/" + id)).body(get(id));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
